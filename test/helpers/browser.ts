import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Environment } from '../../config/environment.ts';
import { findChromium as findAny } from '../../src/fetch/browser/find-chromium.ts';

const FLAGS = [
  '--no-sandbox', // it does not start as root otherwise
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Web Content Accessibility Guidelines 2.2, levels A and AA, and what axe counts as good practice beside them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Where a Chromium to test with is: one that is installed; `null` where there is none. */
export function findChromium(environment: Environment): string | null {
  const found = findAny(environment);
  return found === null || found.from === 'packed' ? null : found.path;
}

/** Starts a Chromium without a window, its profile new and gone with it. */
export async function startBrowser(path: string): Promise<Browser> {
  return await chromium.launch({ executablePath: path, headless: true, args: FLAGS });
}

/** A page of a visitor of its own, and what the browser complained of while it was there. */
export type Visitor = { page: Page; complaints: string[]; leave(): Promise<void> };

/** Opens a page as a new visitor; relative addresses are those of `baseURL`. */
export async function openVisitor(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const complaints: string[] = [];
  const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', ...options });
  await context.addInitScript({ content: TELL_VIOLATIONS });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => {
    // An error page has the status of one, and Chromium says so; what a page loads must not fail.
    const isThePage = message.location().url === page.url() && message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isThePage) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints, leave: () => context.close() };
}

/** Makes breaches of the Content-Security-Policy loud, also those that Chromium would keep to itself. */
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) => {
  setTimeout(() => { throw new Error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI); });
});`;

/**
 * What is not accessible on a page, one line a rule and element; none is as it should be. `colours`: by the rules for
 * colours alone, for a page that was looked at in others.
 */
export async function listBarriers(page: Page, scope: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    runOnly: scope === 'all' ? { type: 'tag', values: RULES } : { type: 'rule', values: COLOUR_RULES },
    resultTypes: ['violations'],
    iframes: false, // what a newspaper's page has in its frame is not stet's
  };
  const violations = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

type Violation = Pick<axe.Result, 'id' | 'nodes'>;

/** Opens what is folded, so that it is looked at as well. */
export async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((folded) => { folded.open = true; })`);
}

/** How many pixels a page can be scrolled to the side. */
export async function measureOverflow(page: Page): Promise<number> {
  return await page.evaluate<number>('(window.scrollTo(100000, 0), window.scrollX)');
}

export type Theme = 'light' | 'dark';

/**
 * In which themes the pages of a window this wide are looked at: the narrow ones and the wide ones by all rules, each in
 * one theme, and the other theme's colours once. The colours do not depend on the width, nor the rest on the theme.
 */
export const THEMES: Record<number, readonly Theme[]> = { 320: ['dark'], 1920: ['light', 'dark'] };

/**
 * What is wrong with how an open page of a window this wide looks, and pictures of it in `folder`: whom it shuts out, by
 * all rules in the first of the themes, and by those for colours in the other; and what is too wide.
 */
export async function listFaultsOf(
  page: Page,
  name: string,
  { folder, width, themes }: { folder: string; width: number; themes: readonly Theme[] },
): Promise<string[]> {
  const faults: string[] = [];
  for (const [index, colorScheme] of themes.entries()) {
    await page.emulateMedia({ colorScheme });
    const path = join(folder, `${name}-${colorScheme}-${width}.png`);
    await page.screenshot({ path, fullPage: index === 0 });
    const barriers = await listBarriers(page, index === 0 ? 'all' : 'colours');
    faults.push(...barriers.map((barrier) => `${name}, ${colorScheme}: ${barrier}`));
  }
  const overflow = await measureOverflow(page);
  if (overflow > 0) faults.push(`${name}: wider than its window by ${overflow} pixels`);
  return faults;
}

/** Presses Tab until what `selector` names, and `text` is in, has the focus, as someone without a mouse does. */
export async function tabTo(page: Page, selector: string, text = ''): Promise<void> {
  const wanted = page.locator(':focus').and(page.locator(selector, { hasText: text }));
  for (let pressed = 0; pressed < 200; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await wanted.count()) > 0) return;
  }
  throw new Error(`Tab does not lead to ${selector} with the text "${text}".`);
}
