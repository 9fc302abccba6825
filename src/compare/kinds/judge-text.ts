import type { WordEdit } from '../../model/change.ts';
import { findAttributions } from './attribution.ts';
import { type Edit, listEdits, type TextForm } from './edit.ts';
import { findEventDates } from './event-date.ts';
import { findFigures } from './figure.ts';
import type { Finding } from './finding.ts';
import { findNames } from './name.ts';
import { findQuotationEdits } from './quotation.ts';
import { findStrength } from './strength.ts';
import type { WordUse } from './word-use.ts';
import { findAdditions, findTypography, findWording } from './wording.ts';

/** What the rules know besides the edit itself. */
export type TextContext = { language: string | null } & WordUse;

/** What the edits of one text come to, edit by edit. `formBefore` is for a text that was of another form. */
export function judgeText(
  words: WordEdit[],
  context: TextContext,
  form: TextForm = 'text',
  formBefore: TextForm = form,
): Finding[] {
  const edits = listEdits(words, context.language, [formBefore, form]);
  const typography = edits.map(findTypography);
  const quotations = findQuotationEdits(edits.filter((_, at) => typography[at]?.length === 0));
  return edits.flatMap((edit, at) => {
    const unseen = typography[at] ?? [];
    return unseen.length > 0 ? unseen : judgeEdit(edit, quotations.get(edit) ?? [], context);
  });
}

function judgeEdit(edit: Edit, quotations: Finding[], context: TextContext): Finding[] {
  const meanings = [
    ...findFigures(edit),
    ...quotations,
    ...findNames(edit, context.nameUse),
    ...findAttributions(edit),
    ...findEventDates(edit),
    ...findStrength(edit),
    ...findAdditions(edit),
  ];
  if (meanings.length === 0) return findWording(edit, context.areBothWords);
  // A slip mended in somebody's words is both: what is a slip to a rule may be another word.
  const isQuoted = meanings.every(({ kind }) => kind === 'quotation');
  return isQuoted
    ? [...meanings, ...findWording(edit, context.areBothWords).filter(({ kind }) => kind === 'typo')]
    : meanings;
}
