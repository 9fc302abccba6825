import type { WordEdit } from '../../model/change.ts';
import { EAST_ASIAN } from './choose-fonts.ts';

/** A stretch of a line that is drawn alike. */
export type Stretch = { op: WordEdit['op']; text: string };
export type Line = Stretch[];

/** Words in lines of at most `width` (in the size of the letters), at most `most` of them, cut between words with an ellipsis. */
export function layOutWords(words: WordEdit[], width: number, most: number): Line[] {
  const lines: Line[] = [[]];
  let used = 0;
  for (const { op, text } of words.flatMap(toTokens)) {
    const needed = widthOf(text.trimEnd());
    if (used + needed > width && used > 0) {
      if (lines.length === most) return endWithEllipsis(lines);
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push({ op, text: needed > width ? cutToWidth(text, width) : text });
    used += widthOf(text);
  }
  return lines.map(joinStretches);
}

function endWithEllipsis(lines: Line[]): Line[] {
  const joined = lines.map(joinStretches);
  const last = joined.at(-1)?.at(-1);
  if (last !== undefined) last.text = `${last.text.trimEnd()}…`;
  return joined;
}

/** Words with the space behind them; single characters of scripts in which a line may break between any two. */
function toTokens({ op, text }: WordEdit): Stretch[] {
  const tokens = text.match(/\S+\s*|\s+/gu) ?? [];
  return tokens.flatMap((token) => (EAST_ASIAN.test(token) ? [...token] : [token]).map((part) => ({ op, text: part })));
}

function joinStretches(line: Line): Line {
  const joined: Line = [];
  for (const { op, text } of line) {
    const last = joined.at(-1);
    if (last?.op === op) last.text += text;
    else joined.push({ op, text });
  }
  return joined;
}

function cutToWidth(text: string, width: number): string {
  let cut = '';
  for (const char of text) {
    if (widthOf(`${cut}${char}…`) > width) return `${cut}…`;
    cut += char;
  }
  return cut;
}

/** How wide a text is at most, in the size of its letters: a little more than it is. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += widthOfChar(char);
  return width;
}

function widthOfChar(char: string): number {
  if (EAST_ASIAN.test(char)) return 1;
  if (/[\s.,:;!'’|il]/u.test(char)) return 0.3;
  if (/[mwMWшщжюфЖШЩЮФ—…@%]/u.test(char)) return 0.95;
  if (/\p{Lu}/u.test(char)) return 0.7;
  return /\p{M}/u.test(char) ? 0 : 0.6;
}
