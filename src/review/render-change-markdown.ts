import type { Change, WordEdit } from '../model/change.ts';
import { cleanText, listChangeParts, summariseChange } from './render-change-parts.ts';

/** A change as Markdown (GitHub's: struck out what went, bold what came), with nothing of the page's text as markup. */
export function renderChangeMarkdown(change: Change): string {
  const parts = listChangeParts(change).map(({ title, words }) => {
    const text = words.map(markWord).join('');
    return text === '' ? `### ${title}` : `### ${title}\n\n${text}`;
  });
  return [
    `**${summariseChange(change)}**`,
    change.reasons.map((reason) => `- ${escapeMarkdown(cleanText(reason))}`).join('\n'),
    ...parts,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** Markup takes no white space at its edges, and ends with its line. */
function markWord({ op, text }: WordEdit): string {
  if (op === 'same') return escapeMarkdown(text);
  const mark = op === 'removed' ? '~~' : '**';
  return text
    .split('\n')
    .map((line) => {
      const [, before = '', words = '', after = ''] = line.match(/^(\s*)(.*?)(\s*)$/s) ?? [];
      return words === '' ? line : `${before}${mark}${escapeMarkdown(words)}${mark}${after}`;
    })
    .join('\n');
}

function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|#&]/g, '\\$&')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2')
    .replace(/^(\s*)([-+=])/gm, '$1\\$2')
    .replace(/\n/g, '  \n');
}
