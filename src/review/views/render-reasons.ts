import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** The reasons of a change as a list; nothing where there are none. */
export function renderReasons(reasons: string[]): Html {
  if (reasons.length === 0) return html``;
  return html`<ul class="reasons">${reasons.map((reason) => html`<li>${renderReasonText(reason)}</li>`)}</ul>`;
}

/** A reason in words; what stands on either side of an arrow keeps its own direction (UAX 9, isolates). */
export function renderReasonText(reason: string): Html {
  const [, name = '', rest = ''] = /^([^:]+: )?(.*)$/s.exec(nameKind(reason)) ?? [];
  const sides = rest.split(' → ').map((side, place) => html`${place === 0 ? '' : ' → '}<bdi>${side}</bdi>`);
  return html`${name}${sides}`;
}

/** A reason with the kind that it begins with in words: `lead: 12 → 21` gives `first paragraph: 12 → 21`. */
export function nameKind(reason: string): string {
  const [, kind, rest] = /^([a-z-]+)(: .*)$/s.exec(reason) ?? [];
  const name = Object.entries(TEXTS.kinds).find(([known]) => known === kind)?.[1];
  return name === undefined ? reason : `${name}${rest}`;
}
