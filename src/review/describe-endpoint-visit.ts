import type { StoredEndpoint } from '../../storage/endpoints.ts';
import { TEXTS } from './texts.ts';

/** What the last visit of an endpoint came to, in one line; `showTime` writes times as the reader is used to. */
export function describeEndpointVisit(endpoint: StoredEndpoint, showTime: (at: Date) => string): string {
  const { last_visit_at: at, last_outcome: outcome, last_reason: reason, last_items: items } = endpoint;
  if (at === null || outcome === null) return TEXTS.sources.notVisited;
  const told = TEXTS.outcomes[outcome] ?? outcome;
  const found = outcome === 'ok' && items !== null ? `, ${TEXTS.sources.itemsOf(items)}` : '';
  return `${told}${found} (${showTime(at)})${reason === null || reason === '' ? '' : `: ${reason}`}`;
}
