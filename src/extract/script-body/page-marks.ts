import type { Clues } from '../clues.ts';
import { isObject, type JsonObject } from '../evidence/read-json-ld.ts';
import { textKey } from '../fold-text.ts';

/** What the page says of itself, to know its article's object by. */
export type PageMarks = { headlines: string[]; path: string; id: string | null };

/** Objects of so few members are part of the one around them: `{ headlines: { basic, web } }`. */
export const SMALL_OBJECT = 6;
const SHORTEST_HEADLINE = 6;

/** The marks of a page, by the headlines that were found and its address. */
export function marksOf(clues: Clues, headlines: string[]): PageMarks {
  const path = new URL(clues.url).pathname.replace(/\/+$/, '');
  const keys = [...headlines, clues.head.title ?? ''].map(textKey).filter((key) => key.length >= SHORTEST_HEADLINE);
  return { headlines: keys, path, id: idOf(path) };
}

/** Whether an object of a script's JSON has the page's headline or address, itself or in a small part of it. */
export function isAbout(object: JsonObject, page: PageMarks): boolean {
  return Object.values(object).some((value) => {
    if (typeof value === 'string') return agrees(value, page);
    if (!isObject(value)) return false;
    const members = Object.values(value);
    return members.length <= SMALL_OBJECT && members.some((one) => typeof one === 'string' && agrees(one, page));
  });
}

function agrees(text: string, { headlines, path, id }: PageMarks): boolean {
  if (text.length < 4 || text.length > 500) return false;
  if (text === id || (path.length > 8 && text.endsWith(path))) return true;
  return headlines.includes(textKey(text));
}

/** The last part of an address, where it has a number that can be an article's. */
function idOf(path: string): string | null {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return /\d{5}/.test(last) ? last : null;
}
