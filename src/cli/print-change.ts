import type { Change } from '../model/change.ts';
import { renderChangeHtml } from '../review/render-change-html.ts';
import { renderChangeMarkdown } from '../review/render-change-markdown.ts';
import { renderChangeTerminal } from '../review/render-change-terminal.ts';
import { explainChange } from './explain-change.ts';
import { printJson, type Terminal } from './terminal.ts';

export const DIFF_FORMATS = ['terminal', 'json', 'markdown', 'html'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

export const EXPLAIN_HELP = 'say why: the words behind each kind, the terms of the importance, the noise rules';

/** Writes a comparison in the format asked for; `null`, nothing differs. JSON explains itself always. */
export function printChange(terminal: Terminal, change: Change | null, format: DiffFormat, isExplained = false): void {
  if (format === 'json') {
    printJson(terminal, change);
    return;
  }
  if (change === null) {
    terminal.say('Nothing differs.');
    return;
  }
  terminal.print(render(terminal, change, format));
  if (isExplained) terminal.print(explainChange(change).join('\n'));
}

function render(terminal: Terminal, change: Change, format: Exclude<DiffFormat, 'json'>): string {
  if (format === 'markdown') return renderChangeMarkdown(change);
  if (format === 'html') return renderChangeHtml(change);
  return renderChangeTerminal(change, { colour: terminal.hasColor, width: Math.min(terminal.width, 120) });
}
