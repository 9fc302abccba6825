import type { WordEdit } from '../../model/change.ts';
import { findQuotations, type Quotation } from '../text/find-quotations.ts';
import { type Token, tokenize } from '../text/tokenize.ts';
import { isTitleCase } from '../words/group-units.ts';
import { type DatePhrase, findDatePhrases } from './date-phrases.ts';

/**
 * What a text is: a `title` is a headline, a kicker, a heading; a `quotation` is somebody's words from its beginning to
 * its end, without marks (a pull quote).
 */
export type TextForm = 'text' | 'title' | 'quotation';

/** A text and what was found in it. Only a title is written in title case: a caption may be made of names. */
type Passage = {
  text: string;
  form: TextForm;
  quotations: Quotation[];
  isTitleCase: boolean;
};

/** One side of an edit: the words that differ, where they stand in their text, and the dates named in and around them. */
export type Side = {
  text: string;
  start: number;
  end: number;
  tokens: Token[];
  /** The words and numbers among them, in lower case. */
  words: string[];
  /** Searched when a rule first asks. */
  dates: () => DatePhrase[];
  passage: Passage;
};

/** One place of a text that was edited. Either side may be empty. */
export type Edit = {
  removed: Side;
  added: Side;
  language: string | null;
  /** Whether it changes a few words of a text that otherwise stays, or rephrases with much the same words. */
  isLocal: boolean;
  /** All edits of the same text, in order, this one among them. */
  all: Edit[];
};

/** No phrase that names a date is longer. */
const LONGEST_DATE = 40;
/** Edits up to this many words on a side change a text that otherwise stays. */
const LOCAL_WORDS = 8;
const MIN_COMMON = 0.4;

/** The edits of a text, in order, each with its place in both texts. `forms` are those before and after. */
export function listEdits(words: WordEdit[], language: string | null, forms: [TextForm, TextForm]): Edit[] {
  const before = readPassage(joinSide(words, 'added'), language, forms[0]);
  const after = readPassage(joinSide(words, 'removed'), language, forms[1]);
  const edits: Edit[] = [];
  let [atBefore, atAfter] = [0, 0];
  for (let at = 0; at < words.length; ) {
    const taken = { removed: '', added: '' };
    for (let word = words[at]; word !== undefined && word.op !== 'same'; word = words[at]) {
      taken[word.op] += word.text;
      at += 1;
    }
    if (taken.removed !== '' || taken.added !== '') {
      const removed = sideOf(taken.removed, atBefore, before, language);
      const added = sideOf(taken.added, atAfter, after, language);
      edits.push({ removed, added, language, isLocal: changesFewWords(removed.words, added.words), all: edits });
    }
    const same = words[at]?.text.length ?? 0;
    atBefore += taken.removed.length + same;
    atAfter += taken.added.length + same;
    at += 1;
  }
  return edits;
}

function joinSide(words: WordEdit[], without: WordEdit['op']): string {
  let text = '';
  for (const word of words) if (word.op !== without) text += word.text;
  return text;
}

function readPassage(text: string, language: string | null, form: TextForm): Passage {
  return {
    text,
    form,
    quotations: form === 'quotation' ? [wholeQuotation(text)] : findQuotations(text),
    isTitleCase: form === 'title' && isTitleCase(tokenize(text, language)),
  };
}

/** All of a text as a quotation: its marks would stand before its beginning and behind its end. */
function wholeQuotation(text: string): Quotation {
  return { start: -1, end: text.length + 1, inner: text };
}

function sideOf(text: string, start: number, passage: Passage, language: string | null): Side {
  const end = start + text.length;
  const tokens = tokenize(text, language);
  let found: DatePhrase[] | null = null;
  return {
    text,
    start,
    end,
    tokens,
    words: tokens.filter((token) => token.kind !== 'mark').map((token) => token.text.toLowerCase()),
    dates: () => {
      found ??= datesAround(passage, start, end, language);
      return found;
    },
    passage,
  };
}

function datesAround({ text }: Passage, start: number, end: number, language: string | null): DatePhrase[] {
  // From a space on: a number cut in two would look like a day.
  const space = text.lastIndexOf(' ', Math.max(0, start - LONGEST_DATE));
  const from = start - space > 2 * LONGEST_DATE ? Math.max(0, start - LONGEST_DATE) : space + 1;
  const around = text.slice(from, end + LONGEST_DATE);
  return findDatePhrases(around, language).map((date) => ({ ...date, start: from + date.start, end: from + date.end }));
}

/** The words and numbers of a side, in lower case. */
export function lowerWords(side: Side): string[] {
  return side.words;
}

type Counts = Record<'removed' | 'added', Map<string, number>>;
const counted = new WeakMap<Edit[], Counts>();

/** How often each word (in lower case) went with the edits of a text, and how often it came; read once for all of them. */
export function countWords({ all }: Edit): Counts {
  const known = counted.get(all);
  if (known !== undefined) return known;
  const counts: Counts = { removed: new Map(), added: new Map() };
  for (const edit of all) {
    for (const side of ['removed', 'added'] as const) {
      for (const word of lowerWords(edit[side])) counts[side].set(word, (counts[side].get(word) ?? 0) + 1);
    }
  }
  counted.set(all, counts);
  return counts;
}

/** Whether an edit changes a few words of a text that otherwise stays, or rephrases with much the same words. */
export function isLocal(edit: Edit): boolean {
  return edit.isLocal;
}

function changesFewWords(removed: string[], added: string[]): boolean {
  if (removed.length <= LOCAL_WORDS && added.length <= LOCAL_WORDS) return true;
  const common = removed.length - withoutCommon(removed, added).length;
  return (2 * common) / (removed.length + added.length) >= MIN_COMMON;
}

/** What a list has that another has not, each as often as it has it more. */
export function withoutCommon(list: string[], other: string[]): string[] {
  // Most edits are of a few words, of which none stays.
  if (other.length <= LOCAL_WORDS && !list.some((item) => other.includes(item))) return list;
  const counts = new Map<string, number>();
  for (const item of other) counts.set(item, (counts.get(item) ?? 0) + 1);
  return list.filter((item) => {
    const left = counts.get(item) ?? 0;
    counts.set(item, left - 1);
    return left <= 0;
  });
}

/** Whether a stretch of the side's text touches the edit; for an empty side, whether it surrounds its place. */
export function touches(side: Side, stretch: { start: number; end: number }): boolean {
  if (side.start === side.end) return stretch.start < side.start && side.start < stretch.end;
  return stretch.start < side.end && side.start < stretch.end;
}
