import { html } from 'hono/html';
import type { Alias } from '../../../storage/aliases.ts';
import { ALIAS_TEXTS as TEXTS } from '../alias-texts.ts';
import type { Html } from './render-page.ts';

/** What an article is visited as, and what is visited as it: rows of its facts; nothing for most. */
export function renderAliases(mergedInto: Alias | null, aliases: Alias[]): Html {
  return html`${mergedInto === null ? '' : html`<div><dt>${TEXTS.mergedInto}</dt>${renderOne(mergedInto)}</div>`}
${aliases.length === 0 ? '' : html`<div><dt>${TEXTS.aliases}</dt>${aliases.map(renderOne)}</div>`}`;
}

function renderOne({ id, url, versions }: Alias): Html {
  return html`<dd class="address"><a href="/articles/${id}">${url}</a> ${TEXTS.versions(versions)}</dd>`;
}
