import type { RenderMode } from './render.ts';

/**
 * What made a record of a page's bytes: the extractor's version, and the digest of the source's rules; where a browser
 * loaded the page, the digest says so too. Only records that were made by the same are compared: any other difference
 * may be the extractor's doing, the rules', or the browser's.
 */
export type ReadBy = { extractor: number; rules: string };

/** What stands behind the digest of the rules where a browser loaded the page. */
export const IN_BROWSER = ' in a browser';

/** Whether two records were made by the same. */
export function isReadBy(by: ReadBy, other: ReadBy): boolean {
  return by.extractor === other.extractor && by.rules === other.rules;
}

/** How the page was fetched that rules of this digest read. */
export function modeOf(rules: string): RenderMode {
  return rules.endsWith(IN_BROWSER) ? 'browser' : 'http';
}

/** The same reader, of pages fetched in this mode. */
export function readerIn(mode: RenderMode, { extractor, rules }: ReadBy): ReadBy {
  const digest = rules.endsWith(IN_BROWSER) ? rules.slice(0, -IN_BROWSER.length) : rules;
  return { extractor, rules: mode === 'browser' ? digest + IN_BROWSER : digest };
}
