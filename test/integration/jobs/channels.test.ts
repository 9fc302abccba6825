import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { deliverChange } from '../../../jobs/deliver-change.ts';
import { openStet } from '../../../jobs/open-stet.ts';
import type { Stet } from '../../../jobs/stet.ts';
import { digestArticle } from '../../../src/extract/digest-article.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Channel, Target } from '../../../src/model/channel.ts';
import { enableChannel } from '../../../storage/channels.ts';
import { addDeliveries, addTestDelivery } from '../../../storage/deliveries.ts';
import { listAttempts, listChannelStates } from '../../../storage/delivery-lists.ts';
import { retryDelivery } from '../../../storage/retry-delivery.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { makeCertificates } from '../../helpers/certificates.ts';
import { makeChannel } from '../../helpers/channels.ts';
import { startDaemonProcess } from '../../helpers/daemon-process.ts';
import { setFileClock } from '../../helpers/file-clock.ts';
import { openHeldMailServer } from '../../helpers/open-held-mail-server.ts';
import { openMailServer } from '../../helpers/open-mail-server.ts';
import { openReceiver, type Receiver } from '../../helpers/open-receiver.ts';
import { addStory, visitStory } from '../review/open-paper.ts';
import { openMemoryLog, openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

const TOKEN = 'T0K3N-that-nobody-may-see';
let shop: Workshop;
let receiver: Receiver;
let changeIds: string[];
let channelCount = 0;

const minutes = (count: number) => new Date(STARTS_AT.getTime() + count * 60_000);
const status = (code: number, headers: Record<string, string> = {}, body = 'no') => {
  receiver.answers.push((response) => response.writeHead(code, headers).end(body));
};

beforeAll(async () => {
  shop = await openWorkshop();
  const { db } = shop.stet.database;
  changeIds = [];
  const withDigests = (record: Article): Article => ({ ...record, ...digestArticle(record) });
  for (let story = 0; story < 6; story += 1) {
    const id = await addStory(db, 'plain-wire');
    const before = withDigests(makeRecord(`Story ${story} <b>&</b>`, [`There were ${story + 10} people.`]));
    await visitStory(db, id, before, null, minutes(-60));
    const after = withDigests(makeRecord(`Story ${story} <b>&</b>`, [`There were ${story + 50} people.`]));
    const { changeId } = await visitStory(db, id, after, before, minutes(0));
    changeIds.push(changeId ?? '');
  }
});
afterAll(() => shop.close());
beforeEach(async () => {
  receiver = await openReceiver();
  vi.stubEnv('STET_TEST_TOKEN', TOKEN);
  vi.stubEnv('STET_TEST_HOOK', `${receiver.origin}/hook/${TOKEN}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await receiver.close();
});

/** Gives the configuration one more channel, and its name. */
function addChannel(target: Target, manner: Partial<Channel> = {}): string {
  channelCount += 1;
  const name = `channel-${channelCount}`;
  setChannel(name, makeChannel({ ...manner, target }));
  return name;
}

function setChannel(name: string, channel: Channel): void {
  const config = shop.stet.config();
  const channels = { ...config.settings.channels, [name]: channel };
  shop.stet.setConfig({ ...config, settings: { ...config.settings, channels } });
}

const tell = async (channel: string, changes: string[], at: Date) => {
  for (const change of changes) await addDeliveries(shop.stet.database.db, change, [channel], at);
};

const listOf = (channel: string) =>
  shop.stet.database.db
    .selectFrom('deliveries')
    .selectAll()
    .where('channel', '=', channel)
    .orderBy('created_at')
    .execute();

/** Does what the sweep would have done at a moment, until nothing is due. */
async function deliverDue(channel: string, now: Date, stet: Stet = shop.stet) {
  const reports = [];
  for (let round = 0; round < 5; round += 1) {
    const due = (await listOf(channel)).filter(
      (row) => row.status === 'pending' && row.next_attempt_at !== null && row.next_attempt_at <= now,
    );
    if (due.length === 0) break;
    reports.push(...(await Promise.all(due.map(({ id: deliveryId }) => deliverChange(stet, { deliveryId }, now)))));
  }
  return reports.filter((report) => report !== null);
}

const attemptsOf = async (channel: string) => {
  const ids = (await listOf(channel)).map(({ id }) => id);
  return [...(await listAttempts(shop.stet.database.db, ids)).values()].flat();
};

const HOOK = 'env:STET_TEST_HOOK';
const server = () => receiver.origin;
const TARGETS: Record<string, () => Target> = {
  slack: () => ({ kind: 'slack', address: HOOK }),
  discord: () => ({ kind: 'discord', address: HOOK }),
  mattermost: () => ({ kind: 'mattermost', address: HOOK }),
  telegram: () => ({ kind: 'telegram', server: server(), token: 'env:STET_TEST_TOKEN', chat: '@desk' }),
  mastodon: () => ({ kind: 'mastodon', server: server(), token: 'env:STET_TEST_TOKEN', visibility: 'public' }),
  ntfy: () => ({ kind: 'ntfy', server: server(), topic: 'desk', token: 'env:STET_TEST_TOKEN' }),
};

describe.each(Object.entries(TARGETS))('a channel of %s', (_kind, target) => {
  it('tells a change once, and keeps what came of it', async () => {
    const channel = addChannel(target());
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    expect(await deliverDue(channel, minutes(0))).toMatchObject([{ outcome: 'delivered' }]);
    expect(await deliverDue(channel, minutes(1))).toEqual([]);
    expect(receiver.got).toHaveLength(1);
    expect(`${receiver.got[0]?.path} ${JSON.stringify(receiver.got[0]?.headers)}`).toContain(TOKEN);
    expect(receiver.got[0]?.body).toContain(`/changes/${changeIds[0]}`);
    expect(await attemptsOf(channel)).toMatchObject([{ outcome: 'delivered', status: 200, reason: '' }]);
  });

  it.each([
    ['refuses it', () => status(400, {}, `chat not found ${TOKEN}`), 'given-up', 'failed', 'chat not found'],
    ['is no more', () => status(410), 'disabled', 'disabled', 'answered 410'],
    ['is in trouble', () => status(503), 'retry', 'pending', 'answered 503'],
    [
      'redirects',
      () => status(301, { location: `https://elsewhere.example/${TOKEN}` }),
      'retry',
      'pending',
      'https://elsewhere.example',
    ],
    ['hangs up', () => void receiver.answers.push((response) => response.destroy()), 'retry', 'pending', ''],
  ])('whose receiver %s', async (_what, arrange, outcome, state, words) => {
    const channel = addChannel(target());
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    arrange();
    await deliverDue(channel, minutes(0));
    const [attempt] = await attemptsOf(channel);
    expect(attempt).toMatchObject({ outcome, reason: expect.stringContaining(words) });
    expect(attempt?.reason).not.toContain(TOKEN);
    expect(await listOf(channel)).toMatchObject([{ status: state, attempts: 1 }]);
    expect(receiver.got).toHaveLength(1);
  });
});

describe('Bluesky', () => {
  const target = (): Target => ({
    kind: 'bluesky',
    server: server(),
    handle: 'desk.example',
    password: 'env:STET_TEST_TOKEN',
  });

  it('opens a session, and puts the post in the same place at every attempt', async () => {
    const channel = addChannel(target());
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    status(200, {}, '{"did":"did:plc:x","accessJwt":"jwt"}');
    status(429, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(minutes(30).getTime() / 1000) });
    expect(await deliverDue(channel, minutes(0))).toMatchObject([{ outcome: 'retry' }]);
    expect(await deliverDue(channel, minutes(29)), 'not before the limit ends').toEqual([]);
    status(200, {}, '{"did":"did:plc:x","accessJwt":"jwt"}');
    expect(await deliverDue(channel, minutes(31))).toMatchObject([{ outcome: 'delivered' }]);
    const posts = receiver.got.filter(({ path }) => path.endsWith('putRecord'));
    expect(posts).toHaveLength(2);
    expect(new Set(posts.map(({ body }) => body)).size).toBe(1);
    expect(posts[0]?.headers.authorization).toBe('Bearer jwt');
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toEqual({ identifier: 'desk.example', password: TOKEN });
  });

  it('gives up where the password is refused', async () => {
    const channel = addChannel(target());
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    status(401, {}, '{"error":"AuthenticationRequired"}');
    expect(await deliverDue(channel, minutes(0))).toMatchObject([
      { outcome: 'given-up', reason: expect.stringContaining('AuthenticationRequired') },
    ]);
  });
});

describe('a channel that takes pictures', () => {
  const PNG = '\ufffdPNG'; // as the receiver reads the first bytes, which are no text
  const WORDS = 'Story 0 <b>&</b>';
  const withPicture = async (target: Target, changes = 1) => {
    const channel = addChannel(target, changes === 1 ? { image: true } : { image: true, digestAt: [10 * 60] });
    await tell(channel, changeIds.slice(0, changes), minutes(0));
    if (changes > 1) await deliverDue(channel, minutes(1));
    const at = minutes(changes === 1 ? 0 : 60);
    expect(await deliverDue(channel, at)).toMatchObject([{ outcome: 'delivered' }]);
    return { reason: (await attemptsOf(channel))[0]?.reason ?? '' };
  };
  const partOf = (body: string, name: string) =>
    new RegExp(`name="${name.replace(/[[\]]/g, '\\$&')}"[^]*?\\r\\n\\r\\n([^]*?)\\r\\n--`).exec(body)?.[1] ?? '';
  const bodies = () => receiver.got.map(({ body }) => body);

  it('of Mastodon: uploads it with its words, and names it in the post', async () => {
    status(200, {}, '{"id":"77"}');
    expect((await withPicture(TARGETS.mastodon?.() as Target)).reason).toBe('');
    expect(receiver.got.map(({ path }) => path)).toEqual(['/api/v2/media', '/api/v1/statuses']);
    expect(partOf(bodies()[0] ?? '', 'description')).toContain(`changed “${WORDS}”`);
    expect(partOf(bodies()[0] ?? '', 'file')).toContain(PNG);
    expect(receiver.got[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(JSON.parse(bodies()[1] ?? '')).toMatchObject({ media_ids: ['77'] });
  });

  it('of Bluesky: keeps its bytes with the account, and embeds it with its words', async () => {
    status(200, {}, '{"did":"did:plc:x","accessJwt":"jwt"}');
    status(200, {}, '{"blob":{"$type":"blob","ref":{"$link":"bafy"},"mimeType":"image/png","size":9}}');
    await withPicture({ kind: 'bluesky', server: server(), handle: 'd.example', password: 'env:STET_TEST_TOKEN' });
    expect(receiver.got.map(({ path }) => path.split('.').at(-1))).toEqual([
      'createSession',
      'uploadBlob',
      'putRecord',
    ]);
    expect(receiver.got[1]).toMatchObject({ headers: { 'content-type': 'image/png', authorization: 'Bearer jwt' } });
    expect(bodies()[1]).toContain(PNG);
    const { record } = JSON.parse(bodies()[2] ?? '');
    expect(record.embed).toMatchObject({
      $type: 'app.bsky.embed.images',
      images: [{ image: { ref: { $link: 'bafy' } }, aspectRatio: { width: 1200, height: 630 } }],
    });
    expect(record.embed.images[0].alt).toContain(`changed “${WORDS}”`);
  });

  it('of Discord: in its embed, with its words', async () => {
    await withPicture(TARGETS.discord?.() as Target);
    const [body = ''] = bodies();
    const told = JSON.parse(partOf(body, 'payload_json'));
    expect(told.embeds[0].image).toEqual({ url: 'attachment://change.png' });
    expect(told.attachments).toMatchObject([{ id: 0, filename: 'change.png' }]);
    expect(told.attachments[0].description).toContain(`changed “${WORDS}”`);
    expect(partOf(body, 'files[0]')).toContain(PNG);
  });

  it('of Telegram: as a photo with the text below it, where that fits', async () => {
    await withPicture(TARGETS.telegram?.() as Target);
    expect(receiver.got[0]?.path).toMatch(/\/sendPhoto$/);
    expect(partOf(bodies()[0] ?? '', 'caption')).toContain(`/changes/${changeIds[0]}`);
    expect(partOf(bodies()[0] ?? '', 'photo')).toContain(PNG);
  });

  it('of ntfy: attached, all else in headers', async () => {
    await withPicture(TARGETS.ntfy?.() as Target);
    const [{ path, headers, body } = { path: '', headers: {} as Record<string, string>, body: '' }] = receiver.got;
    expect(path).toBe('/desk');
    expect(body).toContain(PNG);
    const word = /^=\?UTF-8\?B\?(.*)\?=$/.exec(String(headers.message))?.[1] ?? '';
    expect(Buffer.from(word, 'base64').toString()).toContain(`/changes/${changeIds[0]}`);
    expect(headers).toMatchObject({ filename: 'change.png', click: expect.stringContaining('/changes/') });
  });

  it.each(['mastodon', 'discord', 'telegram', 'ntfy'])(
    'of %s: sends the words where the picture is refused',
    async (kind) => {
      status(413, {}, 'too large');
      const { reason } = await withPicture(TARGETS[kind]?.() as Target);
      expect(reason).toMatch(/^It went without its picture\. .*answered 413/);
      expect(receiver.got).toHaveLength(2);
      expect(bodies()[1]).toContain(`/changes/${changeIds[0]}`);
      expect(bodies()[1]).not.toContain(PNG);
    },
  );

  it('has the words without it after three attempts in vain', async () => {
    const channel = addChannel(TARGETS.discord?.() as Target, { image: true });
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    for (const at of [0, 1, 20]) {
      status(500);
      expect(await deliverDue(channel, minutes(at))).toMatchObject([{ outcome: 'retry' }]);
    }
    expect(await deliverDue(channel, minutes(90))).toMatchObject([{ outcome: 'delivered' }]);
    expect(bodies().map((body) => body.includes(PNG))).toEqual([true, true, true, false]);
  });

  it('has none where several changes are told', async () => {
    await withPicture(TARGETS.discord?.() as Target, 3);
    expect(bodies()[0]).not.toContain(PNG);
  });
});

describe('a channel whose receiver is no more', () => {
  it('is not written to until where it leads is edited, or a person enables it', async () => {
    const { db } = shop.stet.database;
    const channel = addChannel({ kind: 'webhook', address: `${receiver.origin}/a`, secret: null });
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    status(410);
    await deliverDue(channel, minutes(0));
    await tell(channel, changeIds.slice(1, 2), minutes(1));
    expect(await deliverDue(channel, minutes(1))).toMatchObject([{ outcome: 'dropped' }]);
    expect(receiver.got).toHaveLength(1);
    expect(await enableChannel(db, channel)).toBe(true);
    const rows = await listOf(channel);
    for (const { id } of rows) expect(await retryDelivery(db, id, minutes(2))).toBe(true);
    status(410);
    await deliverDue(channel, minutes(2));
    const disabled = await listChannelStates(db, [{ name: channel, target: 'elsewhere' }]);
    expect(disabled[0]?.disabled, 'it leads elsewhere').toBe(null);
    setChannel(channel, makeChannel({ target: { kind: 'webhook', address: `${receiver.origin}/b`, secret: null } }));
    await tell(channel, changeIds.slice(2, 3), minutes(3));
    expect(await deliverDue(channel, minutes(3))).toMatchObject([{ outcome: 'delivered' }]);
  });

  it('can be tried with a test message all the same', async () => {
    const channel = addChannel({ kind: 'slack', address: HOOK });
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    status(410);
    await deliverDue(channel, minutes(0));
    await addTestDelivery(shop.stet.database.db, channel, minutes(1));
    expect(await deliverDue(channel, minutes(1))).toMatchObject([{ outcome: 'delivered', change: null }]);
    expect(receiver.got.at(-1)?.body).toContain('This channel works');
  });
});

describe('what waits', () => {
  it('is told in one message at the time of the digest', async () => {
    const channel = addChannel({ kind: 'slack', address: HOOK }, { digestAt: [10 * 60] });
    await tell(channel, changeIds, minutes(0));
    expect(await deliverDue(channel, minutes(1))).toEqual([]);
    expect(await listOf(channel)).toMatchObject(
      changeIds.map(() => ({ waits_for: 'digest', next_attempt_at: minutes(60) })),
    );
    expect(await deliverDue(channel, minutes(60))).toMatchObject([{ outcome: 'delivered', change: null }]);
    expect(receiver.got).toHaveLength(1);
    expect(JSON.parse(receiver.got[0]?.body ?? '').text).toBe(`${changeIds.length} changes`);
    const rows = await listOf(channel);
    expect(rows.every((row) => row.status === 'delivered')).toBe(true);
    expect(rows.filter((row) => row.purpose === 'digest')).toHaveLength(1);
  });

  it('is told alone where nothing else came', async () => {
    const channel = addChannel({ kind: 'slack', address: HOOK }, { digestAt: [10 * 60] });
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    await deliverDue(channel, minutes(1));
    expect(await deliverDue(channel, minutes(60))).toMatchObject([{ outcome: 'delivered', change: changeIds[0] }]);
  });

  it('is told in one message after quiet hours', async () => {
    const quiet = { from: 9 * 60, to: 11 * 60 };
    const channel = addChannel({ kind: 'slack', address: HOOK }, { quiet });
    await tell(channel, changeIds.slice(0, 3), minutes(0));
    expect(await deliverDue(channel, minutes(1))).toEqual([]);
    expect(await deliverDue(channel, minutes(119))).toEqual([]);
    expect(await deliverDue(channel, minutes(120))).toHaveLength(1);
    expect(receiver.got).toHaveLength(1);
  });

  it('is told in one message when the limit allows it, and a webhook has each by itself', async () => {
    const atMost = { count: 2, perMs: 3_600_000 };
    const chat = addChannel({ kind: 'slack', address: HOOK }, { atMost });
    const hook = addChannel({ kind: 'webhook', address: `${receiver.origin}/w`, secret: null }, { atMost });
    for (const channel of [chat, hook]) {
      await tell(channel, changeIds, minutes(0));
      expect(await deliverDue(channel, minutes(0))).toHaveLength(2);
      expect(await deliverDue(channel, minutes(59))).toHaveLength(0);
    }
    expect(await deliverDue(chat, minutes(61))).toMatchObject([{ outcome: 'delivered', change: null }]);
    expect(await deliverDue(hook, minutes(61))).toHaveLength(2);
    expect(await deliverDue(hook, minutes(122))).toHaveLength(2);
    expect(receiver.got).toHaveLength(3 + 6);
    const told = [...(await listOf(chat)), ...(await listOf(hook))];
    expect(told.every((row) => row.status === 'delivered')).toBe(true);
  });

  it('is in one digest, and delivered once, whoever dies when', async () => {
    const channel = addChannel(
      { kind: 'mastodon', server: server(), token: 'env:STET_TEST_TOKEN', visibility: 'public' },
      { digestAt: [10 * 60] },
    );
    await tell(channel, changeIds, minutes(0));
    await deliverDue(channel, minutes(1));
    const log = openMemoryLog().log;
    const dying = await openStet(shop.setup.environment, shop.stet.config(), { now: shop.clock.now, rate: 1 }, log);
    // Two processes gather at once; then the one that sends dies before it could note what came of it.
    const members = await listOf(channel);
    await Promise.all(
      members.map(({ id: deliveryId }, at) =>
        deliverChange(at % 2 === 0 ? dying : shop.stet, { deliveryId }, minutes(60)),
      ),
    );
    const digests = (await listOf(channel)).filter((row) => row.purpose === 'digest');
    expect(digests).toHaveLength(1);
    let release = () => {};
    receiver.answers.push((response) => {
      release = () => response.writeHead(200).end();
    });
    const sending = deliverChange(dying, { deliveryId: digests[0]?.id ?? '' }, minutes(60));
    sending.catch(() => {});
    await expect.poll(() => receiver.got.length, { interval: 5 }).toBe(1);
    await dying.database.close();
    release();
    await expect(sending).rejects.toThrow();
    await dying.close();
    expect(await deliverDue(channel, minutes(60))).toMatchObject([{ outcome: 'delivered', change: null }]);
    expect(new Set(receiver.got.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([digests[0]?.id]));
    expect((await listOf(channel)).every((row) => row.status === 'delivered')).toBe(true);
    expect(await attemptsOf(channel)).toHaveLength(1);
  });

  it('is tried again as the same digest', async () => {
    const channel = addChannel({ kind: 'slack', address: HOOK }, { digestAt: [10 * 60] });
    await tell(channel, changeIds.slice(0, 2), minutes(0));
    await deliverDue(channel, minutes(1));
    status(404, {}, 'no_service');
    await deliverDue(channel, minutes(60));
    const rows = await listOf(channel);
    expect(rows.map((row) => row.status)).toEqual(['failed', 'failed', 'failed']);
    const digest = rows.find((row) => row.purpose === 'digest');
    const member = rows.find((row) => row.purpose === 'change');
    expect(await retryDelivery(shop.stet.database.db, member?.id ?? '', minutes(61)), 'its digest tells it').toBe(
      false,
    );
    expect(await retryDelivery(shop.stet.database.db, digest?.id ?? '', minutes(61))).toBe(true);
    expect(await deliverDue(channel, minutes(61))).toMatchObject([{ outcome: 'delivered' }]);
    expect((await listOf(channel)).every((row) => row.status === 'delivered')).toBe(true);
  });
});

describe('e-mail', () => {
  let certificates: Awaited<ReturnType<typeof makeCertificates>>;
  beforeAll(async () => {
    certificates = await makeCertificates();
  });

  const mailTo = (port: number, more: Partial<Extract<Target, { kind: 'email' }>> = {}): Target => ({
    kind: 'email',
    server: `smtp://localhost:${port}`,
    user: null,
    password: null,
    from: 'stet@paper.example',
    to: ['desk@paper.example', 'night@paper.example'],
    isPlain: true,
    ...more,
  });

  it('carries a digest in two parts, with one id', async () => {
    const mailbox = await openMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    try {
      const channel = addChannel(mailTo(mailbox.port), { digestAt: [10 * 60] });
      await tell(channel, changeIds.slice(0, 3), minutes(0));
      await deliverDue(channel, minutes(1));
      expect(await deliverDue(channel, minutes(60))).toMatchObject([{ outcome: 'delivered' }]);
      const [mail = ''] = mailbox.mails;
      const digest = (await listOf(channel)).find((row) => row.purpose === 'digest');
      expect(mail).toContain(`Message-ID: <${digest?.id}@paper.example>`);
      expect(mail).toContain('Subject: 3 changes');
      expect(mail).toContain('To: desk@paper.example, night@paper.example');
      expect(mail).toMatch(/multipart\/alternative/);
      for (const change of changeIds.slice(0, 3)) expect(mail.replace(/=\r\n/g, '')).toContain(`/changes/${change}`);
      expect(mailbox.mails).toHaveLength(1);
    } finally {
      await mailbox.close();
    }
  });

  it('shows the picture of a change within it, with its words', async () => {
    const mailbox = await openMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    try {
      const channel = addChannel(mailTo(mailbox.port), { image: true });
      await tell(channel, changeIds.slice(0, 1), minutes(0));
      expect(await deliverDue(channel, minutes(0))).toMatchObject([{ outcome: 'delivered' }]);
      const mail = (mailbox.mails[0] ?? '').replace(/=\r\n/g, '');
      expect(mail).toMatch(/multipart\/related/);
      expect(mail).toMatch(/Content-Type: image\/png[\s\S]*Content-Id: <change>/i);
      expect(mail).toContain('src=3D"cid:change" alt=3D"Plain Wire changed');
      expect(mail).toContain('iVBORw0KGgo'); // a PNG begins so
    } finally {
      await mailbox.close();
    }
  });

  it.each([
    ['good', 'smtp', 'delivered'],
    ['good', 'smtps', 'delivered'],
    ['of another host', 'smtp', 'retry'],
    ['of another host', 'smtps', 'retry'],
  ])(
    'goes encrypted to a server whose certificate is that of its name: %s, %s',
    async (certificate, scheme, outcome) => {
      const { key, cert } = certificates[certificate] ?? {};
      const mailbox = await openMailServer({ key, cert, secure: scheme === 'smtps' } as never);
      try {
        const channel = addChannel(
          mailTo(mailbox.port, { server: `${scheme}://localhost:${mailbox.port}`, isPlain: false }),
        );
        await tell(channel, changeIds.slice(0, 1), minutes(0));
        expect(await deliverDue(channel, minutes(0))).toMatchObject([{ outcome }]);
        expect(mailbox.secure).toEqual(outcome === 'delivered' ? [true] : []);
      } finally {
        await mailbox.close();
      }
    },
  );

  it.each([
    ['does not offer encryption', { disabledCommands: ['STARTTLS'] }, { isPlain: false }, 'retry', ''],
    ['shows a certificate of nobody', {}, { isPlain: false }, 'retry', ''],
    [
      'refuses the recipients',
      {
        disabledCommands: ['STARTTLS'],
        onRcptTo: (_to: unknown, _session: unknown, done: (error: Error) => void) =>
          done(Object.assign(new Error('nobody here'), { responseCode: 550 })),
      },
      {},
      'given-up',
      'answered 550',
    ],
    [
      'refuses the password',
      {
        disabledCommands: ['STARTTLS'],
        allowInsecureAuth: true,
        onAuth: (_auth: unknown, _session: unknown, done: (error: Error) => void) =>
          done(Object.assign(new Error(`not ${TOKEN}`), { responseCode: 535 })),
      },
      { user: 'stet', password: 'env:STET_TEST_TOKEN' },
      'given-up',
      'answered 535',
    ],
  ])('is not lost where the server %s', async (_what, options, target, outcome, words) => {
    const mailbox = await openMailServer(options as never);
    try {
      const channel = addChannel(mailTo(mailbox.port, target));
      await tell(channel, changeIds.slice(0, 1), minutes(0));
      await deliverDue(channel, minutes(0));
      const [attempt] = await attemptsOf(channel);
      expect(attempt).toMatchObject({ outcome, reason: expect.stringContaining(words) });
      expect(attempt?.reason).toContain('localhost');
      expect(attempt?.reason).not.toContain(TOKEN);
      expect(mailbox.mails).toHaveLength(0);
    } finally {
      await mailbox.close();
    }
  });

  it.each([
    ['at a private address', 'smtp://10.0.0.1:25', '10.0.0.1'],
    ['of cloud metadata', 'smtps://169.254.169.254', '169.254.169.254'],
  ])('is not handed to a server %s', async (_what, address, words) => {
    const channel = addChannel(mailTo(1, { server: address }));
    await tell(channel, changeIds.slice(0, 1), minutes(0));
    expect(await deliverDue(channel, minutes(0))).toMatchObject([
      { outcome: 'retry', reason: expect.stringContaining(words) },
    ]);
  });
});

describe('a daemon that was killed with SIGKILL after a digest was committed, and before anything of it was sent', () => {
  it('sends it once when it is there again', { timeout: 180_000 }, async () => {
    const mailbox = await openHeldMailServer();
    const email = {
      server: `smtp://127.0.0.1:${mailbox.port}`,
      tls: false,
      from: 's@paper.example',
      to: ['d@paper.example'],
    };
    const environment = await writeConfig({ morning: { email, digest: ['10:00'] } });
    const clockPath = join(environment.configDir, 'clock');
    setFileClock(clockPath, minutes(1));
    await tell('morning', changeIds, minutes(0));
    let daemon = startDaemonProcess(environment, clockPath);
    try {
      const waits = async () => (await listOf('morning')).map((row) => row.waits_for);
      await expect.poll(waits, { timeout: 60_000 }).toEqual(changeIds.map(() => 'digest'));
      setFileClock(clockPath, minutes(60));
      await mailbox.held;
      expect((await listOf('morning')).map((row) => row.status).toSorted()).toEqual(
        [...changeIds.map(() => 'gathered'), 'pending'].toSorted(),
      );
      await daemon.end('SIGKILL');
      mailbox.letGo();
      daemon = startDaemonProcess(environment, clockPath);
      const stand = async () => (await listOf('morning')).map((row) => row.status);
      await expect.poll(stand, { timeout: 60_000 }).toEqual([...changeIds, 'digest'].map(() => 'delivered'));
      expect(mailbox.mails).toHaveLength(1);
      const mail = (mailbox.mails[0] ?? '').replace(/=\r\n/g, '');
      for (const change of changeIds) expect(mail).toContain(`/changes/${change}`);
      expect(await attemptsOf('morning')).toMatchObject([{ outcome: 'delivered' }]);
      expect(await daemon.end('SIGTERM')).toBe(0);
    } finally {
      await daemon.end('SIGKILL');
      await mailbox.close();
    }
  });

  /** A configuration with these channels, and nothing to visit, on the database of the workshop. */
  async function writeConfig(channels: Record<string, object>) {
    const configDir = join(shop.setup.environment.configDir, '..', 'channels-only');
    await mkdir(join(configDir, 'sources'), { recursive: true });
    const network = { allowPrivate: ['127.0.0.0/8'] };
    await writeFile(join(configDir, 'stet.yaml'), stringify({ network, channels }));
    return { ...shop.setup.environment, configDir };
  }
});
