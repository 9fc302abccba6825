import type { Change, WordEdit } from '../model/change.ts';
import { cleanText, listChangeParts } from './render-change-parts.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * A change as a fragment of HTML without styles of its own, all text of the page escaped. Classes: `change`, and
 * `change-silent` or `change-noise` beside it; in it `change-kinds` (a list, each `change-kind`), `change-importance`,
 * `change-reasons` (a list) and `change-part`s with a `change-title` and `change-words`, where `<del>` went and
 * `<ins>` came.
 */
export function renderChangeHtml(change: Change): string {
  const marks = [change.silent ? ' change-silent' : '', change.noise ? ' change-noise' : ''].join('');
  const kinds = change.kinds.map((kind) => `<li class="change-kind">${escapeHtml(kind)}</li>`).join('');
  const reasons = change.reasons.map((reason) => `<li>${escapeHtml(cleanText(reason))}</li>`).join('');
  const parts = listChangeParts(change).map(({ title, words }) => renderPart(title, words));
  return [
    `<article class="change${marks}">`,
    `<ul class="change-kinds">${kinds}</ul>`,
    `<p class="change-importance">importance ${change.importance.toFixed(2)}</p>`,
    `<ul class="change-reasons">${reasons}</ul>`,
    ...parts,
    '</article>',
    '',
  ].join('\n');
}

function renderPart(title: string, words: WordEdit[]): string {
  const text = words.map(markWord).join('');
  const body = text === '' ? '' : `<p class="change-words" dir="auto">${text}</p>`;
  return `<section class="change-part"><h3 class="change-title">${escapeHtml(title)}</h3>${body}</section>`;
}

function markWord({ op, text }: WordEdit): string {
  const shown = escapeHtml(text).replaceAll('\n', '<br>');
  if (op === 'removed') return `<del>${shown}</del>`;
  return op === 'added' ? `<ins>${shown}</ins>` : shown;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
