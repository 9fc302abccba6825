import { html } from 'hono/html';
import type { SourceHealth } from '../../../storage/health.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** What an admin can do with a source, as plain forms. */
export function renderSourceActions({ id, name, enabled, paused_at: pausedAt }: SourceHealth, hasFiles: boolean): Html {
  const texts = TEXTS.keeping;
  const isPaused = pausedAt !== null;
  const toggle = isPaused
    ? html`<form method="post" action="/sources/${id}/resume"><button class="quiet" aria-label="${texts.resumeOf(name)}">${texts.resume}</button></form>`
    : html`<form method="post" action="/sources/${id}/pause"><button class="quiet" aria-label="${texts.pauseOf(name)}">${texts.pause}</button></form>`;
  const visit = html`<form method="post" action="/sources/${id}/visit"><button class="quiet" aria-label="${texts.visitOf(name)}">${texts.visit}</button> <label class="check"><input type="checkbox" name="articles" value="1"> ${texts.withArticles}</label></form>`;
  return html`<div class="actions">
${enabled || isPaused ? toggle : ''}
${enabled && !isPaused ? visit : ''}
${hasFiles ? html`<a class="button" href="/sources/${id}/file" aria-label="${texts.editOf(name)}">${texts.edit}</a>` : ''}
</div>`;
}
