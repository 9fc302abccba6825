import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium } from '../helpers/browser.ts';
import { openRenderSite, type RenderSite, textOf } from './open-render-site.ts';

const PROGRAM = fileURLToPath(new URL('./run-renderer.ts', import.meta.url));
const PLAIN = '<!doctype html><p>Plain.</p>';

/** The processes of a browser: its group, those that have ended and were not waited for included. */
function listProcesses(group: number): string[] {
  const lines = execFileSync('ps', ['-eo', 'pgid=,pid=,stat=,comm='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => Number(line.trim().split(/\s+/)[0]) === group);
}

/** The account of nobody, on every Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Whether Chromium can have its sandbox here under another account: only root may take one, and the system must allow it. */
function mayBeSandboxed(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  return spawnSync('unshare', ['--user', 'true'], NOBODY).status === 0;
}

describe.runIf(findChromium(readEnvironment()) !== null)('the browser of a renderer', { timeout: 60_000 }, () => {
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
    const groups = site.browsers.map(({ pid }) => pid);
    expect(groups.length).toBeGreaterThanOrEqual(2);
    expect(listProcesses(groups.at(-1) ?? 0).length).toBeGreaterThan(1);
    await site.close();
    site = null;
    await expect.poll(() => groups.flatMap(listProcesses), { timeout: 5_000 }).toEqual([]);
  });

  it('survives pages that hang or crash their tab, and makes way for another when it is killed', async () => {
    site = await openRenderSite();
    site.pages.set('/plain', PLAIN);
    site.pages.set('/hang', `${PLAIN}<script>for (;;) {}</script>`);
    site.pages.set(
      '/crash',
      `${PLAIN}<script>for (const all = [];;) all.push(new Array(1e6).fill(Math.random()))</script>`,
    );
    const { renderer, origin } = site;
    const hang = renderer.fetch(new URL('/hang', origin), { timeoutMs: 3_000 });
    const [hung, crashed, plain] = await Promise.all([hang, site.render('/crash'), site.render('/plain')]);
    expect(hung).toMatchObject({ kind: 'refused', outcome: 'failed' });
    expect(crashed).toMatchObject({ kind: 'refused', outcome: 'failed' });
    expect(textOf(plain)).toContain('Plain.');
    expect(textOf(await site.render('/plain'))).toContain('Plain.');

    const [first] = site.browsers.slice(-1);
    site.pages.set('/slow', (_, response) => void setTimeout(() => response.end(PLAIN), 30_000).unref());
    const cutOff = site.render('/slow');
    await expect.poll(() => site?.asked, { timeout: 10_000 }).toContain('/slow');
    process.kill(first?.pid ?? 0, 'SIGKILL');
    expect(await cutOff).toMatchObject({ kind: 'refused', outcome: 'failed' });
    expect(textOf(await site.render('/plain'))).toContain('Plain.');
    await expect.poll(() => listProcesses(first?.pid ?? 0), { timeout: 5_000 }).toEqual([]);
  });

  it('ends when the process that started it is killed', async () => {
    const program = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) =>
      program.stdout.once('data', (text) => resolve(Number.parseInt(text, 10))),
    );
    expect(listProcesses(pid).length).toBeGreaterThan(1);
    program.kill('SIGKILL');
    await expect.poll(() => listProcesses(pid).filter((line) => !/\bZ/.test(line)), { timeout: 10_000 }).toEqual([]);
  });

  it.runIf(mayBeSandboxed())('has its sandbox where it does not run as root', async () => {
    const home = mkdtempSync(join(tmpdir(), 'stet-nobody-'));
    chownSync(home, NOBODY.uid, NOBODY.gid);
    const env = { ...process.env, HOME: home, TMPDIR: home };
    const program = spawn(process.execPath, [PROGRAM], { ...NOBODY, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid, ...why] = await new Promise<string[]>((resolve) =>
      program.stdout.once('data', (text) => resolve(String(text).trim().split(' '))),
    );
    const lines = execFileSync('ps', ['-eo', 'pgid=,args='], { encoding: 'utf8' }).split('\n');
    const own = lines.filter((line) => line.trim().startsWith(`${pid} `));
    program.kill('SIGKILL');
    expect(why.join(' ')).toBe('sandboxed');
    expect(own.length).toBeGreaterThan(2);
    expect(own.filter((line) => line.includes('--no-sandbox'))).toEqual([]);
    await expect
      .poll(() => listProcesses(Number(pid)).filter((line) => !/\bZ/.test(line)), { timeout: 10_000 })
      .toEqual([]);
    rmSync(home, { recursive: true, force: true });
  });
});
