import { findQuotations } from '../text/find-quotations.ts';
import { type Token, tokenize } from '../text/tokenize.ts';

/**
 * What is shown as one piece in a comparison of words: a token, or several that are a name or a short quotation, which
 * count as a word.
 */
export type Unit = Token;

/** A longer quotation is compared word by word: shown whole, it would hide what changed in it. */
const SHORT_QUOTATION = 5;
const LONGEST_NAME = 4;

/** Words that begin a sentence with a capital and belong to no name that follows them. */
const STARTERS = new Set(
  (
    'the a an in on at by of for from to as and but or so if it he she we they i you this that these those his her its our ' +
    'their there when while after before since with without under over not no yes all some many most more last next ' +
    'der die das ein eine im am auf bei von für aus zu mit nach vor und aber oder wenn er sie es wir le la les un une des ' +
    'dans en au aux à de du et mais il elle ils elles ce cette el los las una al del y pero o si que su ' +
    'в на по из с к у о от до за и но а не он она они это как так что если'
  ).split(' '),
);

/** A text as units, in order; gaps and texts joined, and the white space at the end, give the text again. */
export function groupUnits(text: string, language: string | null): Unit[] {
  const tokens = tokenize(text, language);
  const quotationEnds = shortQuotationEnds(text);
  const joinsNames = !isTitleCase(tokens);
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length; ) {
    const length = quotationLength(tokens, at, quotationEnds) || (joinsNames ? nameLength(tokens, at) : 1);
    const first = tokens[at];
    if (first === undefined) break;
    units.push(length === 1 ? first : joinTokens(tokens.slice(at, at + length), first, text));
    at += length;
  }
  return units;
}

function joinTokens(tokens: Token[], { gap, start }: Token, text: string): Unit {
  const last = tokens.at(-1);
  const kind = tokens.some((token) => token.kind !== 'mark') ? 'word' : 'mark';
  return { kind, gap, text: text.slice(start, (last?.start ?? start) + (last?.text.length ?? 0)), start };
}

const NONE: ReadonlyMap<number, number> = new Map();

/** Where the short quotations of a text end, by where they start. */
function shortQuotationEnds(text: string): ReadonlyMap<number, number> {
  const quotations = findQuotations(text);
  if (quotations.length === 0) return NONE;
  const ends = new Map<number, number>();
  for (const { start, end, inner } of quotations) {
    if (inner.length < 60 && inner.split(/\s+/).length <= SHORT_QUOTATION) ends.set(start, end);
  }
  return ends;
}

function quotationLength(tokens: Token[], at: number, ends: ReadonlyMap<number, number>): number {
  const end = ends.size === 0 ? undefined : ends.get(tokens[at]?.start ?? -1);
  if (end === undefined) return 0;
  let length = 0;
  while (at + length < tokens.length) {
    const token = tokens[at + length];
    if (token === undefined || token.start >= end) break;
    // A mark inside a token (an apostrophe that closes) would split it: such a quotation is left alone.
    if (token.start + token.text.length > end) return 0;
    length += 1;
  }
  return length;
}

function nameLength(tokens: Token[], at: number): number {
  const first = tokens[at];
  if (first === undefined || !isCapitalised(first.text) || STARTERS.has(first.text.toLowerCase())) return 1;
  let length = 1;
  while (length < LONGEST_NAME && at + length < tokens.length) {
    const next = tokens[at + length];
    if (next === undefined || next.gap !== ' ' || !isCapitalised(next.text)) break;
    length += 1;
  }
  return length;
}

/** Whether a word begins with a capital letter. */
export function isCapitalised(word: string): boolean {
  const code = word.charCodeAt(0);
  // Most words begin with a letter of ASCII, which needs no pattern.
  return code < 0x80 ? code >= 0x41 && code <= 0x5a : /^\p{Lu}/u.test(word);
}

/** Whether most longer words are capitalised, as in headlines of American papers: capitals then tell no names. */
export function isTitleCase(tokens: Token[]): boolean {
  let longer = 0;
  let capitalised = 0;
  for (const { kind, text } of tokens) {
    if (kind !== 'word' || text.length < 4) continue;
    longer += 1;
    if (isCapitalised(text)) capitalised += 1;
  }
  return longer >= 3 && capitalised > longer * 0.7;
}
