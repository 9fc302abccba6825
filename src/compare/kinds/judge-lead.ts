import type { Article } from '../../model/article.ts';
import type { BlockChange, ChangeKind } from '../../model/change.ts';
import { furnitureOf } from '../noise/furniture-text.ts';
import { readsTheSame } from '../text/fold-typography.ts';
import { describeSwap, type Finding } from './finding.ts';

/** What may differ of a paragraph that says the same. */
const UNTOLD: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['typo', 'style', 'link', 'moved-block']);

/** Whether the first paragraph says something else now; a slip mended in it does not count. */
export function judgeLead(from: Article, to: Article, judged: Map<BlockChange, Finding[]>): Finding[] {
  const before = findLead(from);
  const after = findLead(to);
  if (before === null || after === null || before.text === after.text) return [];
  const what = describeSwap(before.text, after.text);
  const [, findings] = [...judged].find(([{ from, to }]) => from === before.place && to === after.place) ?? [];
  if (findings === undefined) {
    // A paragraph that only changed its place says what it said.
    const isMoved = isWhollyIn(after.text, from) && isWhollyIn(before.text, to);
    return isMoved || readsTheSame(before.text, after.text) ? [] : [{ kind: 'lead', what, extent: 'full' }];
  }
  const isSlight = findings.every(({ kind }) => UNTOLD.has(kind));
  return isSlight ? [] : [{ kind: 'lead', what: describeEdits(findings, what), extent: 'full' }];
}

function isWhollyIn(text: string, article: Article): boolean {
  return article.body.some((block) => block.type === 'paragraph' && readsTheSame(block.text, text));
}

/** The first paragraph that is the article's own. */
export function findLead(article: Article): { place: number; text: string } | null {
  const isText = (text: string) => text !== '' && furnitureOf(text) === null;
  const place = article.body.findIndex((block) => block.type === 'paragraph' && isText(block.text));
  const block = article.body[place];
  return block?.type === 'paragraph' ? { place, text: block.text } : null;
}

function describeEdits(findings: Finding[], otherwise: string): string {
  const [first] = findings.filter(({ kind }) => !UNTOLD.has(kind));
  return first?.what ?? otherwise;
}
