import { html } from 'hono/html';
import { currentVisitor } from '../access/visitor.ts';
import type { Assets } from '../load-assets.ts';
import { TEXTS } from '../texts.ts';
import { renderSearchBox } from './render-search-box.ts';

/** Escaped HTML, as the tagged template `html` gives it. */
export type Html = ReturnType<typeof html>;

/** The part of the UI that a page belongs to. */
export type Place = keyof typeof ADDRESSES | null;

/** That of the machine; to ask for it costs more than the rest of the frame. */
const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A whole page around `main`. `head` is for what only one page needs there. */
export function renderPage(
  frame: { assets: Assets },
  page: { title: string; place: Place; main: Html; head?: Html },
): Html {
  const { layout } = TEXTS;
  return html`<!doctype html>
<html lang="${TEXTS.language}">
<head>
<meta charset="utf-8">
<title>${page.title} · stet</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${frame.assets.stylesheet}">
<script type="module" src="${frame.assets.script}"></script>
${page.head ?? ''}
</head>
<body>
<a class="skip" href="#content">${layout.skip}</a>
<header class="masthead">
<a class="wordmark" href="/">stet</a>
<nav aria-label="${layout.navigation}">
<ul>
${(Object.keys(ADDRESSES) as (keyof typeof ADDRESSES)[]).map((place) => renderTab(place, page.place))}
</ul>
</nav>
${page.place === 'search' ? '' : renderSearchBox()}
${renderWho()}
</header>
<main id="content" tabindex="-1">
${page.main}
</main>
<footer class="colophon"><p>${layout.motto} ${layout.times(TIME_ZONE)} <a href="/api">${layout.api}</a> · <a href="/account">${TEXTS.access.account.title}</a></p></footer>
</body>
</html>`;
}

/** Who is logged in, with the way out. */
function renderWho(): Html {
  const visitor = currentVisitor();
  if (visitor === null || visitor.by === 'open') return html``;
  const who = visitor.name === null ? TEXTS.access.account.title : TEXTS.access.loggedIn(visitor.name, visitor.scope);
  const out = html`<form method="post" action="/logout"><button class="quiet">${TEXTS.layout.logOut}</button></form>`;
  return html`<div class="who"><a href="/account">${who}</a>${visitor.by === 'bearer' ? '' : out}</div>`;
}

const ADDRESSES = {
  changes: '/',
  articles: '/articles',
  sources: '/sources',
  deliveries: '/deliveries',
  search: '/search',
  numbers: '/numbers',
};

function renderTab(place: keyof typeof ADDRESSES, current: Place): Html {
  const marker = place === current ? html` aria-current="true"` : '';
  return html`<li><a href="${ADDRESSES[place]}"${marker}>${TEXTS.layout[place]}</a></li>`;
}
