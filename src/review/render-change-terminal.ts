import type { Change, WordEdit } from '../model/change.ts';
import { cleanText, listChangeParts, summariseChange } from './render-change-parts.ts';
import { widthOf } from './text-width.ts';

export type TerminalOptions = { colour: boolean; width: number };

const COLOURS: Record<WordEdit['op'], string> = { removed: '\u001b[31m', added: '\u001b[32m', same: '' };
const BOLD = '\u001b[1m';
const RESET = '\u001b[0m';
const INDENT = '  ';
const NARROWEST = 20;

/**
 * A change for a terminal `width` columns wide: `[-removed-]{+added+}`, with `colour` also red and green. Control
 * characters of the page never reach the terminal.
 */
export function renderChangeTerminal(change: Change, { colour, width }: TerminalOptions): string {
  const columns = Math.max(NARROWEST, width) - INDENT.length;
  const bold = (text: string) => (colour ? `${BOLD}${text}${RESET}` : text);
  const setLines = (words: WordEdit[]) => wrapWords(words, columns).map((line) => INDENT + paintLine(line, colour));
  const reasons = change.reasons.flatMap((reason) => setLines([{ op: 'same', text: cleanText(reason) }]));
  const lines = [bold(summariseChange(change)), ...reasons];
  for (const { title, words } of listChangeParts(change)) {
    lines.push('', bold(title), ...(words.length === 0 ? [] : setLines(words)));
  }
  return `${lines.join('\n')}\n`;
}

function markWord({ op, text }: WordEdit): string {
  if (op === 'removed') return `[-${text}-]`;
  return op === 'added' ? `{+${text}+}` : text;
}

/** Lines of at most `columns` columns, broken at spaces, each a list of runs. */
function wrapWords(words: WordEdit[], columns: number): WordEdit[][] {
  const pieces = words.flatMap((word) =>
    markWord(word)
      .split(/(?<=\s)/)
      .flatMap((text) => splitLong(text, columns))
      .map((text) => ({ op: word.op, text })),
  );
  const lines: WordEdit[][] = [[]];
  let used = 0;
  for (const piece of pieces) {
    if (used > 0 && used + widthOf(piece.text.trimEnd()) > columns) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push({ ...piece, text: piece.text.replace('\n', '') });
    used += widthOf(piece.text);
    if (piece.text.endsWith('\n')) {
      lines.push([]);
      used = 0;
    }
  }
  return lines;
}

/** A word longer than a line in pieces that fit. */
function splitLong(word: string, columns: number): string[] {
  if (widthOf(word) <= columns) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (widthOf(piece + character) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

function paintLine(line: WordEdit[], colour: boolean): string {
  const runs: WordEdit[] = [];
  for (const { op, text } of line) {
    const last = runs.at(-1);
    if (last?.op === op) last.text += text;
    else runs.push({ op, text });
  }
  const paint = ({ op, text }: WordEdit) => (colour && op !== 'same' ? `${COLOURS[op]}${text}${RESET}` : text);
  return runs.map(paint).join('').trimEnd();
}
