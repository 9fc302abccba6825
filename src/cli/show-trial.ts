import type { NextVisit } from '../../storage/next-visits.ts';
import type { SubscriptionSummary } from '../../storage/subscriptions.ts';
import type { Source } from '../model/source.ts';
import { describeNextVisit } from '../review/describe-next-visit.ts';
import { describeSubscription } from '../review/describe-subscription.ts';
import { paint, showTime, type Terminal } from './terminal.ts';
import type { SourceTrial } from './try-source.ts';

/**
 * What trying a source came to, as a person reads it; `visits`: when its stored articles are visited next; `waits`: why
 * a daemon would not ask it at present.
 */
export function showTrial(
  terminal: Terminal,
  source: Source,
  trial: SourceTrial,
  { pushes, visits, waits }: { pushes: SubscriptionSummary[]; visits: NextVisit[]; waits: string[] },
): void {
  terminal.print(paint(terminal, 'bold', `${source.id}  ${source.name}`));
  for (const sentence of waits) terminal.print(`  ${paint(terminal, 'red', '✗')} ${sentence}`);
  for (const { endpoint, reason, candidates, hub } of trial.endpoints) {
    const mark = candidates.length > 0 ? paint(terminal, 'green', '✓') : paint(terminal, 'red', '✗');
    const told = candidates.length > 0 ? `${candidates.length} articles` : (reason ?? 'no entries');
    terminal.print(`  ${mark} ${endpoint.kind} ${endpoint.url}: ${told}`);
    if (hub !== null) terminal.print(`      ${tellHub(endpoint.url, hub, pushes)}`);
    for (const { url, title } of candidates.slice(0, 2)) terminal.print(`      ${title ?? url}`);
  }
  if (trial.article === null) terminal.print('  ✗ no article to try: nothing would be captured');
  else showArticle(terminal, trial.article);
  for (const visit of visits) {
    terminal.print(`  next visit ${showTime(visit.next_visit_at)}  ${visit.headline ?? visit.url}`);
    for (const reason of describeNextVisit(visit)) terminal.print(`      ${reason}`);
  }
}

function tellHub(url: string, hub: string, pushes: SubscriptionSummary[]): string {
  const push = pushes.find((one) => one.url === url);
  if (push !== undefined) return describeSubscription(push, showTime);
  return `its hub ${hub} would push it to the daemon, if web.publicUrl said where that can be reached`;
}

function showArticle(terminal: Terminal, { url, reading, reason }: NonNullable<SourceTrial['article']>): void {
  if (reading?.kind !== 'article') {
    const looks =
      reading?.kind === 'not-article' ? `looks like "${reading.pageKind}": ${reading.reasons.join(' ')}` : null;
    const failed = reading?.kind === 'failed' ? reading.reason : null;
    terminal.print(`  ${paint(terminal, 'red', '✗')} ${url}: ${reason ?? looks ?? failed}`);
    return;
  }
  const { headline, publishedAt, byline, wordCount, leadImage } = reading.article;
  terminal.print(`  ${paint(terminal, 'green', '✓')} ${url}`);
  terminal.print(`      headline   ${headline ?? '–'}`);
  terminal.print(`      published  ${publishedAt ?? '–'}`);
  terminal.print(`      byline     ${byline?.text ?? '–'}`);
  terminal.print(`      image      ${leadImage?.url ?? '–'}`);
  terminal.print(`      words      ${wordCount}`);
}

/** The same for programs. */
export function trialJson(source: Source, trial: SourceTrial) {
  return {
    source: source.id,
    endpoints: trial.endpoints.map(({ endpoint, reason, candidates, hub }) => ({
      kind: endpoint.kind,
      url: endpoint.url,
      articles: candidates.length,
      reason,
      hub,
    })),
    article: trial.article,
  };
}
