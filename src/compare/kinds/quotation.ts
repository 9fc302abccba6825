import type { Quotation } from '../text/find-quotations.ts';
import { readsTheSame } from '../text/fold-typography.ts';
import { type Edit, lowerWords, type Side, touches } from './edit.ts';
import { type Finding, shorten, shortenMiddle } from './finding.ts';

/** Words of a quotation that stayed between two edits of it: longer stretches are left out. */
const LONGEST_BETWEEN = 30;

/** Edits of the same quoted words, and the quotations that they are in. */
type Group = { edits: Edit[]; before: Quotation[]; after: Quotation[] };

/**
 * Words that changed inside quotation marks, and marks put around words or taken from them. All edits of one quotation
 * have the same finding: what was said before, and what is said now.
 */
export function findQuotationEdits(edits: Edit[]): Map<Edit, Finding[]> {
  const found = new Map<Edit, Finding[]>();
  const groups: Group[] = [];
  for (const edit of edits) {
    const [before, after] = [quotationsAt(edit.removed), quotationsAt(edit.added)];
    if (lowerWords(edit.removed).join(' ') === lowerWords(edit.added).join(' ')) {
      found.set(edit, findMarks(edit, before, after));
    } else if (losesMarks(edit.removed, before, after)) {
      found.set(edit, [{ kind: 'quotation', what: `${shorten(join(before))} → no quotation`, extent: 'full' }]);
    } else if (losesMarks(edit.added, after, before)) {
      found.set(edit, [{ kind: 'quotation', what: `no quotation → ${shorten(join(after))}`, extent: 'full' }]);
    } else if (before.length > 0 && after.length > 0 && !readsTheSame(join(before), join(after))) {
      addToGroup(groups, edit, before, after);
    }
  }
  for (const group of groups) {
    const finding: Finding = { kind: 'quotation', what: describeGroup(group), extent: 'full' };
    for (const edit of group.edits) found.set(edit, [finding]);
  }
  return found;
}

/** Whether quoted words stand beyond the edit, and their marks do not: direct speech was made indirect. */
function losesMarks(side: Side, quotations: Quotation[], others: Quotation[]): boolean {
  if (others.length > 0 || side.passage.form === 'quotation') return false;
  return quotations.some(({ start, end }) => {
    const isCut = (side.start <= start && start < side.end) || (side.start < end && end <= side.end);
    return isCut && (end > side.end || start < side.start);
  });
}

function addToGroup(groups: Group[], edit: Edit, before: Quotation[], after: Quotation[]): void {
  const last = groups.at(-1);
  const isShared = last?.before.at(-1) === before[0] && last?.after.at(-1) === after[0];
  if (last === undefined || !isShared) {
    groups.push({ edits: [edit], before, after });
    return;
  }
  last.edits.push(edit);
  last.before.push(...before.slice(1));
  last.after.push(...after.slice(1));
}

function findMarks(edit: Edit, before: Quotation[], after: Quotation[]): Finding[] {
  // Where all is a quotation there are no marks to come or go.
  if (edit.removed.passage.form === 'quotation' || edit.added.passage.form === 'quotation') return [];
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

/** The quoted words from the first edit to the last, before and after. */
function describeGroup({ edits, before, after }: Group): string {
  const was = readQuoted(
    edits.map((edit) => edit.removed),
    before,
  );
  const is = readQuoted(
    edits.map((edit) => edit.added),
    after,
  );
  const [one, other] = was.words === '' || is.words === '' ? addNeighbour(was, is) : [was.words, is.words];
  // The edits meet the quotations at their marks alone: then the quotations tell.
  if (one === other) return `${shortenMiddle(join(before))} → ${shortenMiddle(join(after))}`;
  // A comma before the closing mark belongs to the sentence around it.
  const isCut = /[,，]$/.test(one) && /[,，]$/.test(other);
  const [from, to] = isCut ? [one.slice(0, -1), other.slice(0, -1)] : [one, other];
  return `${shortenMiddle(from)} → ${shortenMiddle(to)}`;
}

/** What the sides of the edits cover of the quotations, with the quoted words on either side of it. */
type Quoted = { words: string; left: string; right: string };

function readQuoted(sides: Side[], quotations: Quotation[]): Quoted {
  const text = sides[0]?.passage.text ?? '';
  const [first, last] = [(quotations[0]?.start ?? 0) + 1, (quotations.at(-1)?.end ?? text.length) - 1];
  const within = (at: number) => Math.min(Math.max(at, first), last);
  let words = '';
  let end: number | null = null;
  for (const side of sides) {
    const start = within(side.start);
    if (end !== null) words += shortenBetween(text.slice(end, start));
    end = within(side.end);
    words += text.slice(start, end);
  }
  const begin = within(sides[0]?.start ?? 0);
  return { words: words.trim(), left: text.slice(first, begin), right: text.slice(end ?? begin, last) };
}

/** Words that came or went alone say little: `waited → waited more` shows where. */
function addNeighbour(was: Quoted, is: Quoted): [string, string] {
  const [left] = is.left.trim() === '' ? [] : (was.left.match(/\S{1,20}\s*$/u) ?? []);
  if (left !== undefined) return [joinWords(left, was.words), joinWords(left, is.words)];
  const [right] = is.right.trim() === '' ? [] : (was.right.match(/^\s*\S{1,20}/u) ?? []);
  return right === undefined ? [was.words, is.words] : [joinWords(was.words, right), joinWords(is.words, right)];
}

function joinWords(one: string, other: string): string {
  return [one.trim(), other.trim()].filter((words) => words !== '').join(' ');
}

function shortenBetween(text: string): string {
  if (text.length <= LONGEST_BETWEEN) return text;
  const [first = ''] = text.match(/^\s*\S{1,12}/u) ?? [];
  const [last = ''] = text.match(/\S{1,12}\s*$/u) ?? [];
  return `${first} … ${last}`;
}
