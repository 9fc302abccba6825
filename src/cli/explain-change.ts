import { MEANING_KINDS } from '../compare/kinds/weights.ts';
import type { Change } from '../model/change.ts';
import { cleanText } from '../review/render-change-parts.ts';

type Explained = Omit<Change, 'fields' | 'blocks'>;

/** Why a change is judged as it is, in lines: its kinds and their reasons, the terms of its importance, silence, noise. */
export function explainChange(change: Explained): string[] {
  const { reasons, importance, terms, passedOver } = change;
  return [
    'Why these kinds',
    ...reasons.map(indent),
    `Why ${importance.toFixed(2)}`,
    ...(terms.length === 0 ? [indent('noise weighs nothing')] : terms.map(sayTerm)),
    `Silent: ${saySilence(change)}`,
    ...(passedOver.length === 0 ? [] : ['Passed over, by noise rule']),
    ...passedOver.map(({ rule, what }) => indent(`${rule}: ${what}`)),
  ].map(cleanText);
}

function indent(line: string): string {
  return `  ${line.replace(/\s+/g, ' ')}`;
}

function sayTerm({ term, value, why }: Change['terms'][number]): string {
  const sign = value < 0 ? '−' : '+';
  return indent(`${sign}${Math.abs(value).toFixed(2)} ${term}: ${why}`);
}

function saySilence({ kinds, silent, noise, touched }: Explained): string {
  if (touched) return 'no; the page says that it was modified, and nothing was.';
  if (noise) return 'no; nothing was edited.';
  const meaning = kinds.filter((kind) => MEANING_KINDS.has(kind)).join(', ');
  if (silent && meaning === '') return 'yes; it went away, and nothing says why.';
  if (silent) return `yes; ${meaning} changed, and no new note, no "Updated" and no later modified time says so.`;
  return meaning === '' ? 'no; the meaning stayed.' : 'no; the page says that it was edited, or the meaning stayed.';
}
