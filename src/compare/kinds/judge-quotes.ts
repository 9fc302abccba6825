import type { QuoteBlock } from '../../model/block.ts';
import { diffWords } from '../words/diff-words.ts';
import { describeSwap, type Finding } from './finding.ts';
import { judgeText, type TextContext } from './judge-text.ts';

/** What differs between two pull quotes: what was said, and who said it. */
export function judgeQuotes(before: QuoteBlock, after: QuoteBlock, context: TextContext): Finding[] {
  const words = diffWords(before.text, after.text, context.language);
  return [...judgeText(words, context, 'quotation'), ...judgeCitation(before.citation, after.citation, context)];
}

/** The words in somebody's mouth were given to another; a slip mended in the name does not count. */
function judgeCitation(before: string | null, after: string | null, context: TextContext): Finding[] {
  if (before === after) return [];
  const findings = judgeText(diffWords(before ?? '', after ?? '', context.language), context);
  if (findings.every((finding) => finding.kind === 'typo' || finding.kind === 'style')) return findings;
  return [{ kind: 'attribution', what: describeSwap(before ?? '', after ?? ''), extent: 'full' }];
}
