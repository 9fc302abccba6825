import type { Quotation } from '../text/find-quotations.ts';
import { readsTheSame } from '../text/fold-typography.ts';
import { type Edit, lowerWords, type Side, touches } from './edit.ts';
import { describeSwap, type Finding, shorten } from './finding.ts';

const FEW_WORDS = 12;

/** Words that changed inside quotation marks, and marks put around words or taken from them. */
export function findQuotationEdits(edit: Edit): Finding[] {
  const before = quotationsAt(edit.removed);
  const after = quotationsAt(edit.added);
  if (before.length === 0 && after.length === 0) return [];
  if (lowerWords(edit.removed).join(' ') === lowerWords(edit.added).join(' ')) return findMarks(edit, before, after);
  if (before.length === 0 || after.length === 0) return [];
  if (readsTheSame(join(before), join(after))) return [];
  const isShort = Math.max(edit.removed.tokens.length, edit.added.tokens.length) <= FEW_WORDS;
  const what = isShort ? describeSwap(edit.removed.text, edit.added.text) : describeSwap(join(before), join(after));
  return [{ kind: 'quotation', what, extent: 'full' }];
}

function findMarks(edit: Edit, before: Quotation[], after: Quotation[]): Finding[] {
  if (before.length === after.length) return [];
  const quotation = before[0] ?? after[0];
  if (quotation === undefined) return [];
  const side = before.length > after.length ? edit.removed : edit.added;
  const marked = side.passage.text.slice(quotation.start, quotation.end);
  const words = shorten(quotation.inner);
  const what = side === edit.added ? `${words} → ${shorten(marked)}` : `${shorten(marked)} → ${words}`;
  return [{ kind: 'quotation', what, extent: 'full' }];
}

function quotationsAt(side: Side): Quotation[] {
  return side.passage.quotations.filter((quotation) => touches(side, quotation));
}

function join(quotations: Quotation[]): string {
  return quotations.map(({ inner }) => inner).join(' / ');
}
