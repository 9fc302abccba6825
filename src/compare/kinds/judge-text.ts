import type { WordEdit } from '../../model/change.ts';
import { findAttributions } from './attribution.ts';
import { type Edit, listEdits } from './edit.ts';
import { findEventDates } from './event-date.ts';
import { findFigures } from './figure.ts';
import type { Finding } from './finding.ts';
import { findNames } from './name.ts';
import type { NameLexicon } from './name-lexicon.ts';
import { findQuotationEdits } from './quotation.ts';
import { findStrength } from './strength.ts';
import { findAdditions, findTypography, findWording } from './wording.ts';

/** What the rules know besides the edit itself. */
export type TextContext = { language: string | null; lexicon: () => NameLexicon };

/** What the edits of one text come to, edit by edit. `title` is a headline, a kicker, a heading. */
export function judgeText(words: WordEdit[], context: TextContext, form: 'text' | 'title' = 'text'): Finding[] {
  return listEdits(words, context.language, form === 'title').flatMap((edit) => judgeEdit(edit, context));
}

function judgeEdit(edit: Edit, context: TextContext): Finding[] {
  const typography = findTypography(edit);
  if (typography.length > 0) return typography;
  const meanings = [
    ...findFigures(edit),
    ...findQuotationEdits(edit),
    ...findNames(edit, context.lexicon),
    ...findAttributions(edit),
    ...findEventDates(edit),
    ...findStrength(edit),
    ...findAdditions(edit),
  ];
  return meanings.length > 0 ? meanings : findWording(edit);
}
