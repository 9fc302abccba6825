import type { Article } from '../../model/article.ts';
import type { BlockChange } from '../../model/change.ts';
import { furnitureOf } from '../noise/furniture-text.ts';
import { readsTheSame } from '../text/fold-typography.ts';
import { diffWords } from '../words/diff-words.ts';
import { describeSwap, type Finding } from './finding.ts';
import { judgeText, type TextContext } from './judge-text.ts';

/** Whether the first paragraph says something else now; a slip mended in it does not count. */
export function judgeLead(from: Article, to: Article, changes: BlockChange[], context: TextContext): Finding[] {
  const before = findLead(from);
  const after = findLead(to);
  if (before === null || after === null || readsTheSame(before.text, after.text)) return [];
  // A paragraph that only changed its place says what it said.
  if (isWhollyIn(after.text, from) && isWhollyIn(before.text, to)) return [];
  const isEdited = changes.some((change) => change.from === before.place && change.to === after.place);
  const what = describeSwap(before.text, after.text);
  if (!isEdited) return [{ kind: 'lead', what, extent: 'full' }];
  const findings = judgeText(diffWords(before.text, after.text, context.language), context);
  const isSlight = findings.every((finding) => finding.kind === 'typo' || finding.kind === 'style');
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
  const [first] = findings.filter((finding) => finding.kind !== 'style');
  return first?.what ?? otherwise;
}
