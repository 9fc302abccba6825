import type { Element } from 'domhandler';
import { type Names, PageElement } from './page-element.ts';

/** Longer class lists are cut: what tells something stands at their beginning. */
const LONGEST = 400;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** What an element's class and id say of it: their words, in lower case: `articleBody main-text` is `article body main text`. */
export function hintsOf(element: Element): string {
  return namesOf(element).words;
}

/** A test of an element's names. */
export type NameTest = { test(element: Element): boolean };
let tests = 0;

/** A test of an element's names (as `hintsOf` gives them) by a pattern, made once for each spelling of a page. */
export function nameTest(pattern: RegExp): NameTest {
  const id = tests;
  tests += 1;
  return {
    test: (element) => {
      const { words, results } = namesOf(element);
      const known = results[id];
      if (known !== undefined) return known;
      const isMatch = pattern.test(words);
      results[id] = isMatch;
      return isMatch;
    },
  };
}

/** The names of an element, shared with all elements of its page that are named so. */
function namesOf(element: Element): Names {
  if (!(element instanceof PageElement)) return { words: readWords(spellingOf(element)), results: [] };
  element.names ??= knownNames(element);
  return element.names;
}

function knownNames(element: PageElement): Names {
  const spelling = spellingOf(element);
  const { names } = element.index;
  const known = names.get(spelling);
  if (known !== undefined) return known;
  const read: Names = { words: readWords(spelling), results: [] };
  names.set(spelling, read);
  return read;
}

function spellingOf({ attribs }: Element): string {
  if (attribs.id === undefined) return attribs.class?.slice(0, LONGEST) ?? '';
  return `${attribs.class ?? ''} ${attribs.id}`.slice(0, LONGEST);
}

function readWords(spelling: string): string {
  const apart = /[A-Z]/.test(spelling) ? spelling.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase() : spelling;
  if (!BEYOND_ASCII.test(apart)) return apart.replace(/[^a-z0-9]+/g, ' ').trim();
  return apart.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
