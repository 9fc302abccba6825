import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a Chromium may be. */
export type ChromiumPlaces = {
  /** The one that was named; then no other is looked for. */
  chromiumPath: string | null;
  /** The folders in which programs are looked for. */
  searchPath: string[];
  /** Where the packed one of npm is unpacked to. */
  varDir: string;
};

/** A Chromium that was found. A `packed` one has to be unpacked first: `path` is then the folder of its archives. */
export type Chromium = { path: string; from: 'CHROMIUM_PATH' | 'PATH' | 'Playwright' | 'packed' };

/** A headless shell first: it is the same engine without a browser around it, and a render costs it a third. */
const NAMES = [
  ...['chromium-headless-shell', 'chrome-headless-shell'],
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'],
];
const PACKAGE = '@sparticuz/chromium';

/**
 * The Chromium to use: the one that CHROMIUM_PATH names, else the first on the PATH, else Playwright's own, else the one
 * that npm carries for Linux x64; `null` where there is none.
 */
export function findChromium({ chromiumPath, searchPath }: Omit<ChromiumPlaces, 'varDir'>): Chromium | null {
  if (chromiumPath !== null) return existsSync(chromiumPath) ? { path: chromiumPath, from: 'CHROMIUM_PATH' } : null;
  const onPath = searchPath.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((one) => existsSync(one));
  if (onPath !== undefined) return { path: onPath, from: 'PATH' };
  const own = findOwnOfPlaywright();
  if (own !== null) return { path: own, from: 'Playwright' };
  const archives = process.platform === 'linux' && process.arch === 'x64' ? findPackage() : null;
  return archives === null ? null : { path: archives, from: 'packed' };
}

/** Playwright is large, and is loaded where its word is needed. It names the whole browser alone: its shell lies beside. */
function findOwnOfPlaywright(): string | null {
  const { chromium }: typeof import('playwright-core') = createRequire(import.meta.url)('playwright-core');
  const path = chromium.executablePath();
  return [shellBeside(path), path].find((one) => one !== '' && existsSync(one)) ?? null;
}

/** As Playwright lays its browsers out: `chromium-1255/chrome-linux64/chrome`, and the shell in folders of its own name. */
function shellBeside(path: string): string {
  const [, root = '', revision, platform] = /^(.*)chromium-(\d+)[\\/]chrome-([^\\/]+)/.exec(path) ?? [];
  if (revision === undefined || platform === undefined) return '';
  const program = platform.startsWith('win') ? 'chrome-headless-shell.exe' : 'chrome-headless-shell';
  return join(root, `chromium_headless_shell-${revision}`, `chrome-headless-shell-${platform}`, program);
}

/** The folder of the archives of the packed Chromium, where its package is installed (npm leaves it out under an old Node). */
function findPackage(): string | null {
  try {
    const bin = join(dirname(fileURLToPath(import.meta.resolve(PACKAGE))), '..', 'bin');
    return existsSync(join(bin, 'chromium.br')) ? bin : null;
  } catch {
    return null;
  }
}
