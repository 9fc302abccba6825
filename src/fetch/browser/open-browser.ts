import type { Browser } from 'playwright-core';
import { LAUNCH_FLAGS } from './launch-flags.ts';
import { groupOf } from './measure-memory.ts';
import type { RunnableChromium } from './unpack-chromium.ts';

/** A Chromium that runs, alone, for as long as it is good. */
export type OpenBrowser = {
  browser: Browser;
  version: string;
  /** Why it runs without its sandbox; `null`: it has it. */
  noSandbox: string | null;
  /** Its process. */
  pid: number;
  /** The group that all its processes are in: of its own, or of the script that started it. */
  group: number;
  /** Ends it, with every process of its tree: kindly, and after `CLOSE_MS` by force. */
  close(): Promise<void>;
  /** Ends it at once, whatever it is at. */
  kill(): void;
};

const LAUNCH_MS = 30_000;
const CLOSE_MS = 5_000;
const NO_SANDBOX = /sandbox/i;
/**
 * No folder, and none can be made there, by root either: without a home, Chromium would take /tmp for it, and trust what
 * certificates anybody has laid there.
 */
const NO_HOME = '/dev/null';

/**
 * Starts a Chromium whose traffic goes to `proxyUrl`, which answers nothing: what is to reach the network has a proxy
 * of its own visit; `flags`: what it is told beside the flags of all. It is steered through a pipe, so it ends by itself
 * when this process is gone, however that ended.
 * @throws Error when it does not start.
 */
export async function openBrowser(chromium: RunnableChromium, proxyUrl: string, flags: string[]): Promise<OpenBrowser> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) return await launch(chromium, { proxyUrl, flags, noSandbox: 'it runs as root' });
  try {
    return await launch(chromium, { proxyUrl, flags, noSandbox: null });
  } catch (error) {
    if (!(error instanceof Error) || !NO_SANDBOX.test(error.message)) throw error;
    return await launch(chromium, { proxyUrl, flags, noSandbox: 'this system lets no program make one' });
  }
}

/** Why a browser did not start: the library that the machine lacks, or its own first words; the rest is its log. */
export function tellWhyNot(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, library] = /error while loading shared libraries: ([^:\s]+)/.exec(message) ?? [];
  return library === undefined ? (message.split('\n')[0] ?? '') : `this machine lacks ${library}`;
}

async function launch(
  { path, env }: RunnableChromium,
  { proxyUrl, flags, noSandbox }: { proxyUrl: string; flags: string[]; noSandbox: string | null },
): Promise<OpenBrowser> {
  const { chromium: playwright } = await import('playwright-core'); // large, and most processes never need it
  const browser = await playwright.launch({
    executablePath: path,
    headless: true,
    chromiumSandbox: noSandbox === null,
    args: [...LAUNCH_FLAGS, ...flags],
    proxy: { server: proxyUrl, bypass: '<-loopback>' },
    timeout: LAUNCH_MS,
    // Nothing of ours, such as a password in DATABASE_URL, is a page's business.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: NO_HOME, ...env },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const pid = await readPid(browser);
  const group = findGroup(pid);
  return {
    browser,
    version: browser.version(),
    noSandbox,
    pid,
    group,
    close: () => closeBrowser(browser, group),
    kill: () => killTree(group),
  };
}

async function readPid(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const leader = processInfo.find(({ type }) => type === 'browser');
  if (leader === undefined) throw new Error('Chromium does not name its own process.');
  return leader.id;
}

/** The group of a process; itself where that is not known, and where it is ours: that is never to be ended. */
function findGroup(pid: number): number {
  const group = groupOf(pid);
  return group === null || group === groupOf(process.pid) ? pid : group;
}

async function closeBrowser(browser: Browser, group: number): Promise<void> {
  const timer = setTimeout(() => killTree(group), CLOSE_MS);
  await browser.close().catch(() => undefined);
  clearTimeout(timer);
  // A process that hangs may outlive its parent.
  killTree(group);
}

function killTree(group: number): void {
  try {
    process.kill(process.platform === 'win32' ? group : -group, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
