import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { type Html, renderPage } from './render-page.ts';

/** A page that says one thing, such as that there is no such page, and leads on. */
export function renderMessagePage(
  web: Web,
  title: string,
  sentence: string,
  { href, label }: { href: string; label: string } = { href: '/', label: TEXTS.errors.home },
): Html {
  const main = html`<h1>${title}</h1><p>${sentence}</p><p><a href="${href}">${label}</a></p>`;
  return renderPage(web, { title, place: null, main });
}
