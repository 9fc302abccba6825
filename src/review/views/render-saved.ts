import { html } from 'hono/html';
import type { SavedSearch } from '../../../storage/saved-searches.ts';
import type { SavedList } from '../../../storage/search-tables.ts';
import { currentVisitor } from '../access/visitor.ts';
import { SAVED_PATHS } from '../read-saved.ts';
import { readSearchAlert } from '../read-search-alert.ts';
import { TEXTS } from '../texts.ts';
import { isConfigured, type Web } from '../web.ts';
import { renderFeedLinks } from './render-feed-links.ts';
import { type Html, renderPage } from './render-page.ts';

/** So many are named at the head of a list; the page of saved searches has all. */
const MOST_NAMED = 12;

/** The saved searches at the head of a list, and the form that saves this one; it asks for a name only where something is set. */
export function renderSavedBar(web: Web, saved: SavedSearch[], list: SavedList, filters: URLSearchParams): Html {
  const { saved: texts } = TEXTS;
  const query = filters.toString();
  const own = saved.filter((each) => each.list === list);
  const links = own.slice(0, MOST_NAMED).map((each) => {
    return html`<li><a href="${addressOf(each)}" dir="auto"${each.query === query ? html` aria-current="true"` : ''}>${each.name}</a></li>`;
  });
  const all = html`<li><a href="/saved">${texts.all}</a></li>`;
  const named =
    own.length === 0 ? '' : html`<nav class="saved" aria-label="${texts.label}"><ul>${links}${all}</ul></nav>`;
  return html`${named}${query === '' ? '' : renderSaveForm(web, list, query)}`;
}

function renderSaveForm(web: Web, list: SavedList, query: string): Html {
  const { saved: texts } = TEXTS;
  return html`<details class="save"><summary>${texts.save}</summary>
<form method="post" action="/saved"><input type="hidden" name="list" value="${list}"><input type="hidden" name="query" value="${query}">
<label>${texts.name} <input name="name" maxlength="100" required dir="auto"></label> ${readSearchAlert(list, query).ok ? renderChannels(web, texts.channel, null) : ''}<button>${texts.saveButton}</button></form>${renderNoChannels(web)}</details>`;
}

/** The choice of the channel that a search tells; nothing where there is none to choose. */
function renderChannels(web: Web, label: string, chosen: string | null, isLabelled = true): Html {
  const names = (web.channels?.() ?? []).map(({ name }) => name);
  const gone = chosen === null || names.includes(chosen) ? [] : [chosen];
  if (names.length + gone.length === 0) return html``;
  const options = [...names, ...gone].map(
    (name) => html`<option value="${name}"${name === chosen ? html` selected` : ''}>${name}</option>`,
  );
  const all = html`<option value="">${TEXTS.saved.noChannel}</option>${options}`;
  if (!isLabelled) return html`<select name="channel" aria-label="${label}">${all}</select>`;
  return html`<label>${label} <select name="channel">${all}</select></label> `;
}

/** Where channels come from; nothing where there are some. */
function renderNoChannels(web: Web): Html {
  const hasSome = (web.channels?.() ?? []).length > 0;
  return hasSome ? html`` : html`<p class="hint">${TEXTS.saved.noChannels}</p>`;
}

function addressOf({ list, query }: SavedSearch): string {
  return query === '' ? SAVED_PATHS[list] : `${SAVED_PATHS[list]}?${query}`;
}

/** All saved searches: to open, to rename, to delete, and with their feeds. */
export function renderSavedPage(web: Web, saved: SavedSearch[]): Html {
  const { saved: texts } = TEXTS;
  const main = html`<h1>${texts.title}</h1>
${renderNoChannels(web)}
${saved.length === 0 ? html`<p class="none">${texts.none}</p>` : html`<ul class="found">${saved.map((each) => renderItem(web, each))}</ul>`}`;
  return renderPage(web, { title: texts.title, place: null, main });
}

function renderItem(web: Web, each: SavedSearch): Html {
  const { saved: texts } = TEXTS;
  const filters = [...new URLSearchParams(each.query)].map(([name, value]) => `${name}: ${value}`).join(' · ');
  const key = currentVisitor()?.feedKey ?? null;
  const feeds = html`<details><summary>${texts.feedsOf(each.name)}</summary>${renderFeedLinks(new URLSearchParams(each.query), key)}</details>`;
  return html`<li>
<h2 dir="auto"><a href="${addressOf(each)}">${each.name}</a></h2>
<p class="slug" dir="auto">${texts.lists[each.list]} · ${filters === '' ? texts.everything : filters}</p>
${renderTold(web, each)}
${each.list === 'changes' ? feeds : ''}
<form class="saved-edit" method="post" action="/saved/${each.id}">
<input name="name" maxlength="100" required dir="auto" value="${each.name}" aria-label="${texts.renameOf(each.name)}">
${readSearchAlert(each.list, each.query).ok ? renderChannels(web, texts.channelOf(each.name), each.channel, false) : ''}
<button class="quiet" name="act" value="rename">${texts.rename}</button>
<button class="quiet" name="act" value="delete" aria-label="${texts.deleteOf(each.name)}">${texts.delete}</button>
</form>
</li>`;
}

function renderTold(web: Web, { channel }: SavedSearch): Html {
  if (channel === null) return html``;
  const { tells, gone } = TEXTS.saved;
  return html`<p>${isConfigured(web, channel) ? tells(channel) : gone(channel)}</p>`;
}
