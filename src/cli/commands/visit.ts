import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { discoverSource } from '../../../jobs/discover-source.ts';
import { type OpenStet, openStet } from '../../../jobs/open-stet.ts';
import { type VisitReport, visitArticle } from '../../../jobs/visit-article.ts';
import type { EndpointReport } from '../../../jobs/visit-endpoint.ts';
import { listDueIds, makeArticlesDue } from '../../../storage/articles.ts';
import { makeEndpointsDue } from '../../../storage/endpoints.ts';
import { syncSources } from '../../../storage/sources.ts';
import { systemClock } from '../../model/clock.ts';
import type { Source } from '../../model/source.ts';
import { StetError } from '../../model/stet-error.ts';
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
        await syncSources(stet.database.db, config.sources, stet.clock.now());
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
    if (source === undefined) {
      targets.articleIds.push((await findOneArticle(stet.database.db, name)).id);
    } else if (source.enabled) {
      targets.sources.push(source);
    } else {
      throw new StetError(`The source ${name} is switched off: set enabled: true in its file.`, { exitCode: 2 });
    }
  }
  return targets;
}

/** True when some source could not be looked at by any of its endpoints. */
async function visitTargets(stet: OpenStet, targets: Targets, options: Options, terminal: Terminal): Promise<boolean> {
  const { db } = stet.database;
  const now = stet.clock.now();
  let hasFailed = false;
  for (const { id: sourceId } of targets.sources) {
    if (options.now) await makeEndpointsDue(db, sourceId, now);
    if (options.now) await makeArticlesDue(db, { sourceId }, now);
    const reports = await discoverSource(stet, { sourceId }, stet.clock.now());
    for (const report of reports) showEndpoint(terminal, report, options);
    if (reports.length > 0 && reports.every((report) => report.outcome === 'failed')) hasFailed = true;
  }
  if (options.now) await makeArticlesDue(db, { ids: targets.articleIds }, now);
  const dueIds = await listDueIds(db, stet.clock.now(), { ...targets, sourceIds: targets.sources.map(({ id }) => id) });
  const width = stet.config().settings.workers.visits;
  await runInOrder(
    dueIds,
    width,
    (id) => visitOrWait(stet, id),
    (report) => {
      if (report !== null) showVisit(terminal, report, options);
    },
  );
  if (dueIds.length === 0 && !options.json) terminal.say('Nothing is due; --now visits all the same.');
  return hasFailed;
}

/** Visits an article; when the daemon has it in hand, waits until it is done. */
async function visitOrWait(stet: OpenStet, articleId: string): Promise<VisitReport | null> {
  for (let waitedMs = 0; waitedMs < OTHERS_MS; waitedMs += 200) {
    const report = await visitArticle(stet, { articleId }, stet.clock.now());
    if (report !== null) return report;
    const dueIds = await listDueIds(stet.database.db, stet.clock.now(), { sourceIds: [], articleIds: [articleId] });
    if (dueIds.length === 0) return null;
    await sleep(200);
  }
  return null;
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

function showVisit(terminal: Terminal, { article, verdict, saved }: VisitReport, options: Options): void {
  const headline = verdict.version?.headline ?? article.headline;
  if (options.json) {
    const { outcome, reason } = verdict;
    printJson(terminal, { article: article.id, url: article.url, outcome, reason, version: saved.version });
    return;
  }
  const version = saved.version === null ? '' : ` version ${saved.version}`;
  const told = verdict.reason === '' ? (headline ?? article.url) : `${headline ?? article.url}: ${verdict.reason}`;
  terminal.print(
    `${article.source_id}  ${article.id.slice(0, 8)}  ${paint(terminal, 'bold', verdict.outcome)}${version}  ${told}`,
  );
}
