import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { buildWebhook } from '../../../src/deliver/build-webhook.ts';
import { nextAttemptAt } from '../../../src/deliver/next-attempt-at.ts';
import { sendRequest } from '../../../src/deliver/send-request.ts';
import { openGuardedClient } from '../../../src/fetch/open-guarded-client.ts';
import type { ChangeMessage } from '../../../src/model/change.ts';

const secret = `whsec_${Buffer.from('a secret of some length').toString('base64')}`;
const change: ChangeMessage = {
  id: 'c1',
  article: 'a1',
  source: 'paper',
  url: 'https://paper.example/a1',
  headline: 'Ein Gruß — “quoted”',
  from: 1,
  to: 2,
  detectedAt: '2026-03-01T12:00:00.000Z',
  kinds: ['figure'],
  importance: 0.75,
  terms: [{ term: 'figure', value: 0.75, why: '12 → 21' }],
  reasons: ['figure: 12 → 21'],
  silent: true,
  noise: false,
  touched: false,
  passedOver: [],
  fields: [],
  blocks: [],
};

describe('buildWebhook', () => {
  it('is verified by a receiver with the secret, and by no other', () => {
    const { headers, body } = buildWebhook(change, secret, 'd1', new Date());
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'change.detected', data: change });
    const other = new Webhook(Buffer.from('another').toString('base64'));
    expect(() => other.verify(body, headers)).toThrow();
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'd2' })).toThrow();
  });

  it('keeps the id over attempts, and the time of each', () => {
    const first = buildWebhook(change, secret, 'd1', new Date('2026-03-01T12:00:00.700Z'));
    expect(first.headers).toMatchObject({ 'webhook-id': 'd1', 'webhook-timestamp': '1772366400' });
    expect(JSON.parse(first.body)).toMatchObject({ timestamp: '2026-03-01T12:00:00.700Z' });
  });

  it('is not signed without a secret', () => {
    expect(Object.keys(buildWebhook(change, null, 'd1', new Date()).headers)).not.toContain('webhook-signature');
  });

  it('leaves the blocks of a very large change to the API', () => {
    const words = [{ op: 'same' as const, text: 'x'.repeat(300_000) }];
    const large: ChangeMessage = { ...change, fields: [{ field: 'dek', from: 'a', to: 'b', words }] };
    const { body } = buildWebhook(large, secret, 'd1', new Date());
    expect(JSON.parse(body).data).toEqual({ ...change, fields: [], blocks: [], truncated: true });
  });

  it.each(['', 'whsec_'])('refuses the secret "%s"', (empty) => {
    expect(() => buildWebhook(change, empty, 'd1', new Date())).toThrow();
  });
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A receiver on this machine, what it was sent, and a sender for it. */
async function openReceiver(answer: Answer) {
  const received: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, body: Buffer.concat(parts).toString() });
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const client = openGuardedClient({ userAgent: 'test', allowPrivate: ['127.0.0.0/8'], maxBodyBytes: 1_000_000 });
  closing.push(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
  const at = new Date('2026-03-01T12:00:00Z');
  const receiver = { name: 'webhook', isPatient: true };
  return {
    received,
    url,
    send: () => sendRequest(client, receiver, { url, ...buildWebhook(change, secret, 'd1', at) }, at),
  };
}

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(code, headers).end('an answer');
  };

describe('sendWebhook', () => {
  it.each([200, 202, 204])('is delivered when the receiver answers %i', async (code) => {
    const { send, received } = await openReceiver(status(code));
    expect(await send()).toEqual({ kind: 'delivered', status: code });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/hook', headers: { 'webhook-id': 'd1' } });
    expect(received[0]?.headers['content-type']).toContain('application/json');
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ data: change });
  });

  it.each([
    [429, { 'retry-after': '120' }, 120_000],
    [503, { 'retry-after': 'Sun, 01 Mar 2026 12:05:00 GMT' }, 300_000],
    [503, { 'retry-after': 'Sun, 01 Mar 2020 12:05:00 GMT' }, 0],
    [500, { 'retry-after': 'soon' }, null],
    [404, {}, null],
  ])('is tried again after %i', async (code, headers, retryAfterMs) => {
    const { send, url } = await openReceiver(status(code, headers as Record<string, string>));
    const outcome = await send();
    const reason = `The webhook at ${url.host} answered ${code}.`;
    expect(outcome).toEqual({ kind: 'retry', status: code, reason, retryAfterMs });
  });

  it('takes 410 for a receiver that is no more', async () => {
    const { send } = await openReceiver(status(410));
    expect(await send()).toMatchObject({ kind: 'disabled' });
  });

  it('does not follow a redirect with the change in its hands', async () => {
    const { send, received } = await openReceiver(status(307, { location: '/elsewhere' }));
    expect(await send()).toMatchObject({ kind: 'retry', retryAfterMs: null });
    expect(received.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('is tried again when nobody answers', async () => {
    const { send } = await openReceiver((request) => request.socket.destroy());
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'retry', retryAfterMs: null });
  });

  it('is delivered even when the receiver answers with a flood', async () => {
    const { send } = await openReceiver((_, response) => response.writeHead(200).end('x'.repeat(500_000)));
    expect(await send()).toEqual({ kind: 'delivered', status: 200 });
  });
});

describe('nextAttemptAt', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const waits = (jitter: number) =>
    Array.from({ length: 9 }, (_, at) => (nextAttemptAt(at + 1, null, jitter, now)?.getTime() ?? 0) - now.getTime());

  it('tries ten times over three days', () => {
    expect(waits(0)[0]).toBe(5_000);
    expect(waits(0).reduce((sum, wait) => sum + wait, 0) / 86_400_000).toBeCloseTo(3.15, 1);
    expect(nextAttemptAt(10, null, 0, now)).toBeNull();
  });

  it('waits ever longer, and spreads what failed together', () => {
    expect(waits(0)).toEqual([...waits(0)].sort((a, b) => a - b));
    for (const [at, wait] of waits(0.999).entries()) expect(wait / (waits(0)[at] ?? 1)).toBeCloseTo(1.2, 2);
  });

  it('obeys the receiver for up to a day', () => {
    expect(nextAttemptAt(1, 3_600_000, 0, now)).toEqual(new Date('2026-03-01T13:00:00Z'));
    expect(nextAttemptAt(1, 1e12, 0, now)).toEqual(new Date('2026-03-02T12:00:00Z'));
  });
});
