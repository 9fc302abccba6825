import { stripVTControlCharacters } from 'node:util';
import type { Article } from '../model/article.ts';
import type { Candidate, Explanation, RegionReason } from '../model/explanation.ts';
import { type Column, paint, printTable, type Terminal } from './terminal.ts';

const KINDS_WITH_AN: ReadonlySet<string> = new Set(['article', 'audio', 'opinion', 'empty', 'other']);

/** Prints why a page reads as it does, for people. */
export function showExplanation(terminal: Terminal, article: Article, explanation: Explanation): void {
  const { kind, kindReasons, fields, headlines, dates, authors, body } = explanation;
  terminal.print(paint(terminal, 'bold', plainText(article.headline ?? article.finalUrl)));
  terminal.print(`Read as ${KINDS_WITH_AN.has(kind) ? 'an' : 'a'} ${kind}: ${plainText(kindReasons.join(' '))}`);
  terminal.print(sayRule(explanation.rule));
  section(
    terminal,
    'Fields',
    ['FIELD', 'FROM', 'SURE', 'VALUE'],
    [
      ...fields.flatMap(({ field, from, confidence, value, where }) => [
        [field, from, confidence.toFixed(2), value],
        ...(where === null ? [] : [['', '', '', `in ${where}`]]),
      ]),
    ],
  );
  showCandidates(terminal, 'Headlines in question', headlines);
  showCandidates(terminal, 'Dates in question', dates);
  showCandidates(terminal, 'Authors in question', authors);
  showBody(terminal, body);
  const removed = body.removed.map(({ what, reason, text, times }) => [
    times === 1 ? what : `${what} × ${times}`,
    reason,
    text,
  ]);
  section(terminal, 'Left out of the body', ['WHAT', 'WHY', 'TEXT'], removed);
}

function sayRule(rule: Explanation['rule']): string {
  if (rule === null) return 'By evidence alone: no rule of a source was applied.';
  const { place, of, validFrom, validUntil } = rule;
  const from = validFrom === null ? '' : ` from ${validFrom}`;
  const until = validUntil === null ? '' : ` until before ${validUntil}`;
  return `By rule ${place} of ${of} of its source${from || until ? `, which holds${from}${until}` : ''}.`;
}

function showBody(terminal: Terminal, { chosenBecause, regions, blocks }: Explanation['body']): void {
  title(terminal, 'Body');
  for (const region of regions) terminal.print(`  ${sayRegion(region)}`);
  if (regions.length > 0) terminal.print(`  Chosen because ${chosenBecause.join('; ')}.`);
  const counted = Object.entries(blocks).map(([type, count]) => `${count} × ${type}`);
  terminal.print(`  Blocks: ${counted.join(', ') || 'none'}.`);
}

function sayRegion({ path, passages, characters, share }: RegionReason): string {
  const held = `${passages} passages, ${characters} characters`;
  return `${path}\n    ${held}: ${Math.round(share * 100)} % of the page's running text`;
}

function showCandidates(terminal: Terminal, name: string, candidates: Candidate[]): void {
  const rows = candidates.map(({ isChosen, from, text, where }) => [isChosen ? '*' : '', from, text, where]);
  section(terminal, `${name} (* agrees with the record)`, ['', 'FROM', 'TEXT', 'WHERE'], rows);
}

function section(terminal: Terminal, name: string, titles: string[], rows: string[][]): void {
  if (rows.length === 0) return;
  title(terminal, name);
  const flexible = titles.includes('TEXT') ? 'TEXT' : 'VALUE';
  const columns: Column[] = titles.map((text) => ({ title: text, isFlexible: text === flexible }));
  printTable(
    terminal,
    columns,
    rows.map((row) => row.map(plainText)),
  );
}

/** A page's words must not move the cursor of whoever reads about it. */
function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');
}

function title(terminal: Terminal, name: string): void {
  terminal.print(`\n${paint(terminal, 'bold', name)}`);
}
