import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** A column of a chart; `label` names it, `said` tells more of it, `isPale`: its figure is not the last. `null`: no figure. */
export type Column = { label: string; value: number | null; said?: string; isPale?: boolean };

/** A label below a chart: at the middle of a column, unless it begins or ends with the chart. */
type Tick = { place: number; label: string; anchor?: 'start' | 'end' };

/** How figures are written, what is as high as the chart (else the highest figure), and what stands below it. */
type Axes = { format?: (value: number) => string; top?: number; ticks?: Tick[] };

const HEIGHT = 100;
/** With fewer columns a label in the middle would meet those at the ends. */
const LEAST_FOR_MIDDLE = 5;

/**
 * A chart of columns, drawn without a script: what is drawn is said by its title, and all figures stand in a table
 * beside it, so that nothing is to be read from the picture alone.
 */
export function renderColumns(id: string, title: string, columns: Column[], axes: Axes = {}): Html {
  const { format = showNumber, ticks = ticksOfTime(columns) } = axes;
  const most = columns.reduce((best, column) => ((column.value ?? 0) > (best.value ?? 0) ? column : best), NOTHING);
  const top = axes.top ?? most.value ?? 0;
  const said =
    most.value === 0
      ? TEXTS.numbers.emptyChart(title)
      : TEXTS.numbers.chart(title, format(most.value ?? 0), most.label);
  return html`<figure class="columns chart">
<p class="scale" aria-hidden="true"><span>${format(top)}</span><span>${top === 0 ? '' : '0'}</span></p>
<svg viewBox="0 0 ${columns.length} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-labelledby="${id}-said"><title id="${id}-said">${said}</title>${columns.map((column, place) => renderColumn(column, place, { top, format }))}</svg>
<svg class="axis${axes.ticks === undefined ? ' of-time' : ''}" aria-hidden="true">${ticks.map((tick) => renderTick(tick, columns.length))}</svg>
</figure>`;
}

const NOTHING: Column = { label: '', value: 0 };

function showNumber(value: number): string {
  return value.toLocaleString('en');
}

function renderColumn(
  { label, value, said, isPale = false }: Column,
  place: number,
  { top, format }: { top: number; format: (value: number) => string },
): Html | '' {
  if (value === null) return '';
  const height = top === 0 ? 0 : (value * HEIGHT) / top;
  return html`<rect${isPale ? html` class="pale"` : ''} x="${(place + 0.1).toFixed(1)}" y="${(HEIGHT - height).toFixed(2)}" width="0.8" height="${height.toFixed(2)}"><title>${label}: ${said ?? format(value)}</title></rect>`;
}

/** The first and the last column by their names, and the middle one where there is room. */
function ticksOfTime(columns: Column[]): Tick[] {
  const last = columns.length - 1;
  const tickAt = (place: number): Tick => ({ place, label: columns[place]?.label ?? '' });
  if (last < 1) return columns.map((_, place) => tickAt(place));
  const middle = columns.length < LEAST_FOR_MIDDLE ? [] : [tickAt(Math.floor(last / 2))];
  return [{ ...tickAt(0), anchor: 'start' }, ...middle, { ...tickAt(last), anchor: 'end' }];
}

function renderTick({ place, label, anchor }: Tick, columns: number): Html {
  const middle = `${((100 * (place + 0.5)) / columns).toFixed(2)}%`;
  const x = anchor === undefined ? middle : { start: '0', end: '100%' }[anchor];
  return html`<line x1="${middle}" x2="${middle}" y2="4"/><text x="${x}" y="18" text-anchor="${anchor ?? 'middle'}">${label}</text>`;
}

/** A bar for one figure of a table, which stands beside it. */
export function renderBar(value: number, most: number): Html {
  const width = most === 0 ? 0 : (100 * value) / most;
  return html`<svg class="measure" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width.toFixed(2)}" height="10"></rect></svg>`;
}

/** Figures over time as steps, by their own measure, for a table in which the highest of them stands. */
export function renderSteps(values: number[]): Html {
  const most = Math.max(1, ...values);
  const heights = values.map((value) => Math.round((value * 20) / most));
  const steps = heights.map((height, place) => {
    const rise = height - (heights[place - 1] ?? 0);
    return `${rise === 0 ? '' : `v${-rise}`}h1`;
  });
  return html`<svg class="measure steps" viewBox="0 0 ${values.length} 20" preserveAspectRatio="none" aria-hidden="true"><path d="M0 20${steps.join('')}V20z"/></svg>`;
}
