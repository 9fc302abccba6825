import type { Document } from 'domhandler';
import { decodeEntities } from '../fields/decode-entities.ts';
import { textKey } from '../fold-text.ts';
import { findElement, rawTextOf, textOf } from '../tree.ts';

/** What the page's mark-up shows of the article: its length in characters, and its lines. */
export type ShownText = { characters: number; lines: string[] };

/** Lines of so few letters and digits stand in many texts. */
const SHORTEST_LINE = 24;
/** As much of a line is compared: what is faded out by a wall may break off within it. */
const COMPARED = 60;
/** How much of what is shown a script's text must hold, and how much it must go on, as a share of what is shown. */
const HELD = 0.8;
const GOES_ON = 0.5;
/** How far beyond the last line is looked for more. */
const NEAR = 3_000;
/** Letters between the signs of JSON that are no name or number. */
const MORE_PROSE = /[^"{}[\]<>]{100}/;

/** Whether a script seems to hold what is shown and to go on after it: told from its bare text, without reading its JSON. */
export function seemsToGoOn(document: Document, { lines }: ShownText): boolean {
  const last = lines.findLast((line) => textKey(line).length >= SHORTEST_LINE);
  // JSON escapes quotation marks and the like: a piece without them is looked for.
  const piece = last?.slice(0, 2 * COMPARED).match(/[^"'\\<>&/\u2018-\u201f]{16,40}/)?.[0];
  if (last === undefined || piece === undefined) return false;
  const spellings = [piece, piece.replace(/[^\p{ASCII}]/gu, escapeLetter)];
  const goesOn = (script: string) => {
    const at = spellings.map((spelling) => script.indexOf(spelling)).find((place) => place !== -1);
    return at !== undefined && MORE_PROSE.test(plain(script.slice(at + last.length, at + last.length + NEAR)));
  };
  return findElement(document, (element) => element.name === 'script' && goesOn(rawTextOf(element))) !== null;
}

function escapeLetter(letter: string): string {
  return `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

function plain(json: string): string {
  return json
    .replace(/\\+u[\da-f]{4}/gi, 'x')
    .replace(/\\+[nrt"/]/g, ' ')
    .replace(/<[^<>]*>/g, ' ');
}

/** Whether a script's text holds what is shown, goes on after it, and what follows is not to be seen on the page. */
export function continuesText(html: string, { lines }: ShownText, document: Document): boolean {
  const key = textKey(decodeEntities(html.replace(/<[^<>]*>/g, ' ')));
  const shown = lines.map(textKey).filter((line) => line.length >= SHORTEST_LINE);
  const [total, held] = [shown, shown.filter((line) => key.includes(line.slice(0, COMPARED)))].map(sumOfLengths);
  const last = shown.at(-1);
  if (total === undefined || held === undefined || last === undefined || held < total * HELD) return false;
  const end = key.indexOf(last.slice(0, COMPARED)) + last.length;
  if (end < total * HELD || key.length - end < total * GOES_ON) return false;
  return !textKey(textOf(document)).includes(key.slice(-COMPARED));
}

function sumOfLengths(lines: string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}
