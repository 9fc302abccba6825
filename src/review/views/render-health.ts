import { html } from 'hono/html';
import type { DriftSummary } from '../../../storage/drifts.ts';
import type { SourceHealth } from '../../../storage/health.ts';
import { listShares } from '../list-shares.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** How a source does at a glance: what it publishes, how much of it is edited, and what goes wrong. */
export function renderHealth(source: SourceHealth, drifts: DriftSummary[]): Html {
  const texts = TEXTS.keeping;
  const { articlesADay, edited, failed, blocked, disallowed } = listShares(source);
  const open = drifts.filter(({ status }) => status === 'open').length;
  const facts: [string, string][] = [
    [texts.articlesADay, showRate(articlesADay)],
    [texts.edited, showShare(edited)],
    [texts.failed, showShare(failed)],
    [texts.blocked, showShare(blocked)],
    [texts.robots, showShare(disallowed)],
    [texts.drift, open === 0 ? texts.driftNone : texts.driftOpen(open)],
  ];
  return html`${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}`;
}

/** A share that is small and not nothing is not shown as nothing. */
export function showShare(share: number | null): string {
  if (share === null) return '–';
  return `${(100 * share).toFixed(share > 0 && share < 0.01 ? 1 : 0)} %`;
}

/** How many a day, to a tenth. */
export function showRate(rate: number): string {
  return rate.toLocaleString('en', { maximumFractionDigits: 1 });
}
