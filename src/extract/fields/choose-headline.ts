import type { Document, Element } from 'domhandler';
import type { HeadlineCandidate } from '../../model/article.ts';
import type { Clues, Found } from '../clues.ts';
import { textKey } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import { selectFirst } from '../select-elements.ts';
import { ancestorsOf, attributeOf, findElements, isElement, isHidden, textOf } from '../tree.ts';
import { alternativeHeadlines, claimedHeadlines } from './claimed-headlines.ts';

export type HeadlineFacts = {
  chosen: Found<string> | null;
  candidates: HeadlineCandidate[];
  element: Element | null;
  /** What stands before the headline in its own heading, set apart by mark-up alone. */
  kicker: string | null;
};

/**
 * The headline as the page shows it, all candidates for it, and the element that shows it. Metadata speaks against what
 * is shown only in one voice: where it all sets a kicker before the shown words, or shares no word with them.
 */
export function chooseHeadline(clues: Clues): HeadlineFacts {
  const ruled = selectFirst(clues.document, clues.rule?.headline ?? [])[0];
  const ruledText = ruled === undefined ? '' : textOf(ruled);
  const claims = claimedHeadlines(clues);
  const { shown, kicker } = withoutKicker(shownHeadline(clues, claims), claims);
  const candidates: HeadlineCandidate[] = [
    ...(ruledText === '' ? [] : [{ text: ruledText, from: 'rule' as const }]),
    ...(shown === null ? [] : [{ text: shown.text, from: shown.from }]),
    ...claims,
    ...alternativeHeadlines(clues).filter(({ text }) => claims.every((claim) => claim.text !== text)),
  ];
  if (ruledText !== '')
    return {
      chosen: { value: ruledText, from: 'rule', confidence: 1 },
      candidates,
      element: ruled ?? null,
      kicker: null,
    };
  const chosen = shown === null ? bestClaim(claims) : judgeShown(shown, claims);
  return { chosen, candidates, element: shown?.element ?? null, kicker };
}

/** A heading of which metadata gives one element's text as the whole headline: what stands before that is a kicker. */
function withoutKicker(
  shown: Shown | null,
  claims: HeadlineCandidate[],
): { shown: Shown | null; kicker: string | null } {
  const keys = new Set(claims.filter(({ from }) => from !== 'title').map(({ text }) => textKey(text)));
  if (shown === null || keys.size === 0 || keys.has(textKey(shown.text))) return { shown, kicker: null };
  const own = findElements(shown.element, (inner) => keys.has(textKey(textOf(inner)))).at(-1);
  const text = own === undefined ? '' : textOf(own);
  if (text === '' || !shown.text.endsWith(text)) return { shown, kicker: null };
  const before = shown.text.slice(0, -text.length).replace(/[\s:|–—-]+$/, '');
  return before.length > LONGEST_KICKER
    ? { shown, kicker: null }
    : { shown: { ...shown, text }, kicker: before || null };
}

function bestClaim(claims: HeadlineCandidate[]): Found<string> | null {
  // A headline that another source gives whole was cut for its place.
  const [first] = claims;
  if (first === undefined) return null;
  const whole = claims.find(({ text }) => isCutOf(first.text, text)) ?? first;
  return { value: whole.text, from: whole.from, confidence: 0.8 };
}

function isCutOf(cut: string, whole: string): boolean {
  if (!/(?:…|\.\.\.)$/.test(cut)) return false;
  const key = textKey(cut);
  return key.length > 12 && textKey(whole).length > key.length && textKey(whole).startsWith(key);
}

function judgeShown(shown: Shown, claims: HeadlineCandidate[]): Found<string> {
  const voice = oneVoice(claims);
  if (voice !== null && hasKickerBefore(voice.text, shown.text))
    return { value: voice.text, from: voice.from, confidence: 0.9 };
  if (voice !== null && sharesNoWord(voice.text, shown.text))
    return { value: voice.text, from: voice.from, confidence: 0.75 };
  const agreed = claims.some(({ text }) => agree(text, shown.text));
  return { value: betterSpaced(shown, claims), from: shown.from, confidence: agreed ? 0.97 : 0.7 };
}

/** What JSON-LD, Open Graph and other metadata all say, the page's title aside: it may carry names of site and section. */
function oneVoice(claims: HeadlineCandidate[]): HeadlineCandidate | null {
  const [first, ...others] = claims.filter(({ from }) => from !== 'title');
  if (first === undefined || others.length < 1) return null;
  const key = textKey(first.text);
  return others.every(({ text }) => textKey(text) === key) ? first : null;
}

/** Whether a claim is the shown headline with a few words and a colon before it: `Kicker: headline`. */
function hasKickerBefore(claim: string, shown: string): boolean {
  if (!textKey(claim).endsWith(textKey(shown))) return false;
  const colon = claim.search(/[:|–—]\s/);
  return colon > 0 && textKey(claim.slice(colon)) === textKey(shown);
}

function sharesNoWord(claim: string, shown: string): boolean {
  const words = new Set(claim.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu));
  const own = shown.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return words.size > 3 && own.length < 6 && !own.some((word) => words.has(word));
}

/**
 * A headline whose parts are set apart by style alone (`KickerHeadline`, `Kicker Headline`), as the metadata spells the
 * same letters: with a space, or with a colon between its parts.
 */
function betterSpaced({ text: shown, element }: Shown, claims: HeadlineCandidate[]): string {
  const key = textKey(shown);
  const same = claims.filter(({ text }) => textKey(text) === key);
  const wider = same.find(({ text }) => text.split(' ').length > shown.split(' ').length);
  const [kicker] = findElements(element, (inner) => textOf(inner) !== '' && textOf(inner) !== shown);
  const start = kicker === undefined ? '' : textOf(kicker);
  const joined = same.find(
    ({ text }) => start !== '' && shown.startsWith(start) && /^\s?[:|–—]\s/.test(text.slice(start.length)),
  );
  return (wider ?? joined)?.text ?? shown;
}

const LONGEST = 400;
const LONGEST_KICKER = 60;

type Shown = { text: string; from: 'h1' | 'microdata'; element: Element };

function shownHeadline({ document }: Clues, claims: HeadlineCandidate[]): Shown | null {
  const agreed = (list: Shown[]) => list.find(({ text }) => claims.some((claim) => agree(claim.text, text)));
  const headings = readShown(document, 'h1', ({ name }) => name === 'h1' || name === 'h2');
  const firsts = headings.filter(({ element }) => element.name === 'h1');
  const sure = agreed(firsts) ?? agreed(headings);
  if (sure !== undefined) return sure;
  const marked = readShown(document, 'microdata', ({ attribs }) => attribs.itemprop?.includes('headline') ?? false);
  const named = firsts.find(
    ({ element }) => /\b(?:headline|title)\b/.test(hintsOf(element)) && !/\b(?:site|logo)\b/.test(hintsOf(element)),
  );
  const alone = firsts.length === 1 && (firsts[0]?.text.length ?? 0) > 15 ? firsts[0] : undefined;
  // Metadata of a word or two names the site on every page of it.
  const saysNothing = claims.every(({ text }) => text.split(' ').length < 3);
  return agreed(marked) ?? (saysNothing ? firsts[0] : undefined) ?? named ?? alone ?? null;
}

function readShown(document: Document, from: Shown['from'], isWanted: (element: Element) => boolean): Shown[] {
  const isShown = (element: Element) =>
    !isHidden(element) && !isStep(element) && attributeOf(element, 'content') === null;
  return findElements(document, (element) => isWanted(element) && isShown(element))
    .map((element) => ({ element, text: textOf(element), from }))
    .filter(({ text }) => text.length > 1 && text.length < LONGEST);
}

/** The last step of a way through the site says what the page is called there, not what stands over its article. */
function isStep(element: Element): boolean {
  for (const holder of ancestorsOf(element))
    if (/^(?:li|nav)$/.test(holder.name)) return holder.name === 'nav' || isOneOfMany(holder);
  return false;
}

function isOneOfMany(item: Element): boolean {
  const steps = item.parent?.children.filter((child) => isElement(child) && child.name === item.name) ?? [];
  return steps.length > 1 && textOf(item).length < LONGEST;
}

/** Whether two headlines are one, but for punctuation, a site's name at the end or a cut. */
function agree(a: string, b: string): boolean {
  const [one, other] = [textKey(a), textKey(b)];
  if (one === '' || other === '') return false;
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 12 && long.includes(short) && short.length > long.length * 0.5;
}
