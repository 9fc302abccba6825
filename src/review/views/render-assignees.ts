import { html } from 'hono/html';
import type { StoredChange } from '../../../storage/changes.ts';
import type { User } from '../../../storage/users.ts';
import { currentVisitor } from '../access/visitor.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** Whom changes can be assigned to, and the button that does: oneself, unless somebody is `chosen`. Nothing where there is nobody. */
export function renderAssignees(users: User[], chosen: string | null): Html {
  if (users.length === 0) return html``;
  const texts = TEXTS.assign;
  const first = chosen ?? currentVisitor()?.name ?? null;
  const options = users.map(
    ({ name }) => html`<option value="${name}"${name === first ? html` selected` : ''}>${name}</option>`,
  );
  return html`<p class="assign"><label>${texts.assignTo} <select name="to">${options}<option value="">${texts.nobody}</option></select></label>
<button class="choice" formaction="/assignments" data-assign>${texts.assign}</button></p>`;
}

/** The form that assigns one change, on its page. */
export function renderAssignment(change: StoredChange, users: User[]): Html {
  if (users.length === 0) return html``;
  return html`<form method="post" action="/assignments" aria-label="${TEXTS.assign.assign}">
<input type="hidden" name="id" value="${change.id}">
<input type="hidden" name="back" value="/changes/${change.id}">
${renderAssignees(users, change.assignee)}
</form>`;
}
