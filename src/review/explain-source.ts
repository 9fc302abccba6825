import type { SourceHealth } from '../../storage/health.ts';
import { TEXTS } from './texts.ts';
import { describeDistance } from './views/render-time.ts';

/** How late a visit may be before it means that nobody makes it. */
const LATE_MS = 2 * 60_000;

/** The state of a source in sentences: whether all is well, and if nothing happens, why. */
export function explainSource(source: SourceHealth, now: Date): { isWell: boolean; sentences: string[] } {
  const { state } = TEXTS;
  if (source.removed_at !== null) return { isWell: false, sentences: [state.removed] };
  if (!source.enabled) return { isWell: false, sentences: [state.disabled(source.id)] };
  const troubles = [...explainEndpoints(source, now), ...explainArticles(source)];
  if (troubles.length > 0) return { isWell: false, sentences: troubles };
  return { isWell: true, sentences: [source.changes === 0 ? state.noChanges : state.well] };
}

function explainEndpoints({ endpoints, nextVisitAt }: SourceHealth, now: Date): string[] {
  const { state } = TEXTS;
  if (endpoints.length === 0) return [state.noEndpoints];
  const sentences: string[] = [];
  const failing = endpoints.filter((endpoint) => endpoint.failures > 0);
  if (failing.length > 0) sentences.push(state.failing(failing.length, endpoints.length));
  const dueAt = Math.min(
    ...[...endpoints.map((endpoint) => endpoint.next_visit_at), nextVisitAt].flatMap((at) => at?.getTime() ?? []),
  );
  if (now.getTime() - dueAt > LATE_MS) sentences.push(state.overdue(describeDistance(new Date(dueAt), now)));
  else if (endpoints.every((endpoint) => endpoint.last_visit_at === null)) sentences.push(state.notVisited);
  return sentences;
}

function explainArticles({ endpoints, articles, versions }: SourceHealth): string[] {
  const { state } = TEXTS;
  if (versions > 0) return [];
  if (articles > 0) return [state.noVersions];
  const answered = endpoints.filter((endpoint) => endpoint.last_visit_at !== null && endpoint.failures === 0);
  if (answered.length === 0) return [];
  return [answered.some((endpoint) => (endpoint.last_items ?? 0) > 0) ? state.itemsButNoArticles : state.noItems];
}
