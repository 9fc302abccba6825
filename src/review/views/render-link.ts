import { html } from 'hono/html';
import type { Html } from './render-page.ts';

/** An address that may be followed from here; `null` for what is not of the web (`javascript:`, `data:` …). */
function toSafeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/** A link to a page elsewhere; only its label where the address may not be followed. */
export function renderLink(address: string, label: string | Html = address): Html {
  const href = toSafeHref(address);
  if (href === null) return html`${label}`;
  return html`<a class="external" href="${href}" rel="noreferrer noopener nofollow">${label}</a>`;
}
