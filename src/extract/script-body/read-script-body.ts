import type { Element } from 'domhandler';
import { buildBlocks, type PlacedBlock } from '../body/build-blocks.ts';
import { measureTree } from '../body/measure-tree.ts';
import type { Clues } from '../clues.ts';
import { isObject, textOfProperty } from '../evidence/read-json-ld.ts';
import { parsePage } from '../parse-page.ts';
import { isElement } from '../tree.ts';
import { escapeHtml } from './content-node.ts';
import { findContent } from './find-content.ts';
import { marksOf } from './page-marks.ts';
import { readScriptValues, type ScriptValues } from './read-script-values.ts';
import { type Lookup, renderContent } from './render-content.ts';
import { continuesText, type ShownText, seemsToGoOn } from './shown-text.ts';

/** A body with no more text than this may be a stub, or another text than the article's. */
const STUB_CHARACTERS = 700;
/** A body with more text than this is the article's, whatever the scripts hold: they are not looked at. */
const LONGEST_STUB = 6_000;
/** How many times a stub's text a script must hold to be believed instead. */
const CLEARLY_MORE = 2;
/** Less than that proves no article. */
const MIN_CHARACTERS = 250;
/** Candidates that are turned into mark-up to be compared. */
const MAX_RENDERED = 24;
/** `$$AD$$`, `{{ad}}`, `[[ad]]`: places that the page's own script would have filled. */
const PLACEHOLDER = /(?:\$\$[\w-]{2,40}\$\$|\{\{[\w -]{2,40}\}\}|\[\[[\w -]{2,40}\]\])/g;

/**
 * The body of an article that stands in a script's JSON and not in the page's mark-up; `null` where the mark-up has all of
 * it. What the mark-up shows of it, beyond a few lines, must be how the script's text begins.
 */
export function readScriptBody(clues: Clues, headlines: string[], shown: ShownText): PlacedBlock[] | null {
  const isLong = shown.characters > STUB_CHARACTERS;
  if (shown.characters > LONGEST_STUB || (isLong && !seemsToGoOn(clues.document, shown))) return null;
  const candidates = candidatesOf(clues, headlines);
  const html = fullest(
    isLong ? candidates.filter((one) => continuesText(one.html, shown, clues.document)) : candidates,
  );
  const needed = isLong ? shown.characters : Math.max(MIN_CHARACTERS, shown.characters * CLEARLY_MORE);
  if (html === null || visibleLength(html) < needed) return null;
  const parsed = parsePage(`<div>${html.replace(PLACEHOLDER, ' ')}</div>`);
  const region = parsed.kind === 'tree' ? parsed.document.children.find(isElement) : undefined;
  if (parsed.kind === 'refused' || region === undefined) return null;
  const { measures } = measureTree(parsed.document);
  const measure = measures.get(region);
  if (measure === undefined || measure.text - measure.linked < needed / CLEARLY_MORE) return null;
  const pruning = {
    measures,
    region: measure,
    namesakes: new Map(),
    keep: new Set<Element>(),
    remove: new Set<Element>(),
  };
  return buildBlocks(region, { base: clues.base, pruning, trace: null });
}

function candidatesOf(clues: Clues, headlines: string[]): { html: string; distance: number }[] {
  const values = readScriptValues(clues.document);
  const lookup = lookupIn(values);
  const found = findContent(values.roots, marksOf(clues, headlines), lookup).slice(0, MAX_RENDERED);
  const rendered = found.map(({ content, distance }) => ({
    html: paragraphsOf(renderContent(content, lookup)),
    distance,
  }));
  const articleBody = textOfProperty(clues.linked.article?.articleBody);
  return articleBody === null ? rendered : [...rendered, { html: paragraphsOf(unescaped(articleBody)), distance: 1 }];
}

/** Text without mark-up has its paragraphs in lines. */
function paragraphsOf(html: string): string {
  if (/<[a-z]/i.test(html)) return html;
  return html
    .split(/\n+/)
    .map((line) => `<p>${line}</p>`)
    .join('');
}

/** A declared text is plain, or mark-up, or mark-up written as text. */
function unescaped(text: string): string {
  if (/&lt;(?:p|br|div)\b/i.test(text))
    return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  return /<(?:p|br|div)\b/i.test(text) ? text : escapeHtml(text);
}

function fullest(candidates: { html: string; distance: number }[]): string | null {
  let best: string | null = null;
  let most = 0;
  for (const { html, distance } of candidates) {
    const score = visibleLength(html) * 0.8 ** distance;
    if (score > most) [best, most] = [html, score];
  }
  return best;
}

function visibleLength(html: string): number {
  return html.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ').length;
}

/** References are followed once: to a row of the stream (`$1f`, `$L1f`), or to an entry of a normalised cache (`__ref`). */
function lookupIn({ roots, rows }: ScriptValues): Lookup {
  const entries = new Map<string, unknown>();
  for (const root of roots)
    for (const holder of [root, ...(isObject(root) ? Object.values(root) : [])]) collectEntries(holder, entries);
  return (value) => {
    if (typeof value === 'string' && value.startsWith('$') && value.length < 12) {
      const row = rows.get(value.replace(/^\$[A-Z@]?/, ''));
      return row === undefined ? '' : row;
    }
    if (!isObject(value) || entries.size === 0) return value;
    const ref = value.__ref ?? (value.type === 'id' ? value.id : undefined);
    return typeof ref === 'string' ? (entries.get(ref) ?? value) : value;
  };
}

function collectEntries(holder: unknown, entries: Map<string, unknown>): void {
  if (!isObject(holder)) return;
  for (const [key, value] of Object.entries(holder))
    if (isObject(value) && typeof value.__typename === 'string') entries.set(key, value);
}
