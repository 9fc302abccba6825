import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deliverChange } from '../../../jobs/deliver-change.ts';
import { openStet } from '../../../jobs/open-stet.ts';
import type { Stet } from '../../../jobs/stet.ts';
import { SWEEP_SETTINGS, sweep } from '../../../jobs/sweep.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import type { AlertRules } from '../../../src/model/channel.ts';
import { makeArticlesDue } from '../../../storage/articles.ts';
import { saveSearch } from '../../../storage/saved-searches.ts';
import { makeChannel } from '../../helpers/channels.ts';
import { addDueArticles, openMemoryLog, openWorkshop, type Workshop } from './open-workshop.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
/** Story 26 of Plain Wire has a figure edited in this minute. */
const EDITED_AT = 76;

type Got = { headers: IncomingHttpHeaders; body: string };

let shop: Workshop;
let receiver: { server: Server; url: string; got: Got[]; answers: number[]; slowMs: number };

beforeEach(async () => {
  vi.stubEnv('STET_TEST_SECRET', SECRET);
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    got.push({ headers: request.headers, body });
    await new Promise((resolve) => setTimeout(resolve, receiver.slowMs));
    response.writeHead(receiver.answers.shift() ?? 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  receiver = { server, url: `http://127.0.0.1:${port}/hook`, got, answers: [], slowMs: 0 };
  shop = await openWorkshop();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  receiver.server.closeAllConnections();
  receiver.server.close();
  await shop.close();
});

type ChannelHere = { webhook?: string; secret?: string | null } & Partial<AlertRules>;

/** Sets the channels, all of which every source alerts, unless it is said which. */
function setChannels(channels: Record<string, ChannelHere>, alerts = Object.keys(channels)): void {
  const config = shop.stet.config();
  const whole = Object.entries(channels).map(([name, { webhook = receiver.url, secret = null, ...rules }]) => [
    name,
    makeChannel({ target: { kind: 'webhook', address: webhook, secret }, rules }),
  ]);
  const settings = { ...config.settings, channels: Object.fromEntries(whole) };
  const sources = config.sources.map((source) => ({ ...source, alerts }));
  shop.stet.setConfig({ ...config, settings, sources });
}

/** Visits the story before and after its edit, so that a change is to be delivered. */
async function makeChange(): Promise<void> {
  const { db } = shop.stet.database;
  shop.clock.goTo(0);
  await addDueArticles(shop, [26]);
  const ids = (await db.selectFrom('articles').select('id').execute()).map(({ id }) => id);
  for (const minute of [0, EDITED_AT]) {
    shop.clock.goTo(minute);
    const now = shop.clock.now();
    await makeArticlesDue(db, ids, now);
    for (const articleId of ids) await visitArticle(shop.stet, { articleId }, now);
  }
}

const listDeliveries = () => shop.stet.database.db.selectFrom('deliveries').selectAll().orderBy('channel').execute();

async function deliverDue(stet: Stet = shop.stet) {
  const now = shop.clock.now();
  const due = (await listDeliveries()).filter((row) => row.next_attempt_at !== null && row.next_attempt_at <= now);
  return await Promise.all(due.map(({ id: deliveryId }) => deliverChange(stet, { deliveryId }, now)));
}

describe('a saved search that is joined with a channel', () => {
  const save = (channel: string, list: 'changes' | 'search', query: string) =>
    saveSearch(shop.stet.database.db, { name: `${channel} ${query}`, list, query, channel }, shop.clock.now());

  it('has it told, once, of what meets the search as it comes, as far as the rules of the channel allow', async () => {
    setChannels({ figures: {}, words: {}, elsewhere: {}, grave: { minImportance: 1 } }, ['words']);
    await save('figures', 'changes', 'kind=figure&source=plain-wire&language=en&since=2026-03-03&status=new');
    await save('figures', 'changes', 'kind=figure&minImportance=0.01');
    await save('words', 'search', 'q=the&language=en&status=live');
    await save('elsewhere', 'changes', 'kind=figure&source=harbour-ledger');
    await save('elsewhere', 'changes', 'kind=figure&until=2026-03-02');
    await save('elsewhere', 'changes', 'search=nowhere-at-all');
    await save('elsewhere', 'search', 'q=nowhere-at-all&status=live');
    await save('grave', 'changes', 'kind=figure');
    await save('gone', 'changes', 'kind=figure');
    await makeChange();
    expect((await listDeliveries()).map(({ channel }) => channel)).toEqual(['figures', 'words']);
    expect(await deliverDue()).toMatchObject([{ outcome: 'delivered' }, { outcome: 'delivered' }]);
    expect(await deliverDue()).toEqual([]);
    expect(receiver.got).toHaveLength(2);
  });
});

describe('a change on its way to a channel', () => {
  it('is signed by Standard Webhooks, goes where it matters enough, and is done', async () => {
    setChannels({ all: { secret: 'env:STET_TEST_SECRET' }, grave: { minImportance: 1 } });
    await makeChange();
    const rows = await listDeliveries();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.channel)).not.toContain('grave');
    const reports = await deliverDue();
    expect(reports.map((report) => report?.outcome)).toEqual(rows.map(() => 'delivered'));
    expect(receiver.got).toHaveLength(rows.length);
    const [first] = receiver.got;
    const told = new Webhook(SECRET).verify(first?.body ?? '', first?.headers as Record<string, string>);
    const changes = await shop.stet.database.db.selectFrom('changes').selectAll().execute();
    const ids = changes.map((change) => change.id);
    expect(told).toMatchObject({ type: 'change.detected', data: { source: 'plain-wire', from: 1, to: 2 } });
    expect(ids).toContain((told as { data: { id: string } }).data.id);
    expect(() => new Webhook(SECRET).verify(`${first?.body} `, first?.headers as Record<string, string>)).toThrow();
    await deliverDue();
    await sweep(shop.stet, shop.queues, SWEEP_SETTINGS, new Date('2030-01-01'), new Date());
    expect((await shop.queues.deliver.getJobCounts('waiting')).waiting).toBe(0);
    expect(receiver.got).toHaveLength(rows.length);
  });

  it('is tried again after a 500, with the same id, when its time has come', async () => {
    setChannels({ all: { secret: 'env:STET_TEST_SECRET' } });
    await makeChange();
    receiver.answers.push(500);
    const [row] = await listDeliveries();
    expect(await deliverDue()).toMatchObject([{ outcome: 'retry', reason: expect.stringContaining('answered 500') }]);
    expect(await listDeliveries()).toMatchObject([{ id: row?.id, status: 'pending', attempts: 1 }]);
    expect(await deliverDue(), 'not yet').toEqual([]);
    shop.clock.goTo(EDITED_AT + 1);
    expect(await deliverDue()).toMatchObject([{ outcome: 'delivered' }]);
    expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([row?.id, row?.id]);
    expect(await listDeliveries()).toMatchObject([{ status: 'delivered', attempts: 2, last_error: null }]);
  });

  it.each([
    ['answers 410', () => void receiver.answers.push(410), 'disabled', '410'],
    [
      'was to get what is noise by now',
      async () => void (await shop.stet.database.db.updateTable('changes').set({ noise: true }).execute()),
      'disabled',
      'turned out to be noise',
    ],
    ['is no more in stet.yaml', () => setChannels({}), 'disabled', 'no channel all'],
    ['is at a private address', () => setChannels({ all: { webhook: 'http://10.0.0.1/' } }), 'pending', '10.0.0.1'],
    ['has no secret', () => setChannels({ all: { secret: 'env:STET_NO_SUCH' } }), 'pending', 'STET_NO_SUCH, which'],
    [
      'has a secret that is none',
      () => {
        vi.stubEnv('STET_TEST_SECRET', 'not base64!');
        setChannels({ all: { secret: 'env:STET_TEST_SECRET' } });
      },
      'pending',
      'not base64',
    ],
  ])('to one that %s: %s', async (_what, arrange, status, reason) => {
    setChannels({ all: {} });
    await makeChange();
    await arrange();
    await deliverDue();
    expect(await listDeliveries()).toMatchObject([
      { status, attempts: 1, last_error: expect.stringContaining(reason) },
    ]);
    expect(receiver.got).toHaveLength(reason === '410' ? 1 : 0);
    expect((await listDeliveries())[0]?.last_error).not.toContain('base64!');
  });

  it('is sent once when two workers of two processes have it at the same time', async () => {
    setChannels({ all: {} });
    await makeChange();
    receiver.slowMs = 200;
    const { log } = openMemoryLog();
    const other = await openStet(shop.setup.environment, shop.stet.config(), { now: shop.clock.now, rate: 1 }, log);
    try {
      const reports = (await Promise.all([deliverDue(), deliverDue(other), deliverDue()])).flat();
      expect(reports.filter((report) => report !== null)).toHaveLength(1);
      expect(receiver.got).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('is sent again, with the same id, when the sender died before it could note it', async () => {
    setChannels({ all: {} });
    await makeChange();
    const dying = await openStet(
      shop.setup.environment,
      shop.stet.config(),
      { now: shop.clock.now, rate: 1 },
      openMemoryLog().log,
    );
    receiver.slowMs = 300;
    const sending = deliverDue(dying);
    sending.catch(() => {});
    await expect.poll(() => receiver.got.length, { interval: 5 }).toBe(1);
    await dying.database.close();
    await expect(sending).rejects.toThrow();
    await dying.close();
    expect(await listDeliveries()).toMatchObject([{ status: 'pending', attempts: 0 }]);
    expect(await deliverDue()).toMatchObject([{ outcome: 'delivered' }]);
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(receiver.got).toHaveLength(2);
  });
});
