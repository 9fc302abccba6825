import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** A column of a chart; `label` names it wherever it is named. */
export type Column = { label: string; value: number };

const HEIGHT = 100;

/**
 * A chart of columns, drawn without a script: what is drawn is said by its title, and all figures stand in a table
 * beside it, so that nothing is to be read from the picture alone.
 */
export function renderColumns(id: string, title: string, columns: Column[]): Html {
  const most = columns.reduce((best, column) => (column.value > best.value ? column : best), { label: '', value: 0 });
  const scale = most.value === 0 ? 0 : HEIGHT / most.value;
  const bars = columns.map(({ label, value }, index) => {
    const height = value * scale;
    return html`<rect x="${(index + 0.1).toFixed(1)}" y="${(HEIGHT - height).toFixed(2)}" width="0.8" height="${height.toFixed(2)}"><title>${label}: ${value.toLocaleString('en')}</title></rect>`;
  });
  const said = TEXTS.numbers.chart(title, most.value.toLocaleString('en'), most.label);
  return html`<figure class="columns">
<p class="slug">${TEXTS.numbers.atMost(most.value)}</p>
<svg viewBox="0 0 ${columns.length} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-labelledby="${id}-said"><title id="${id}-said">${said}</title>${bars}</svg>
<p class="ends"><span>${columns[0]?.label ?? ''}</span><span>${columns.at(-1)?.label ?? ''}</span></p>
</figure>`;
}

/** A bar for one figure of a table, which stands beside it. */
export function renderBar(value: number, most: number): Html {
  const width = most === 0 ? 0 : (100 * value) / most;
  return html`<svg class="measure" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width.toFixed(2)}" height="10"></rect></svg>`;
}
