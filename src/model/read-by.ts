import type { RenderMode } from './render.ts';
import { RENDERER_VERSION } from './renderer-version.ts';

/**
 * What made a record of a page's bytes: the extractor's version, and the digest of the source's rules; where a browser
 * loaded the page, the digest says so too, and by which version of rendering. Only records that were made by the same
 * are compared: any other difference may be the extractor's doing, the rules', or the browser's.
 */
export type ReadBy = { extractor: number; rules: string };

/** What loaded a page: this version of rendering, in a browser; `null`: nothing did, it is a plain answer. */
export type Renderer = number | null;

/** What stands behind the digest of the rules where a browser loaded the page; the first version has no number. */
const IN_BROWSER = ' in a browser';
/** The same, as a regular expression of PostgreSQL's too. */
export const BEHIND_RULES = `${IN_BROWSER}( \\d+)?$`;

/** Whether two records were made by the same. */
export function isReadBy(by: ReadBy, other: ReadBy): boolean {
  return by.extractor === other.extractor && by.rules === other.rules;
}

/** What loaded the page that rules of this digest read. */
export function rendererOf(rules: string): Renderer {
  const found = new RegExp(BEHIND_RULES).exec(rules);
  return found === null ? null : Number(found[1] ?? 1);
}

/** How the page was fetched that rules of this digest read. */
export function modeOf(rules: string): RenderMode {
  return modeBy(rendererOf(rules));
}

/** The way of fetching that this is. */
export function modeBy(renderer: Renderer): RenderMode {
  return renderer === null ? 'http' : 'browser';
}

/** What loads a page today that is fetched in this mode. */
export function rendererIn(mode: RenderMode): Renderer {
  return mode === 'browser' ? RENDERER_VERSION : null;
}

/** The same reader, of pages that this loaded. */
export function readerOf(renderer: Renderer, { extractor, rules }: ReadBy): ReadBy {
  const digest = rules.replace(new RegExp(BEHIND_RULES), '');
  if (renderer === null) return { extractor, rules: digest };
  return { extractor, rules: `${digest}${IN_BROWSER}${renderer === 1 ? '' : ` ${renderer}`}` };
}
