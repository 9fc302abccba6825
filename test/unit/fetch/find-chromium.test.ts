import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../../src/fetch/browser/find-chromium.ts';

const MODULE = new URL('../../../src/fetch/browser/find-chromium.ts', import.meta.url).href;

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lay(...paths: string[]): string[] {
  folder = mkdtempSync(join(tmpdir(), 'stet-browsers-'));
  return paths.map((path) => {
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, '');
    return whole;
  });
}

/** What is found on a machine that has no other than those which Playwright keeps in the folder. */
function findOfPlaywright(): { path: string; from: string } | null {
  const script = `const { findChromium } = await import(${JSON.stringify(MODULE)});
    process.stdout.write(JSON.stringify(findChromium({ chromiumPath: null, searchPath: [] })));`;
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: folder };
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' }));
}

/** Where Playwright keeps its browser, below its folder, as it says itself. */
function nameOwn(): string {
  const script = `const { chromium } = (await import('playwright-core')).default; process.stdout.write(chromium.executablePath());`;
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: '/browsers' };
  const cwd = new URL('../../../', import.meta.url);
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, cwd, encoding: 'utf8' }).slice(
    '/browsers/'.length,
  );
}

describe('the Chromium that is used', () => {
  it('is the one that was named, or none', () => {
    const [named = ''] = lay('named');
    expect(findChromium({ chromiumPath: named, searchPath: [] })).toEqual({ path: named, from: 'CHROMIUM_PATH' });
    expect(findChromium({ chromiumPath: join(folder, 'none'), searchPath: [folder] })).toBeNull();
  });

  it('is a headless shell of the PATH before a whole browser', () => {
    const [whole = '', shell = ''] = lay('bin/chromium', 'bin/chromium-headless-shell');
    expect(findChromium({ chromiumPath: null, searchPath: [dirname(whole)] })).toEqual({ path: shell, from: 'PATH' });
  });

  it.runIf(process.platform === 'linux')('is Playwright’s own where there is none on the PATH, its shell first', () => {
    const own = nameOwn();
    const shell = own.replace('chromium-', 'chromium_headless_shell-').replace('/chrome-', '/chrome-headless-shell-');
    const [wholePath = ''] = lay(own);
    expect(findOfPlaywright()).toEqual({ path: wholePath, from: 'Playwright' });
    const shellPath = join(folder, dirname(shell), 'chrome-headless-shell');
    mkdirSync(dirname(shellPath), { recursive: true });
    writeFileSync(shellPath, '');
    expect(findOfPlaywright()).toEqual({ path: shellPath, from: 'Playwright' });
  });
});
