import type { Article } from '../../model/article.ts';
import type { BlockChange } from '../../model/change.ts';
import { readsTheSame } from '../text/fold-typography.ts';
import { describeSwap, type Finding } from './finding.ts';
import { judgeText, type TextContext } from './judge-text.ts';

/** Whether the first paragraph says something else now; a slip mended in it does not count. */
export function judgeLead(from: Article, to: Article, changes: BlockChange[], context: TextContext): Finding[] {
  const before = findLead(from);
  const after = findLead(to);
  if (before === null || after === null || readsTheSame(before.text, after.text)) return [];
  const edit = changes.find((change) => change.from === before.place && change.to === after.place);
  const what = describeSwap(before.text, after.text);
  if (edit === undefined) return [{ kind: 'lead', what, extent: 'full' }];
  const findings = judgeText(edit.words, context);
  const isSlight = findings.every((finding) => finding.kind === 'typo' || finding.kind === 'style');
  return isSlight ? [] : [{ kind: 'lead', what: describeEdits(findings, what), extent: 'full' }];
}

function findLead(article: Article): { place: number; text: string } | null {
  const place = article.body.findIndex((block) => block.type === 'paragraph' && block.text !== '');
  const block = article.body[place];
  return block?.type === 'paragraph' ? { place, text: block.text } : null;
}

function describeEdits(findings: Finding[], otherwise: string): string {
  const [first] = findings.filter((finding) => finding.kind !== 'style');
  return first?.what ?? otherwise;
}
