import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discoverSource } from '../../../jobs/discover-source.ts';
import { keepSubscription } from '../../../jobs/keep-subscription.ts';
import { hearHubs } from '../../../src/cli/hear-hubs.ts';
import type { Source } from '../../../src/model/source.ts';
import { startWeb } from '../../../src/review/start-web.ts';
import { makeEndpointsDue } from '../../../storage/endpoints.ts';
import { syncSources } from '../../../storage/sources.ts';
import { listSubscriptionsDue, planSubscriptions, type StoredSubscription } from '../../../storage/subscriptions.ts';
import { type HubManners, startHub, type TestHub } from '../../helpers/start-hub.ts';
import { feedXml, type Site, startSite } from '../../helpers/start-site.ts';
import { SHORT_DEADLINE_MS } from '../../helpers/watch.ts';
import { openWorkshop, STARTS_AT, setSources, type Workshop } from './open-workshop.ts';

let workshop: Workshop;
let web: { url: string; stop(): Promise<void> };
let paper: Site;
let hub: TestHub;
let manners: HubManners;
let woken = 0;
let minute = 0;
const now = () => new Date(STARTS_AT.getTime() + minute * 60_000);
const db = () => workshop.stet.database.db;

beforeAll(async () => {
  workshop = await openWorkshop({ timeoutMs: SHORT_DEADLINE_MS });
  const { stet } = workshop;
  const clock = { now, rate: 1 };
  const hears = hearHubs(stet, () => {
    woken += 1;
  });
  const sources = () => stet.config().sources;
  web = await startWeb({ db: db(), sources, clock, host: '127.0.0.1', port: 0, token: 'a token', ...hears });
  setPublicUrl(`${web.url}/`);
});
afterAll(async () => {
  await web.stop();
  await workshop.close();
});

beforeEach(async () => {
  [minute, woken] = [0, 0];
  setPublicUrl(`${web.url}/`);
  manners = { leaseSeconds: 3_600 };
  [paper, hub] = await Promise.all([startSite(), startHub(manners)]);
  await watch([makeSource('paper', paper)]);
});
afterEach(async () => {
  await db().deleteFrom('pushes').execute();
  await db().deleteFrom('subscriptions').execute();
  await Promise.all([paper.stop(), hub.stop()]);
});

function setPublicUrl(publicUrl: string | null): void {
  const { stet } = workshop;
  const config = stet.config();
  const { settings } = config;
  stet.setConfig({ ...config, settings: { ...settings, web: { ...settings.web, publicUrl } } });
}

function makeSource(id: string, { origin }: Site): Source {
  const [template] = workshop.stet.config().sources;
  if (template === undefined) throw new Error('there is no source');
  const discover = [{ kind: 'feed' as const, url: `${origin}/feed`, newerThanMs: null, links: null }];
  const schedule = { ...template.schedule, everyMs: 600_000 };
  const articles = { match: /\/news\//, identity: null };
  return { ...template, id, homepage: `${origin}/`, discover, articles, schedule, enabled: true };
}

async function watch(sources: Source[]): Promise<void> {
  const [template] = workshop.stet.config().sources;
  const kept = sources.length > 0 || template === undefined ? sources : [{ ...template, enabled: false }];
  setSources(workshop, () => kept);
  await syncSources(db(), kept, now());
}

const HEAD = () => `<atom:link rel="hub" href="${hub.url}"/><atom:link rel="self" href="${paper.origin}/feed"/>`;
const story = (name: string) => `${paper.origin}/news/${name}`;

async function poll(urls: string[], head = HEAD()) {
  paper.pages.set('/feed', feedXml(urls, head));
  await makeEndpointsDue(db(), 'paper', now());
  await db().updateTable('endpoints').set({ etag: null, last_modified: null }).execute();
  return await discoverSource(workshop.stet, { sourceId: 'paper' }, now());
}

/** What the sweep has done about hubs: all that is due is asked. */
async function askHubs() {
  await planSubscriptions(db(), workshop.stet.config().settings.web.publicUrl, now());
  const due = await listSubscriptionsDue(db(), now(), 100);
  return await Promise.all(due.map(({ id }) => keepSubscription(workshop.stet, { subscriptionId: id }, now())));
}

async function listStored(): Promise<StoredSubscription[]> {
  return await db().selectFrom('subscriptions').selectAll().orderBy('asked_at').execute();
}

async function only(): Promise<StoredSubscription> {
  const [first, ...others] = await listStored();
  if (first === undefined || others.length > 0) throw new Error('there is not one subscription');
  return first;
}

async function subscribe(urls = [story('one')]): Promise<StoredSubscription> {
  await poll(urls);
  await askHubs();
  return await only();
}

async function feedRow() {
  const url = `${paper.origin}/feed`;
  return await db().selectFrom('endpoints').selectAll().where('url', '=', url).executeTakeFirstOrThrow();
}

async function articleAt(url: string) {
  return await db().selectFrom('articles').selectAll().where('url', '=', url).executeTakeFirst();
}

const minutesUntil = (at: Date | null | undefined) => ((at?.getTime() ?? 0) - now().getTime()) / 60_000;
const readPushes = () => discoverSource(workshop.stet, { sourceId: 'paper' }, now());

describe('a feed that names a hub', () => {
  it('is subscribed to, renewed in time, and let go with its source', async () => {
    const { state, callback, secret, topic } = await subscribe();
    expect({ state, topic }).toEqual({ state: 'active', topic: `${paper.origin}/feed` });
    expect(callback).toMatch(new RegExp(`^${web.url}/websub/[\\w-]{43}$`));
    expect(hub.asked).toEqual([{ mode: 'subscribe', topic, callback, secret, lease: '864000' }]);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(secret.length).toBeLessThan(200);
    expect(minutesUntil((await only()).expires_at)).toBe(60);

    minute = 44;
    expect(await askHubs()).toEqual([]);
    minute = 45;
    expect(await askHubs()).toMatchObject([{ asked: 'subscribe', reason: null }]);
    expect(minutesUntil((await only()).expires_at)).toBe(60);

    await watch([]);
    expect(await askHubs()).toMatchObject([{ asked: 'unsubscribe', reason: null }]);
    expect(hub.asked.map(({ mode, secret: told }) => [mode, told !== null])).toEqual([
      ['subscribe', true],
      ['subscribe', true],
      ['unsubscribe', false],
    ]);
    expect(await only()).toMatchObject({ state: 'ended', next_attempt_at: null });
    expect(await hub.push(callback, feedXml([story('late')]), { secret })).toBe(410);
    expect(await askHubs()).toEqual([]);
  });

  it('is not subscribed to without a public address, and let go when that is taken away', async () => {
    setPublicUrl(null);
    await poll([story('one')]);
    expect(await askHubs()).toEqual([]);
    expect(await listStored()).toEqual([]);
    setPublicUrl(`${web.url}/`);
    await askHubs();
    expect((await only()).state).toBe('active');
    setPublicUrl(null);
    expect(await askHubs()).toMatchObject([{ asked: 'unsubscribe' }]);
  });

  it('is subscribed to anew when it names another hub', async () => {
    await subscribe();
    const other = await startHub({ leaseSeconds: 3_600 });
    try {
      await poll([story('one')], `<atom:link rel="hub" href="${other.url}"/>`);
      minute += 1;
      await askHubs();
      expect(hub.asked.map(({ mode }) => mode)).toEqual(['subscribe', 'unsubscribe']);
      expect(other.asked.map(({ mode }) => mode)).toEqual(['subscribe']);
      expect((await listStored()).map(({ state }) => state).sort()).toEqual(['active', 'ended']);
    } finally {
      await other.stop();
    }
  });

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('is read as it is pushed, signed by %s', async (method) => {
    const { callback, secret } = await subscribe();
    await db()
      .updateTable('articles')
      .set({ next_visit_at: new Date('2030-01-01') })
      .where('url', '=', story('one'))
      .execute();
    minute = 5;
    expect(await hub.push(callback, feedXml([story('one'), story('new')]), { secret, method })).toBe(202);
    expect(woken).toBe(1);
    const asked = paper.asked.filter((path) => path === '/feed').length;
    expect(await readPushes()).toMatchObject([{ isPush: true, outcome: 'ok', items: 2, added: 1 }]);
    expect(paper.asked.filter((path) => path === '/feed')).toHaveLength(asked);
    expect(minutesUntil((await articleAt(story('one')))?.next_visit_at)).toBe(0);
    expect(minutesUntil((await articleAt(story('new')))?.next_visit_at)).toBe(0);
    expect(await only()).toMatchObject({ pushes: 1, rejected_pushes: 0, last_push_at: now() });
  });

  it('is polled less while all comes by push, and as before when something was missed', async () => {
    const { callback, secret } = await subscribe();
    await poll([story('one')]);
    expect(minutesUntil((await feedRow()).next_visit_at)).toBe(10);
    minute = 5;
    await hub.push(callback, feedXml([story('two')]), { secret });
    await readPushes();
    minute = 10;
    await poll([story('two'), story('one')]);
    expect(minutesUntil((await feedRow()).next_visit_at)).toBe(40);
    minute = 50;
    await poll([story('three'), story('two')]);
    expect(minutesUntil((await feedRow()).next_visit_at)).toBe(10);
    minute = 55;
    await hub.push(callback, feedXml([story('four')]), { secret });
    await readPushes();
    minute = 56;
    await poll([story('four'), story('three')]);
    expect(minutesUntil((await feedRow()).next_visit_at)).toBe(40);
    minute = 61; // the lease is over, and nobody renewed it
    await poll([story('four'), story('three')]);
    expect(minutesUntil((await feedRow()).next_visit_at)).toBe(10);
  });
});

describe('a hub that does harm, or is none', () => {
  it('is told nothing but no, where it asks for what nobody wished', async () => {
    manners.leaseSeconds = null;
    const { callback, topic, secret } = await subscribe();
    expect((await only()).state).toBe('pending');
    const ask = (more: Record<string, string>, at = callback) =>
      hub.verify(at, { mode: 'subscribe', topic, challenge: '<b>c</b>', lease_seconds: '3600', ...more });
    expect((await ask({ topic: `${topic}2` })).status).toBe(404);
    expect((await ask({ mode: 'unsubscribe' })).status).toBe(404);
    expect((await ask({ mode: 'publish' })).status).toBe(404);
    expect((await ask({ challenge: 'x'.repeat(5_000) })).status).toBe(404);
    expect((await ask({}, `${web.url}/websub/${'a'.repeat(43)}`)).status).toBe(404);
    expect((await only()).state).toBe('pending');
    expect(await ask({})).toEqual({ status: 200, body: '<b>c</b>' });
    const page = await fetch(`${callback}?hub.mode=subscribe&hub.topic=${encodeURIComponent(topic)}&hub.challenge=c`);
    expect(page.headers.get('content-type')).toMatch(/^text\/plain/);
    expect((await ask({ mode: 'unsubscribe' })).status).toBe(404);
    expect(await hub.push(`${web.url}/websub/${'a'.repeat(43)}`, 'x', { secret })).toBe(404);
    expect((await fetch(`${web.url}/sources`)).status).toBe(401);
  });

  it('is not believed without a signature, or with a wrong one, and not told so', async () => {
    const { callback, secret } = await subscribe();
    const body = feedXml([story('forged')]);
    for (const signature of [null, '', 'sha256=00', `sha256=${'0'.repeat(64)}`, 'md5=00', 'nonsense']) {
      expect(await hub.push(callback, body, { signature })).toBe(202);
    }
    expect(await hub.push(callback, body, { secret: 'another secret' })).toBe(202);
    expect(woken).toBe(0);
    expect(await readPushes()).toEqual([]);
    expect(await articleAt(story('forged'))).toBeUndefined();
    expect(await only()).toMatchObject({ pushes: 0, rejected_pushes: 7, last_push_at: null });
    expect(secret).not.toBe('another secret');
  });

  it('repeats a push in vain', async () => {
    const { callback, secret } = await subscribe();
    const body = feedXml([story('one')]);
    await hub.push(callback, body, { secret });
    await readPushes();
    await db()
      .updateTable('articles')
      .set({ next_visit_at: new Date('2030-01-01') })
      .execute();
    expect(await hub.push(callback, body, { secret })).toBe(202);
    expect(await readPushes()).toEqual([]);
    expect((await articleAt(story('one')))?.next_visit_at).toEqual(new Date('2030-01-01'));
    expect(await only()).toMatchObject({ pushes: 1 });
    expect(woken).toBe(1);
  });

  it('pushes too much at once, or too often, or what is no feed', async () => {
    const { callback, secret } = await subscribe();
    const huge = new Uint8Array(5 * 1_024 * 1_024);
    expect(await hub.push(callback, huge, { secret }).catch(() => 413)).toBe(413);
    expect(await db().selectFrom('pushes').select('digest').execute()).toEqual([]);

    expect(minutesUntil((await feedRow()).next_visit_at)).toBe(10);
    expect(await hub.push(callback, '<html><body>no feed</body></html>', { secret })).toBe(202);
    const reports = await readPushes();
    expect(reports).toMatchObject([
      { isPush: true, outcome: 'failed' },
      { kind: 'feed', outcome: 'ok' },
    ]);

    minute = 1;
    for (let place = 0; place < 12; place += 1) await hub.push(callback, feedXml([story(`${place}`)]), { secret });
    expect(await db().selectFrom('pushes').select('digest').where('body', 'is not', null).execute()).toHaveLength(10);
    expect(minutesUntil((await feedRow()).next_visit_at)).toBeLessThanOrEqual(0);
    const statuses: number[] = [];
    for (let place = 0; place < 60; place += 1) statuses.push(await hub.push(callback, 'x', { signature: null }));
    expect(statuses.at(-1)).toBe(429);
    expect(await (await fetch(`${web.url}/health`)).json()).toMatchObject({ ok: true });
  });

  it.each<[string, HubManners | string, RegExp]>([
    ['refuses', { status: 400 }, /answered 400: the hub says no/],
    ['is too slow', { delayMs: 2_500 }, /not whole within 1\.5 s/],
    ['sends on to a private address', { status: 307, location: 'http://10.0.0.1/hub' }, /refused address/],
    ['is at a private address', 'http://192.168.0.1/hub', /192\.168\.0\.1/],
    ['is at a link-local address', 'http://169.254.169.254/latest', /169\.254\.169\.254/],
    ['cannot be reached', 'http://127.0.0.1:9/hub', /127\.0\.0\.1/],
  ])('%s: it is asked again, later each time', { timeout: 60_000 }, async (_what, how, reason) => {
    if (typeof how !== 'string') Object.assign(manners, how);
    const address = typeof how === 'string' ? how : hub.url;
    await poll([story('one')], `<atom:link rel="hub" href="${address}"/>`);
    expect((await askHubs())[0]?.reason).toMatch(reason);
    const { id, secret, last_error: told } = await only();
    expect(told).not.toMatch(new RegExp(`${id}|${secret}`));
    expect(await only()).toMatchObject({ state: 'pending', attempts: 1, last_error: expect.stringMatching(reason) });
    expect(minutesUntil((await only()).next_attempt_at)).toBe(1);
    minute = 1;
    if (typeof how === 'string') await askHubs();
    else if (how.status !== undefined) await askHubs();
    else return;
    expect(minutesUntil((await only()).next_attempt_at)).toBe(5);
    await watch([]);
    for (minute of [2, 4, 40, 400]) await askHubs();
    expect(await only()).toMatchObject({ state: 'ended' });
  });

  it('grants a second, a century, or nothing, and is asked neither without end nor never', async () => {
    for (const [lease, minutes] of [
      [1, 3.75],
      [10_000_000_000, 32_400],
    ] as const) {
      manners.leaseSeconds = lease;
      const { next_attempt_at: nextAt } = await subscribe();
      expect(minutesUntil(nextAt)).toBe(minutes);
      await db().deleteFrom('subscriptions').execute();
    }
  });

  it('denies it, is believed, and asked again after a day', async () => {
    const { callback, topic } = await subscribe();
    expect((await hub.verify(callback, { mode: 'denied', topic, reason: 'members only' })).status).toBe(200);
    expect(await only()).toMatchObject({ state: 'denied', last_error: 'members only' });
    minute = 24 * 60 - 1;
    expect(await askHubs()).toEqual([]);
    minute = 24 * 60;
    expect(await askHubs()).toMatchObject([{ asked: 'subscribe', reason: null }]);
    expect((await only()).state).toBe('active');
  });
});
