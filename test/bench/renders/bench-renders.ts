/**
 * How many pages a minute stet renders, beside a bare Playwright loop on the same pages from the same server, in turns;
 * and what memory its browser takes over hundreds of pages, and what it leaves behind.
 * `node bench-renders.ts [speed|memory] [turns or pages]`; both where nothing is said. Which browser it is counts for
 * much: `CHROMIUM_PATH` names another, and with a PATH that has none it is npm's.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { readEnvironment } from '../../../config/environment.ts';
import { findChromium } from '../../../src/fetch/browser/find-chromium.ts';
import { measureMemory } from '../../../src/fetch/browser/measure-memory.ts';
import type { OpenBrowser } from '../../../src/fetch/browser/open-browser.ts';
import { openRenderer, type RendererOptions } from '../../../src/fetch/browser/open-renderer.ts';
import { type RunnableChromium, readyChromium } from '../../../src/fetch/browser/unpack-chromium.ts';
import { openGuardedClient } from '../../../src/fetch/open-guarded-client.ts';
import type { Front } from './front-pages.ts';

const HOST = '127.0.0.9';
const LIMITS = { userAgent: 'stet-bench/1.0', maxBodyBytes: 16_000_000, timeoutMs: 120_000 };
/** Pages at the same time: `workers.renders` is two where nothing is set. */
const CONCURRENCY = 2;
const ROUNDS = [
  ['light', 1],
  ['light', CONCURRENCY],
  ['heavy', CONCURRENCY],
] as const;
const PAGES = 16;

const say = (line: string) => process.stdout.write(`${line}\n`);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Loop = { name: string; render: (url: URL) => Promise<unknown>; close: () => Promise<unknown> };

function openStet(name: string, options: Partial<RendererOptions>): Loop {
  const client = openGuardedClient({
    ...LIMITS,
    allowPrivate: [`${HOST}/32`],
    lookup: (_name, _options, callback) => callback(null, [{ address: HOST, family: 4 }]),
  });
  const places = readEnvironment();
  const renderer = openRenderer(client, { ...LIMITS, places, concurrency: CONCURRENCY, ...options });
  return {
    name,
    render: async (url) => {
      const outcome = await renderer.fetch(url, {});
      if (outcome.kind !== 'page') throw new Error(`${url.href}: ${JSON.stringify(outcome)}`);
    },
    close: async () => {
      await renderer.close();
      await client.close();
    },
  };
}

/** What anybody writes first: a context a page, load, read, close. */
async function openBareLoop(
  name: string,
  { path, env }: RunnableChromium,
  waitUntil: 'load' | 'networkidle',
): Promise<Loop> {
  const args = ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP * ${HOST}`];
  const browser: Browser = await chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    headless: true,
    args,
  });
  return {
    name,
    render: async (url) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url.href, { waitUntil, timeout: LIMITS.timeoutMs });
      await page.content();
      await context.close();
    },
    close: () => browser.close(),
  };
}

/** Pages a minute. */
async function time(loop: Loop, front: Front, port: number, count: number, concurrency = CONCURRENCY): Promise<number> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const startedAt = performance.now();
  const walk = async () => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
      await loop.render(new URL(`http://paper.example:${port}/${front}/${number}`));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, walk));
  return (count * 60_000) / (performance.now() - startedAt);
}

async function compareSpeed(runnable: RunnableChromium, port: number, turns: number): Promise<void> {
  const loops = [
    await openBareLoop('bare loop, load', runnable, 'load'),
    await openBareLoop('bare loop, network idle', runnable, 'networkidle'),
    openStet('stet, nothing blocked', { isSparing: false }),
    openStet('stet', {}),
  ];
  for (const [front, concurrency] of ROUNDS) {
    const rates = new Map(loops.map(({ name }) => [name, [] as number[]]));
    for (let turn = 0; turn <= turns; turn += 1) {
      for (const loop of loops) {
        const rate = await time(loop, front, port, turn === 0 ? CONCURRENCY : PAGES, concurrency);
        if (turn > 0) rates.get(loop.name)?.push(rate);
      }
    }
    say(`${front} pages, ${turns} turns of ${PAGES}, ${concurrency} at the same time`);
    const own = rates.get('stet') ?? [];
    for (const [name, values] of rates) {
      const ratio = median(own.map((rate, turn) => rate / (values[turn] ?? Number.NaN)));
      say(
        `  ${name.padEnd(26)} ${median(values).toFixed(0).padStart(4)} a minute; stet is ${ratio.toFixed(2)} times that`,
      );
    }
  }
  for (const loop of loops) await loop.close();
}

async function watchMemory(port: number, count: number): Promise<void> {
  const browsers: OpenBrowser[] = [];
  const loop = openStet('stet', { onBrowser: (browser) => browsers.push(browser) });
  const megabytes = () => browsers.reduce((sum, { group }) => sum + (measureMemory(group) ?? 0), 0) / 1e6;
  const step = 25;
  let most = 0;
  for (let done = 0; done < count; done += step) {
    await time(loop, done % (2 * step) === 0 ? 'heavy' : 'light', port, step);
    most = Math.max(most, megabytes());
    const own = (process.memoryUsage().rss / 1e6).toFixed(0);
    say(
      `  ${String(done + step).padStart(5)} pages: browser ${megabytes().toFixed(0)} MB (${browsers.length} so far), node ${own} MB`,
    );
  }
  if (most === 0) throw new Error('The memory of the browser was not to be measured: only Linux tells it.');
  await loop.close();
  const left = browsers.filter(({ group }) => (measureMemory(group) ?? 0) > 0).length;
  say(`most ${most.toFixed(0)} MB; after the end ${left} of ${browsers.length} browsers have processes left`);
  if (left > 0) process.exitCode = 1;
}

const [what = 'all', amount] = process.argv.slice(2);
const environment = readEnvironment();
const found = findChromium(environment);
if (found === null) throw new Error('This bench needs a Chromium: set CHROMIUM_PATH.');
const runnable = await readyChromium(found, environment.varDir);
say(`${runnable.path}, from ${found.from}`);
const server = fork(fileURLToPath(new URL('./serve-fronts.ts', import.meta.url)), [HOST]);
const [port] = (await once(server, 'message')) as [number];
try {
  if (what !== 'memory') await compareSpeed(runnable, port, Number(amount ?? 3));
  if (what !== 'speed') await watchMemory(port, Number(what === 'memory' ? (amount ?? 500) : 500));
} finally {
  if (server.connected) server.disconnect();
}
