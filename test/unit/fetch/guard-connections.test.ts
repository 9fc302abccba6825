import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuardedClient } from '../../../src/fetch/open-guarded-client.ts';
import { openLocalClient, type Site, serve } from './serve.ts';

let site: Site;
let connections: (number | undefined)[] = [];
const clients: GuardedClient[] = [];

beforeAll(async () => {
  site = await serve((request, response) => {
    connections.push(request.socket.remotePort);
    response.end('hello');
  });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await site.close();
});

/** A client whose name server gives these answers, one after the other, and the last again and again. */
function openWithAnswers(answers: string[][], allowPrivate = ['127.0.0.1']) {
  let asked = 0;
  const lookup: LookupFunction = (_hostname, _options, callback) => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    callback(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  const client = openLocalClient({ allowPrivate, lookup });
  clients.push(client);
  connections = [];
  const ask = async () => {
    const result = await client.request(`http://paper.example:${site.port}/`);
    return result.kind === 'failed' ? result.reason : Buffer.from(result.response.bytes).toString();
  };
  return { ask, asked: () => asked };
}

describe('a name', () => {
  it('is looked up once for a connection, and connected to where it was judged', async () => {
    const { ask, asked } = openWithAnswers([['127.0.0.1'], ['10.0.0.1']]);
    expect(await ask()).toBe('hello');
    expect(asked()).toBe(1);
  });

  it('stays with the address that was judged for as long as the connection is kept', async () => {
    const { ask, asked } = openWithAnswers([['127.0.0.1'], ['10.0.0.1']]);
    for (let times = 0; times < 5; times += 1) expect(await ask()).toBe('hello');
    expect(new Set(connections).size).toBe(1);
    expect(asked()).toBe(1);
  });

  it('that answers with a private address the second time is refused then', async () => {
    const { ask, asked } = openWithAnswers([['127.0.0.1'], ['10.0.0.1']]);
    // Two connections at once: the second is looked up anew.
    const both = await Promise.all([ask(), ask()]);
    expect(both).toEqual(['hello', expect.stringContaining('10.0.0.1 is a private address')]);
    expect(asked()).toBe(2);
  });

  it('with a public and a private address is refused whole', async () => {
    for (const answer of [
      ['8.8.8.8', '10.0.0.1'],
      ['10.0.0.1', '8.8.8.8'],
      ['2a00:1450::1', '::1'],
    ]) {
      const { ask } = openWithAnswers([answer]);
      expect(await ask()).toMatch(
        /^paper\.example:\d+ is not fetched: (?:10\.0\.0\.1|::1|8\.8|2a00|port).*allowPrivate/,
      );
    }
    expect(connections).toEqual([]);
  });

  it('with an allowed and another private address is connected to where that is allowed', async () => {
    const { ask } = openWithAnswers([['::1', '127.0.0.1']]);
    expect(await ask()).toBe('hello');
  });

  it('without any address is refused', async () => {
    expect(await openWithAnswers([[]]).ask()).toMatch(/has no address/);
  });
});
