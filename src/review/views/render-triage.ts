import { html } from 'hono/html';
import type { User } from '../../../storage/users.ts';
import { tameText } from '../../model/tame-text.ts';
import { idSchema } from '../id-schema.ts';
import { TEXTS } from '../texts.ts';
import { renderAssignees } from './render-assignees.ts';
import type { Html } from './render-page.ts';

const FORM = 'triage';

/** The box that selects a change of the list; it belongs to the form that `renderTriage` gives. */
export function renderSelectBox(id: string, headline: string): Html {
  return html`<input type="checkbox" class="select" form="${FORM}" name="id" value="${id}" aria-label="${TEXTS.triage.select(tameText(headline))}">`;
}

/** The form that judges all selected changes at once, or assigns them; `back`: the address of the list. */
export function renderTriage(back: string, users: User[]): Html {
  const { triage, verdict } = TEXTS;
  return html`<form class="triage" id="${FORM}" method="post" action="/verdicts" aria-label="${triage.label}" data-nothing="${triage.nothing}" data-unreachable="${triage.unreachable}" data-note-label="${TEXTS.changes.note}">
<input type="hidden" name="back" value="${back}">
<label class="check"><input type="checkbox" data-select-all hidden><span data-select-all-label hidden>${triage.selectAll}</span></label>
<label class="triage-note">${triage.note}<input name="note" maxlength="2000" dir="auto"></label>
<p class="buttons">
<button class="quiet" name="verdict" value="note">${verdict.note_only}</button>
${(['reviewed', 'flagged', 'noise'] as const).map((value) => html`<button class="choice" name="verdict" value="${value}">${verdict[value]}</button>`)}
</p>
${renderAssignees(users, null)}
<p class="triage-said" role="status" data-said></p>
</form>`;
}

/** The keys of the list; shown where there are scripts, without which there are none. */
export function renderKeys(): Html {
  const { keysTitle, keysMeaning, keys } = TEXTS.triage;
  return html`<details class="keys" data-keys hidden><summary>${keysTitle}</summary>
<p>${keysMeaning}</p>
<dl>${keys.map(([key, meaning]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`)}</dl>
</details>`;
}

/** What was done last, and the button that takes it back; nothing where nothing was. `back`: the address of the list. */
export function renderDone(params: URLSearchParams, back: string): Html {
  const { triage, verdicts } = TEXTS;
  const ids = (params.get('judged') ?? '').split('.').filter((id) => idSchema.safeParse(id).success);
  const done = params.get('done') ?? '';
  if (ids.length === 0 || !(done === 'undo' || Object.hasOwn(verdicts, done))) return html``;
  if (done === 'undo') return html`<p class="done" id="done" role="status">${triage.undone(ids.length)}</p>`;
  return html`<form class="done" id="done" method="post" action="/verdicts">
<input type="hidden" name="back" value="${back}">
${ids.map((id) => html`<input type="hidden" name="id" value="${id}">`)}
<p role="status">${triage.done(ids.length, verdicts[done] ?? '')} <button class="quiet" name="verdict" value="undo">${triage.undo}</button></p>
</form>`;
}
