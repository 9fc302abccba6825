import type { Document } from 'domhandler';
import type { PageKind } from '../../model/article.ts';
import type { Clues } from '../clues.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { hintsOf } from '../names.ts';
import { elementsIn, textOf } from '../tree.ts';

/** What a page is, and why in words. */
export type PageVerdict = { kind: PageKind; reasons: string[] };

const PAYWALL_NAMES =
  /\b(?:paywall|regwall|registration wall|subscriber only|subscribers only|premium wall|piano offer|meter wall|offer wall|barrier page|subscription wall)\b/;
/** A page with more characters than that is judged by its beginning: no wall has so much to say. */
const LONG_TEXT = 60_000;
/** Words of running text that prove an article whatever else the page says of itself. */
export const SURE_WORDS = 150;
/** Words below which a page's wall, and not its text, is what it holds. */
export const STUB_WORDS = 90;

/** What a page shows as a whole, beside what was read of it as an article. */
export type Survey = {
  title: string;
  heading: string;
  /** The page's text, cut where no wall would have so much to say. */
  text: string;
  words: number;
  /** Names and beginnings of scripts. */
  marks: string;
  hasPaywallBox: boolean;
  /** Whether JSON-LD or the card for other sites calls it an article. */
  isDeclared: boolean;
};

/** Looks at a page as a whole, for what it may be instead of an article. */
export function surveyPage({ document, head, linked }: Clues): Survey {
  const text = textOf(document).slice(0, LONG_TEXT + 1);
  const headings = elementsIn(document).filter(({ name }) => name === 'h1');
  return {
    title: head.title ?? '',
    heading: headings.map((element) => textOf(element)).find((one) => one !== '') ?? '',
    text,
    words: text.length > LONG_TEXT ? LONG_TEXT / 6 : text.split(' ').length,
    marks: scriptMarks(document),
    hasPaywallBox: elementsIn(document).some(
      (element) => element.name !== 'body' && element.name !== 'html' && PAYWALL_NAMES.test(hintsOf(element)),
    ),
    isDeclared: linked.article !== null || /^article$/i.test(firstMeta(head, 'og:type') ?? ''),
  };
}

/** The beginnings of a small page's scripts and names, where challenges show themselves. */
function scriptMarks(document: Document): string {
  const parts: string[] = [];
  let length = 0;
  for (const { name, attribs, children } of elementsIn(document)) {
    if (length > 60_000) break;
    const inline =
      name === 'script' && children[0] !== undefined && 'data' in children[0] ? children[0].data.slice(0, 4_000) : '';
    const mark = `${attribs.id ?? ''} ${attribs.class ?? ''} ${name === 'script' || name === 'iframe' ? (attribs.src ?? '') : ''} ${inline}`;
    length += mark.length;
    parts.push(mark);
  }
  return parts.join('\n');
}
