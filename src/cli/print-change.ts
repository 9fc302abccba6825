import type { Change } from '../model/change.ts';
import { renderChangeHtml } from '../review/render-change-html.ts';
import { renderChangeMarkdown } from '../review/render-change-markdown.ts';
import { renderChangeTerminal } from '../review/render-change-terminal.ts';
import type { Terminal } from './terminal.ts';

export const DIFF_FORMATS = ['terminal', 'json', 'markdown', 'html'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

/** Writes a comparison in the format asked for; `null`, nothing differs. */
export function printChange(terminal: Terminal, change: Change | null, format: DiffFormat): void {
  if (format === 'json') return terminal.print(JSON.stringify(change));
  if (change === null) return terminal.say('Nothing differs.');
  if (format === 'markdown') return terminal.print(renderChangeMarkdown(change));
  if (format === 'html') return terminal.print(renderChangeHtml(change));
  terminal.print(renderChangeTerminal(change, { colour: terminal.hasColor, width: Math.min(terminal.width, 120) }));
}
