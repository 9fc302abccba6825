import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StetError } from '../../../src/model/stet-error.ts';
import { startWeb } from '../../../src/review/start-web.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { clock, makeSource } from './open-paper.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const start = (host: string, port = 0, token: string | null = null) =>
  startWeb({ db: database.db, sources: () => [makeSource('a', 'A')], clock, host, port, token });

async function failure(starting: Promise<unknown>): Promise<StetError> {
  const error = await starting.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StetError)) throw new Error(`a StetError was expected, not ${String(error)}`);
  return error;
}

describe('the web part', () => {
  it('serves on any free port, refuses foreign names, and stops although a connection is kept alive', async () => {
    const web = await start('127.0.0.1');
    expect(web.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await fetch(web.url, { headers: { connection: 'keep-alive' } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Nothing has changed yet');
    expect((await fetch(`${web.url}/health`, { method: 'HEAD' })).status).toBe(200);
    expect(await statusWithHost(web.url, 'evil.example')).toBe(421);
    await web.stop();
    await expect(fetch(web.url)).rejects.toThrow();
  });

  it('sends pages compressed to those who take them so', async () => {
    const web = await start('127.0.0.1');
    const answer = await fetch(web.url, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    const plain = await fetch(web.url, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await answer.text()).toBe(await plain.text());
    await web.stop();
  });

  it('leads back to where a form stood, whatever letters stand in its address', async () => {
    const web = await start('127.0.0.1');
    const leadBack = async (path: string, more: Record<string, string>) => {
      const body = new URLSearchParams({ id: 'aaaa', back: '/?search=\u0001é', ...more });
      const answer = await fetch(`${web.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: web.url },
        body,
      });
      return [answer.status, answer.headers.get('location')];
    };
    const back = '/?search=%01%C3%A9';
    expect(await leadBack('/assignments', { to: '' })).toEqual([303, back]);
    expect(await leadBack('/verdicts', { verdict: 'undo' })).toEqual([303, `${back}&done=undo&judged=aaaa#done`]);
    expect(await leadBack('/assignments', { to: '', back: '//elsewhere.example' })).toEqual([400, null]);
    await web.stop();
  });

  it('takes a form of its own page over real HTTP', async () => {
    const web = await start('127.0.0.1');
    const post = (origin: string) =>
      fetch(`${web.url}/logout`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin },
        body: new URLSearchParams(),
      });
    expect((await post(web.url)).status).toBe(303);
    expect((await post('http://127.0.0.1:1')).status).toBe(403);
    await web.stop();
  });

  it('says so when the port is in use', async () => {
    const first = await start('127.0.0.1');
    const port = Number(new URL(first.url).port);
    const { message, exitCode } = await failure(start('127.0.0.1', port));
    expect(message).toContain(`127.0.0.1, port ${port}: the port is in use`);
    expect(message).toContain('web.port in config/stet.yaml');
    expect(exitCode).toBe(1);
    await first.stop();
  });

  it.each(['192.0.2.1', 'no-such-host.invalid'])('says so when %s is not an address of this machine', async (host) => {
    const { message } = await failure(start(host, 0, 'token'));
    expect(message).toContain(host);
    expect(message).toContain('web.port');
  });

  it.each(['0.0.0.0', '::', '192.168.1.2', 'news.example'])(
    'refuses to open %s to others without a token',
    async (host) => {
      for (const token of [null, '']) {
        const { message, exitCode } = await failure(start(host, 0, token));
        expect(message).toContain('web.token in config/stet.yaml');
        expect(exitCode).toBe(2);
      }
    },
  );

  it('opens every address with a token', async () => {
    const web = await start('0.0.0.0', 0, 'token');
    expect(web.url).toMatch(/^http:\/\/localhost:\d+$/);
    const { port } = new URL(web.url);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(401);
    await web.stop();
  });
});

function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
