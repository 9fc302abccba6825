import { html } from 'hono/html';
import type { Numbers, StretchNumbers } from '../../../storage/numbers.ts';
import { fillStretches } from '../fill-stretches.ts';
import { shareOf } from '../list-shares.ts';
import { type Figure, tableKindsOverTime, tableOverTime } from '../table-numbers.ts';
import { TEXTS } from '../texts.ts';
import { type Column, renderColumns, renderSteps } from './render-columns.ts';
import { renderCsvLink, renderFolded, showShare } from './render-figures.ts';
import type { Html } from './render-page.ts';

/** A year of weeks, or four and a half of months, fit on a page; the CSV has all. */
const MOST_STRETCHES = 54;
/** Kinds that are seldom say little over time; the CSV has them. */
const MOST_KINDS = 5;

/** A chart over time: `figures` stand in its table. */
type Chart = {
  id: string;
  title: string;
  meaning?: string;
  figures: Figure[];
  draw: (stretch: StretchNumbers) => Pick<Column, 'value' | 'said' | 'isPale'>;
  format?: (value: number) => string;
  top?: number;
};

/** Edits, the silent share, headline tests, withdrawals and the time to the first edit, by day, week or month. */
export function renderOverTime(numbers: Numbers, params: URLSearchParams): Html {
  const { numbers: texts } = TEXTS;
  const all = fillStretches(numbers);
  const stretches = all.slice(-MOST_STRETCHES);
  const shown = all.length > MOST_STRETCHES ? texts.lastOnly(MOST_STRETCHES, all.length) : '';
  return html`<h2>${texts.overTime[numbers.unit]}</h2>
<p class="hint">${texts.overTimeMeaning[numbers.unit]} ${shown} ${renderCsvLink('over-time', params)} · ${renderCsvLink('days', params, texts.daysCsv)}</p>
<div class="charts">${listCharts(numbers).map((chart) => renderChart(chart, numbers, stretches))}</div>`;
}

function listCharts({ unit, stretches }: Numbers): Chart[] {
  const { numbers: texts } = TEXTS;
  const hasYoung = stretches.some(({ young }) => young > 0);
  return [
    { id: 'edits', title: texts.editsEach[unit], figures: ['edits'], draw: ({ edits }) => ({ value: edits }) },
    {
      ...{ id: 'silent', title: texts.silentShare, meaning: texts.silentMeaning },
      draw: ({ silent, edits }) => ({ value: shareOf(silent, edits) }),
      ...{ figures: ['edits', 'silent', 'silentShare'], format: showShare, top: 1 },
    },
    {
      ...{ id: 'tests', title: texts.headlineTests, figures: ['headlineTests'] },
      draw: ({ headlineTests }) => ({ value: headlineTests }),
    },
    {
      ...{ id: 'away', title: texts.away, meaning: texts.awayMeaning, figures: ['away'] },
      draw: ({ away }) => ({ value: away }),
    },
    {
      ...{ id: 'first-edit', title: texts.firstEdit, figures: ['firstEdit', 'articles', 'edited', 'young'] },
      meaning: hasYoung ? `${texts.firstEditOverTime} ${texts.youngMeaning}` : texts.firstEditOverTime,
      ...{ draw: drawFirstEdit, format: texts.duration },
    },
  ];
}

function drawFirstEdit({ firstEditMs, edited, young }: StretchNumbers): Pick<Column, 'value' | 'said' | 'isPale'> {
  const said = TEXTS.numbers.firstEditOf(TEXTS.numbers.duration(firstEditMs ?? 0), edited);
  return { value: firstEditMs, said, isPale: young > 0 };
}

function renderChart(chart: Chart, numbers: Numbers, stretches: StretchNumbers[]): Html {
  const { id, title, meaning, figures, draw, ...axes } = chart;
  const label = TEXTS.numbers.stretchOf[numbers.unit];
  const columns = stretches.map((each): Column => ({ label: label(each.from), ...draw(each) }));
  return html`<section><h3>${title}</h3>
${renderColumns(id, title, columns, axes)}
${meaning === undefined ? '' : html`<p class="hint">${meaning}</p>`}
${renderFolded(title, tableOverTime(numbers, figures, MOST_STRETCHES))}</section>`;
}

/** The most frequent kinds, each with its steps over time; their figures one click away. */
export function renderKindsOverTime(numbers: Numbers, params: URLSearchParams): Html {
  const { numbers: texts } = TEXTS;
  const table = tableKindsOverTime(numbers, { kinds: MOST_KINDS, stretches: MOST_STRETCHES });
  const [, ...kinds] = table.columns;
  const rows = kinds.map(({ title }, place) => {
    const values = table.rows.map((row) => Number(row[place + 1]));
    return html`<tr><th scope="row">${title}</th><td>${Math.max(0, ...values).toLocaleString('en')}</td><td class="bars">${renderSteps(values)}</td></tr>`;
  });
  const caption = texts.kindsOverTime;
  return html`<h3>${caption}</h3><p class="hint">${texts.kindsOverTimeMeaning} ${renderCsvLink('kinds-over-time', params)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="figures">
<caption class="hidden">${caption}</caption>
<thead><tr><th scope="col">${texts.kind}</th><th scope="col" class="number">${texts.most[numbers.unit]}</th><td></td></tr></thead>
<tbody>${rows}</tbody>
</table></div>
${renderFolded(texts.kindsOverTimeTable, table)}`;
}
