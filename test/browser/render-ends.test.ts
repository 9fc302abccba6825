import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Begins visits of pages that answer the first request late, and any further one at once; gives them when all are open. */
async function openSlowPages(site: RenderSite, count: number): Promise<ReturnType<RenderSite['render']>[]> {
  const paths = Array.from({ length: count }, (_, index) => `/slow-${index}`);
  for (const path of paths) {
    site.pages.set(path, (_, response) => {
      site.pages.set(path, PLAIN);
      setTimeout(() => response.end(PLAIN), 50_000).unref();
    });
  }
  const visits = paths.map(site.render);
  await expect.poll(() => site.asked, { timeout: 30_000 }).toEqual(expect.arrayContaining(paths));
  return visits;
}

import { afterEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium as findAny } from '../../src/fetch/browser/find-chromium.ts';
import { findChromium } from '../helpers/browser.ts';
import { makeCertificates } from '../helpers/certificates.ts';
import { OPEN, openRenderSite, type RenderSite, textOf } from './open-render-site.ts';

const PROGRAM = fileURLToPath(new URL('./run-renderer.ts', import.meta.url));
const PLAIN = '<!doctype html><p>Plain.</p>';

type Process = { pid: number; parent: number; group: number; state: string; name: string };

function listAll(): Process[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid=,stat=,comm='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, group, state = '', ...name] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), group: Number(group), state, name: name.join(' ') };
  });
}

/** The processes of a browser that runs: its group, and whatever any of it started, also what left the group. */
function listFamily(leader: number): Process[] {
  const all = listAll();
  const family = all.filter(({ pid, group }) => pid === leader || group === leader);
  for (const one of family) {
    family.push(...all.filter((child) => child.parent === one.pid && !family.some(({ pid }) => pid === child.pid)));
  }
  return family;
}

/**
 * What is left of a family, and of its group. `isOrphaned`: nobody of ours was there to wait for them, so that one that
 * has ended may stay in the list until the machine's first process waits for it.
 */
function listLeft(family: Process[], isOrphaned = false): Process[] {
  const ids = new Set(family.map(({ pid }) => pid));
  const left = listAll().filter(({ pid, group }) => ids.has(pid) || ids.has(group));
  return left.filter(({ state }) => !(isOrphaned && state.startsWith('Z')));
}

/** Whatever ends them, it takes effect at once; a busy machine may be late with telling. */
const GONE = { timeout: 30_000 };

/** npm's own Chromium, as on a machine that has no other. */
const PACKED = { chromiumPath: null, searchPath: [], varDir: readEnvironment().varDir };
const hasPacked = findAny(PACKED)?.from === 'packed';
if (!hasPacked) {
  process.stderr.write(
    "npm's Chromium is not tested: npm leaves it out under a Node older than 22.17, or elsewhere than Linux x64.\n",
  );
}

/** The account of nobody, on every Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Whether Chromium can have its sandbox here under another account: only root may take one, and the system must allow it. */
function mayBeSandboxed(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  return spawnSync('unshare', ['--user', 'true'], NOBODY).status === 0;
}

/** What a program says first, word by word. */
async function readTold(from: NodeJS.ReadableStream): Promise<string[]> {
  return await new Promise((resolve) => from.once('data', (text) => resolve(String(text).trim().split(' '))));
}

describe.runIf(findChromium(readEnvironment()) !== null)('the browser of a renderer', { timeout: 120_000 }, () => {
  let site: RenderSite | null = null;
  afterEach(async () => {
    await site?.close();
    site = null;
  });

  it('is replaced after so many pages, and leaves no process behind at the end', async () => {
    site = await openRenderSite({ recycleAfter: 3, concurrency: 2 });
    site.pages.set('/plain', PLAIN);
    for (let round = 0; round < 3; round += 1) {
      const rendered = await Promise.all([site.render('/plain'), site.render('/plain')]);
      for (const outcome of rendered) expect(textOf(outcome)).toContain('Plain.');
    }
    const leaders = site.browsers.map(({ pid }) => pid);
    expect(leaders.length).toBeGreaterThanOrEqual(2);
    expect(listFamily(leaders.at(-1) ?? 0).length).toBeGreaterThan(2);
    const families = leaders.flatMap(listFamily);
    await site.close();
    site = null;
    await expect.poll(() => listLeft(families), GONE).toEqual([]);
  });

  it('survives pages that hang or crash their tab, and makes way for another when it is killed', async () => {
    site = await openRenderSite();
    site.pages.set('/plain', PLAIN);
    site.pages.set('/hang', `${PLAIN}<script>for (;;) {}</script>`);
    // V8 ends the process of whoever lets one list grow so long.
    site.pages.set('/crash', `${PLAIN}<script>for (const all = [];;) all.push(1)</script>`);
    const { renderer, origin } = site;
    const hang = renderer.fetch(new URL('/hang', origin), { timeoutMs: 3_000 });
    const [hung, crashed, plain] = await Promise.all([hang, site.render('/crash'), site.render('/plain')]);
    expect(hung).toMatchObject({ kind: 'refused', outcome: 'failed' });
    // It is told at once, and holds its place no longer.
    expect(crashed).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('crashed its tab') });
    expect(textOf(plain)).toContain('Plain.');
    expect(textOf(await site.render('/plain'))).toContain('Plain.');

    const pid = site.browsers.at(-1)?.pid ?? 0;
    const family = listFamily(pid);
    expect(family.length).toBeGreaterThan(2);
    const cutOff = await openSlowPages(site, 2);
    process.kill(pid, 'SIGKILL');
    for (const outcome of await Promise.all(cutOff)) expect(textOf(outcome)).toContain('Plain.');
    expect(textOf(await site.render('/plain'))).toContain('Plain.');
    await expect.poll(() => listLeft(family), GONE).toEqual([]);
  });

  it('is tried once more where it ends under a page, not for ever', async () => {
    site = await openRenderSite();
    const [first] = await openSlowPages(site, 1);
    process.kill(site.browsers.at(-1)?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => site?.browsers.length, { timeout: 30_000 }).toBe(2);
    // The second browser is killed with the page that only it is still asked for.
    const { pages, asked, browsers } = site;
    pages.set('/slow-0', () => void process.kill(browsers.at(-1)?.pid ?? 0, 'SIGKILL'));
    expect(await first).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('The browser ended while'),
    });
    expect(asked.filter((path) => path === '/slow-0')).toHaveLength(2);
  });

  it.runIf(process.platform === 'linux')('is ended when its pages come to more memory than they may', async () => {
    site = await openRenderSite({ memoryCeiling: 600_000_000, timeoutMs: 50_000 });
    site.pages.set('/plain', PLAIN);
    // Buffers are no part of the heap that V8 bounds. It keeps busy, so that it is not read before.
    const eat = `const kept = []; setInterval(() => { kept.push(new Uint8Array(4e7).fill(1)); fetch('/plain'); }, 50);`;
    site.pages.set('/eats', `${PLAIN}<script>${eat}</script>`);
    expect(textOf(await site.render('/plain'))).toContain('Plain.');
    const eaten = site.render('/eats');
    await expect.poll(() => site?.asked, { timeout: 30_000 }).toContain('/eats');
    const pid = site.browsers.at(-1)?.pid ?? 0;
    const family = listFamily(pid);
    expect(await eaten).toMatchObject({
      kind: 'refused',
      outcome: 'failed',
      reason: expect.stringContaining('more than 600 MB of memory'),
    });
    expect(textOf(await site.render('/plain'))).toContain('Plain.');
    expect(site.browsers.at(-1)?.pid).not.toBe(pid);
    await expect.poll(() => listLeft(family), GONE).toEqual([]);
  });

  const ofNpm = { PATH: '', CHROMIUM_PATH: '', STET_DATA: PACKED.varDir };
  const kinds: [string, Record<string, string>][] = [['that the machine has', {}]];
  if (hasPacked) kinds.push(["of npm's, where there is no other", ofNpm]);
  it.each(kinds)('ends when the process that started it is killed: one %s', { timeout: 120_000 }, async (_, env) => {
    const program = spawn(process.execPath, [PROGRAM], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pid = 0] = (await readTold(program.stdout)).map(Number);
    const family = listFamily(pid);
    expect(family.length).toBeGreaterThan(2);
    program.kill('SIGKILL');
    await expect.poll(() => listLeft(family, true), GONE).toEqual([]);
  });

  const itOfNpm = hasPacked ? it : () => undefined;
  itOfNpm("is npm's where there is no other, and no other library is needed", async () => {
    site = await openRenderSite({ places: PACKED, timeoutMs: 50_000 });
    site.pages.set('/plain', PLAIN);
    expect(textOf(await site.render('/plain'))).toContain('Plain.');
    const { 'signed by itself': certificate } = await makeCertificates();
    const server = createServer({ ...certificate }, (_, response) => response.end(PLAIN));
    await new Promise<void>((resolve) => server.listen(0, OPEN, resolve));
    const url = new URL(`https://${OPEN}:${(server.address() as AddressInfo).port}/`);
    // Its own libraries come first, so that what they lack is lacking on this machine too: it judges, and does not crash.
    expect(await site.renderer.fetch(url, {})).toMatchObject({ reason: expect.stringContaining('ERR_CERT') });
    server.close();
    const [{ pid } = { pid: 0 }, ...others] = site.browsers;
    expect(others).toEqual([]);
    const family = listFamily(pid);
    expect(family.length).toBeGreaterThan(2);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => listLeft(family), GONE).toEqual([]);
    expect(textOf(await site.render('/plain'))).toContain('Plain.');
    const last = site.browsers.flatMap((browser) => listFamily(browser.pid));
    await site.close();
    site = null;
    await expect.poll(() => listLeft(last), GONE).toEqual([]);
  });

  it.runIf(mayBeSandboxed())('has its sandbox where it does not run as root', async () => {
    const home = mkdtempSync(join(tmpdir(), 'stet-nobody-'));
    chownSync(home, NOBODY.uid, NOBODY.gid);
    const env = { ...process.env, HOME: home, TMPDIR: home };
    const program = spawn(process.execPath, [PROGRAM], { ...NOBODY, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid, ...why] = await readTold(program.stdout);
    const lines = execFileSync('ps', ['-eo', 'pgid=,args='], { encoding: 'utf8' }).split('\n');
    const own = lines.filter((line) => line.trim().startsWith(`${pid} `));
    const family = listFamily(Number(pid));
    program.kill('SIGKILL');
    expect(why.join(' ')).toBe('sandboxed');
    expect(own.length).toBeGreaterThan(2);
    expect(own.filter((line) => line.includes('--no-sandbox'))).toEqual([]);
    await expect.poll(() => listLeft(family, true), GONE).toEqual([]);
    rmSync(home, { recursive: true, force: true });
  });
});
