import { html } from 'hono/html';
import type { ChangeKind } from '../../model/change.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

type Labelled = {
  kinds: ChangeKind[];
  importance: number;
  silent: boolean;
  noise: boolean;
  verdict?: string | null;
  note?: string | null;
  assignee?: string | null;
};

/** Importance in five steps, for the stylesheet. */
export function importanceLevel(importance: number): number {
  return Math.min(4, Math.max(0, Math.floor(importance * 5)));
}

/** The verdict that stands; `null`: none was given, or the last was taken back, which leaves a note without words. */
export function standingVerdict({ verdict, note }: Pick<Labelled, 'verdict' | 'note'>): string | null {
  return verdict === 'note' && (note ?? '') === '' ? null : (verdict ?? null);
}

/** What kind of edit, how much it matters, whether it was silent, and what a reviewer said, as small labels. */
export function renderLabels(change: Labelled): Html {
  const { changes } = TEXTS;
  const verdict = standingVerdict(change);
  const assignee = change.assignee ?? null;
  return html`<ul class="labels">
<li class="importance level-${importanceLevel(change.importance)}"><span class="hidden">${changes.importance} </span>${change.importance.toFixed(2)}</li>
${change.silent ? html`<li class="silent" title="${changes.silentMeaning}">${changes.silent}</li>` : ''}
${change.noise ? html`<li class="noise">${changes.noise}</li>` : ''}
${change.kinds.map((kind) => html`<li class="kind">${TEXTS.kinds[kind] ?? kind}</li>`)}
${verdict === null ? '' : html`<li class="verdict verdict-${verdict}">${TEXTS.verdicts[verdict] ?? verdict}</li>`}
${assignee === null ? '' : html`<li class="assignee">${TEXTS.assign.assigned(assignee)}</li>`}
</ul>`;
}
