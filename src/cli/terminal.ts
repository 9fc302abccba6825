import { stripVTControlCharacters, styleText } from 'node:util';
import { tameLines } from '../model/tame-text.ts';

/** Where a command writes. Colour and progress are for people at a terminal only. */
export type Terminal = {
  /** Writes a line for people to standard output, tamed: what was captured cannot command the terminal. */
  print(line: string): void;
  /** Writes a line for programs to standard output, as it is. */
  write(line: string): void;
  /** Writes a line to standard error: what is said about the work, not its result. */
  say(line: string): void;
  isInteractive: boolean;
  hasColor: boolean;
  width: number;
};

/** The terminal of this process. A reader that has gone away (`stet changes | head`) ends the program quietly. */
export function openTerminal(wantsColor: boolean | null): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const hasColor = wantsColor ?? process.stdout.isTTY === true;
  return {
    print: (line) => void process.stdout.write(`${tameForTerminal(line, hasColor)}\n`),
    write: (line) => void process.stdout.write(`${line}\n`),
    say: (line) => void process.stderr.write(`${tameForTerminal(line, hasColor)}\n`),
    isInteractive: process.stdout.isTTY === true,
    hasColor,
    width: process.stdout.columns ?? 120,
  };
}

/** The colours and weights that `paint` and comparisons use, and what ends them (ECMA-48, § 8.3.117). */
const OWN_STYLES = new RegExp(`(${'\u001b'}\\[(?:0|1|2|22|31|32|39)m)`);

/**
 * A text without what a terminal takes for a command (ECMA-48: C0 and C1 controls, and so all escape sequences) or turns
 * around: a headline could otherwise forge lines, set the clipboard or name the window. Stet's own colours stay.
 */
export function tameForTerminal(text: string, hasColor: boolean): string {
  if (!hasColor) return tameLines(text);
  return text
    .split(OWN_STYLES)
    .map((part, index) => (index % 2 === 1 ? part : tameLines(part)))
    .join('');
}

type Style = Parameters<typeof styleText>[0];

/** `text` in a colour or weight, at a terminal; as it is elsewhere. */
export function paint(terminal: Terminal, style: Style, text: string): string {
  return terminal.hasColor ? styleText(style, text, { validateStream: false }) : text;
}

export type Column = {
  title: string;
  align?: 'right' /** Gives way when the line is too long. */;
  isFlexible?: boolean;
};

/** Rows in columns below their titles; what is flexible is cut to the terminal's width. Without a terminal nothing is cut. */
export function printTable(terminal: Terminal, columns: Column[], rows: string[][]): void {
  const tamed = rows.map((row) => row.map((cell) => tameForTerminal(cell, terminal.hasColor).replaceAll(/\s+/g, ' ')));
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...tamed.map((row) => displayWidth(row[index] ?? ''))),
  );
  const flexible = columns.findIndex((column) => column.isFlexible === true);
  const surplus = widths.reduce((sum, width) => sum + width + 2, -2) - terminal.width;
  if (terminal.isInteractive && flexible >= 0 && surplus > 0) {
    widths[flexible] = Math.max(20, (widths[flexible] ?? 0) - surplus);
  }
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => fitCell(cell, widths[index] ?? 0, columns[index]?.align, terminal.isInteractive))
      .join('  ')
      .trimEnd();
  terminal.print(paint(terminal, 'bold', line(columns.map((column) => column.title))));
  for (const row of tamed) terminal.print(line(row));
}

function fitCell(cell: string, width: number, align: 'right' | undefined, mayCut: boolean): string {
  const over = displayWidth(cell) - width;
  const shown = mayCut && over > 0 ? `${[...stripVTControlCharacters(cell)].slice(0, width - 1).join('')}…` : cell;
  const padding = ' '.repeat(Math.max(0, width - displayWidth(shown)));
  return align === 'right' ? padding + shown : shown + padding;
}

/** Columns that a text takes: East Asian wide characters take two (Unicode Standard Annex 11, by script). */
function displayWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  const wide = plain.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff00-\uff60]/gu);
  return [...plain].length + (wide?.length ?? 0);
}

/** One object a line (JSON Lines), for programs. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.write(JSON.stringify(value));
}

/** A moment as people read it, in the machine's zone: `2026-03-01 10:00`. */
export function showTime(at: Date | null): string {
  if (at === null) return '–';
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}

/** A duration as the configuration writes it: `30s`, `1h30m`. */
export function showDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join('') || '0s';
}
