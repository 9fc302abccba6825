import type { Block } from '../../model/block.ts';
import type { NoiseRule } from '../../model/change.ts';
import { foldTypography } from '../text/fold-typography.ts';
import { isAdvertLabel } from './advert-label.ts';
import { isClock, isTimeAlone } from './clock.ts';
import { isCounter } from './counter.ts';
import { isReadingTime } from './reading-time.ts';
import { isRelativeTime } from './relative-time.ts';

/** A line longer than this is somebody's sentence. */
const LONGEST = 60;
/** So is one that is longer than this before it is folded, which then need not be. */
const LONGEST_RAW = 240;

/** The rules for what changes by itself, each on a whole line; a sentence of the article is never one. */
const RULES: [NoiseRule, (line: string) => boolean][] = [
  ['relative-time', isRelativeTime],
  ['reading-time', isReadingTime],
  ['counter', isCounter],
  ['clock', isClock],
  ['advert-label', isAdvertLabel],
];

/** Blocks in which templates set furniture; a table, a caption and somebody's words are the paper's own. */
export const MAY_BE_FURNITURE: ReadonlySet<Block['type']> = new Set<Block['type']>([
  'paragraph',
  'heading',
  'aside',
  'list',
  'live-entry',
]);

/** The rule by which a text is nothing but furniture; of several beside each other, the first one's. */
export function furnitureOf(text: string): NoiseRule | null {
  return furnitureOfLines(splitLines(text));
}

function furnitureOfLines(lines: string[]): NoiseRule | null {
  const [only] = lines;
  if (only !== undefined && lines.length === 1 && isTimeAlone(only)) return 'clock';
  const rules = lines.map(ruleOfLine);
  return rules.length > 0 && rules.every((rule) => rule !== null) ? (rules[0] ?? null) : null;
}

/** The rule by which two texts say the same but for the furniture in them: "Ann Roe · 2 hours ago". */
export function furnitureBetween(before: string, after: string): NoiseRule | null {
  const [had, has] = [splitLines(before), splitLines(after)];
  const whole = furnitureOfLines(has);
  if (whole !== null && furnitureOfLines(had) !== null) return whole;
  const rest = (lines: string[]) => lines.filter((line) => ruleOfLine(line) === null).join('\n');
  if (rest(had) !== rest(has)) return null;
  const differing = [...had, ...has].filter((line) => !(had.includes(line) && has.includes(line)));
  return differing.map(ruleOfLine).find((rule) => rule !== null) ?? null;
}

/** A text without its furniture, and as it reads: "Ann Roe" of "Ann Roe · 2 hours ago"; `null` where nothing else is in it. */
export function withoutFurniture(text: string): string | null {
  if (furnitureOf(text) !== null) return null;
  const lines = splitLines(text);
  const rest = lines.filter((line) => ruleOfLine(line) === null);
  return rest.length === lines.length ? foldTypography(text) : rest.join('\n');
}

function ruleOfLine(line: string): NoiseRule | null {
  if (line.length > LONGEST) return null;
  return RULES.find(([, holds]) => holds(line))?.[0] ?? null;
}

const PARTING = ['\n', '·', '•', '|'];

/** What templates set beside each other, they part by a dot, a bar or a line. */
function splitLines(text: string): string[] {
  if (text.length > LONGEST_RAW && !PARTING.some((mark) => text.includes(mark))) return [text];
  return text
    .split(/[\n·•|]/)
    .map((line) => (line.length > LONGEST_RAW ? line : foldTypography(line).toLowerCase()))
    .filter((line) => line !== '');
}
