import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';
import { describeMoment, renderTime } from './render-time.ts';

/** An article's life: when it was captured, and its edits with how much each matters, 0 to 1. */
export type Life = { captures: Date[]; edits: { at: Date; importance: number }[] };

/** So many places are told apart on the axis of time. */
const PLACES = 120;
const HEIGHT = 100;
/** An edit of no importance is seen too. */
const LEAST = 4;

/** A small chart of an article's life; nothing where it has had no edit. */
export function renderLife({ captures, edits }: Life): Html {
  const { life } = TEXTS;
  const times = [...captures, ...edits.map(({ at }) => at)].map((at) => at.getTime());
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (edits.length === 0 || first === last) return html``;
  const placeOf = (at: Date) => Math.min(PLACES - 1, Math.floor((PLACES * (at.getTime() - first)) / (last - first)));
  const heights = new Map<number, number>();
  for (const { at, importance } of edits) {
    heights.set(placeOf(at), Math.max(heights.get(placeOf(at)) ?? LEAST, importance * HEIGHT));
  }
  const ticks = [...new Set(captures.map(placeOf))].map(
    (place) => html`<rect class="capture" x="${place}.1" y="104" width=".8" height="6"/>`,
  );
  const bars = [...heights].map(
    ([place, height]) =>
      html`<rect x="${place}.1" y="${(HEIGHT - height).toFixed(1)}" width=".8" height="${height.toFixed(1)}"/>`,
  );
  const [from, to] = [new Date(first), new Date(last)];
  const said = life.chart(edits.length, captures.length, describeMoment(from), describeMoment(to));
  return html`<h2>${life.title}</h2>
<figure class="columns life">
<svg viewBox="0 0 ${PLACES} 110" preserveAspectRatio="none" role="img" aria-labelledby="life-said"><title id="life-said">${said}</title>${ticks}${bars}</svg>
<p class="ends"><span>${renderTime(from)}</span><span>${renderTime(to)}</span></p>
<figcaption class="hint">${life.meaning}</figcaption>
</figure>`;
}
