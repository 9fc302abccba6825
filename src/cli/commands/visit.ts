import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { applySources } from '../../../jobs/apply-sources.ts';
import { discoverSource } from '../../../jobs/discover-source.ts';
import { type OpenStet, openStet } from '../../../jobs/open-stet.ts';
import { portrayVersion } from '../../../jobs/portray-version.ts';
import { findSource } from '../../../jobs/stet.ts';
import { type VisitReport, visitArticle } from '../../../jobs/visit-article.ts';
import type { EndpointReport } from '../../../jobs/visit-endpoint.ts';
import { listToVisit, loadArticle, makeArticlesDue, type StoredArticle } from '../../../storage/articles.ts';
import { listCaptures } from '../../../storage/captures.ts';
import { makeEndpointsDue } from '../../../storage/endpoints.ts';
import { listPausedHosts } from '../../../storage/hosts.ts';
import { systemClock } from '../../model/clock.ts';
import type { Source } from '../../model/source.ts';
import { StetError } from '../../model/stet-error.ts';
import { explainWaits } from '../../review/explain-waits.ts';
import { type Context, requireConfig } from '../context.ts';
import { findOneArticle } from '../find-one.ts';
import { openLog } from '../program-log.ts';
import { runInOrder } from '../run-pool.ts';
import { paint, printJson, type Terminal } from '../terminal.ts';

type Options = { all?: boolean; now?: boolean; json?: boolean };

/** What is to be visited: sources with their articles, or single articles. */
type Targets = { sources: Source[]; articleIds: string[] };

/** A visit that another process has in hand is waited for so long. */
const OTHERS_MS = 60_000;
const OTHERS_POLL_MS = 200;

/** `stet visit`: visits in the foreground, beside a running daemon or without one. */
export function addVisitCommand(program: Command, context: Context): void {
  const { environment, terminal } = context;
  program
    .command('visit')
    .description('visit in the foreground: discover, then the due articles; one line an article')
    .argument('[targets...]', 'ids of sources; ids or URLs of articles')
    .option('--all', 'all sources')
    .option('--now', 'also what is not due yet')
    .option('--json', 'one JSON object a line, for programs')
    .action(async (names: string[], options: Options) => {
      if ((names.length === 0) === (options.all !== true)) {
        throw new StetError('Name sources or articles to visit, or --all.', { exitCode: 2 });
      }
      const config = requireConfig(environment);
      const log = openLog(environment.logLevel === 'info' ? 'warn' : environment.logLevel, terminal.isInteractive);
      const stet = await openStet(environment, config, systemClock, log);
      try {
        await applySources(stet.database.db, config.sources, stet.clock.now());
        const failed = await visitTargets(stet, await findTargets(stet, names), options, terminal);
        if (failed) process.exitCode = 1;
      } finally {
        await stet.close();
      }
    });
}

/** With no names: all sources that are switched on. */
async function findTargets(stet: OpenStet, names: string[]): Promise<Targets> {
  const { sources } = stet.config();
  if (names.length === 0) return { sources: sources.filter((source) => source.enabled), articleIds: [] };
  const targets: Targets = { sources: [], articleIds: [] };
  for (const name of names) {
    const source = sources.find((candidate) => candidate.id === name);
    if (source !== undefined) {
      requireEnabled(stet, source.id);
      targets.sources.push(source);
      continue;
    }
    const article = await findOneArticle(stet.database.db, name, sources);
    requireEnabled(stet, article.source_id);
    // What turned out to be another article is visited as that.
    targets.articleIds.push(article.merged_into ?? article.id);
  }
  return targets;
}

function requireEnabled(stet: OpenStet, sourceId: string): void {
  if (findSource(stet, sourceId) !== null) return;
  throw new StetError(`The source ${sourceId} is switched off: set enabled: true in its file.`, { exitCode: 2 });
}

/** True when some source could not be looked at by any of its endpoints. */
async function visitTargets(stet: OpenStet, targets: Targets, options: Options, terminal: Terminal): Promise<boolean> {
  const { db } = stet.database;
  const which = { articleIds: targets.articleIds, sourceIds: targets.sources.map(({ id }) => id) };
  const now = stet.clock.now();
  // Listed first: once they are due, a daemon beside us may be quicker, and what it did is told here as well.
  const before = await listToVisit(db, which, options.now === true ? null : now);
  if (options.now) await makeArticlesDue(db, [...before.keys()], now);
  const hasFailed = await discoverTargets(stet, targets.sources, options, terminal);
  const found = await listToVisit(db, which, stet.clock.now());
  const ids = [...new Set([...before.keys(), ...found.keys()])];
  await runInOrder(
    ids,
    stet.config().settings.workers.visits,
    (id) => visitOrWait(stet, id, before.get(id) ?? 0),
    (visit) => {
      if (visit !== null) showVisit(terminal, visit, options);
    },
  );
  for (const source of targets.sources) {
    for (const sentence of await explainWaits(stet.database.db, source, stet.clock.now()))
      terminal.say(`${source.id}: ${sentence}`);
  }
  if (ids.length === 0 && !options.json) terminal.say('Nothing is due; --now visits all the same.');
  return hasFailed;
}

async function discoverTargets(stet: OpenStet, sources: Source[], options: Options, terminal: Terminal) {
  let hasFailed = false;
  for (const { id: sourceId } of sources) {
    if (options.now) await makeEndpointsDue(stet.database.db, sourceId, stet.clock.now());
    const reports = await discoverSource(stet, { sourceId }, stet.clock.now());
    for (const report of reports) showEndpoint(terminal, report, options);
    if (reports.length > 0 && reports.every((report) => report.outcome === 'failed')) hasFailed = true;
  }
  return hasFailed;
}

/** A visit as it is told: made here, or by a daemon in the meantime. */
type ToldVisit = {
  article: StoredArticle;
  outcome: string;
  reason: string;
  version: number | null;
  headline: string | null;
};

/** Visits an article; when the daemon has it in hand, waits until it is done. `visits` is how often it was visited before. */
async function visitOrWait(stet: OpenStet, articleId: string, visits: number): Promise<ToldVisit | null> {
  for (let waitedMs = 0; waitedMs < OTHERS_MS; waitedMs += OTHERS_POLL_MS) {
    const report = await visitArticle(stet, { articleId }, stet.clock.now());
    if (report !== null) {
      await portrayVersion(stet, { articleId }, stet.clock.now());
      return tellReport(report);
    }
    const article = await loadArticle(stet.database.db, articleId);
    if (article === null) return null;
    if (article.visits > visits) return await tellOthers(stet, article);
    if (article.next_visit_at === null || article.next_visit_at > stet.clock.now()) return null;
    if (await isHeldBack(stet, article)) return null;
    await sleep(OTHERS_POLL_MS);
  }
  return null;
}

/** Whether the article's host is left alone, or its source not asked at present; the sentences at the end say why. */
async function isHeldBack(stet: OpenStet, { source_id, host }: StoredArticle): Promise<boolean> {
  const source = findSource(stet, source_id);
  if (source === null) return true;
  const paused = await listPausedHosts(stet.database.db);
  return (
    paused.some((pause) => pause.host === host) ||
    (await explainWaits(stet.database.db, source, stet.clock.now())).length > 0
  );
}

function tellReport({ article, verdict, saved }: VisitReport): ToldVisit {
  const headline = verdict.version?.headline ?? article.headline;
  return { article, outcome: verdict.outcome, reason: verdict.reason, version: saved.version, headline };
}

async function tellOthers(stet: OpenStet, article: StoredArticle): Promise<ToldVisit> {
  const [capture] = await listCaptures(stet.database.db, article.id, 1);
  const outcome = capture?.outcome ?? '';
  const version = ['new', 'changed'].includes(outcome) ? article.versions : null;
  return { article, outcome, reason: capture?.reason ?? '', version, headline: article.headline };
}

function showEndpoint(terminal: Terminal, report: EndpointReport, options: Options): void {
  if (options.json) {
    printJson(terminal, report);
    return;
  }
  const found = report.items === null ? 'nothing new' : `${report.items} articles, ${report.added} new`;
  const told = report.reason ?? found;
  terminal.print(paint(terminal, 'dim', `${report.source}  ${report.kind} ${report.url}: ${report.outcome}, ${told}`));
}

function showVisit(terminal: Terminal, visit: ToldVisit, options: Options): void {
  const { article, outcome, reason, version, headline } = visit;
  if (options.json) {
    printJson(terminal, { article: article.id, url: article.url, outcome, reason, version });
    return;
  }
  const name = headline ?? article.url;
  const told = reason === '' ? name : `${name}: ${reason}`;
  const numbered = version === null ? '' : ` version ${version}`;
  const id = article.id.slice(0, 8);
  terminal.print(`${article.source_id}  ${id}  ${paint(terminal, 'bold', outcome)}${numbered}  ${told}`);
}
