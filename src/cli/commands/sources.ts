import type { Command } from 'commander';
import type { Config } from '../../../config/load-config.ts';
import { writeSourceFile } from '../../../config/source-file.ts';
import { mannerOf } from '../../../jobs/manner-of.ts';
import { openClient } from '../../../jobs/open-client.ts';
import { rulesOf } from '../../../jobs/stet.ts';
import { openReaders } from '../../extract/open-readers.ts';
import { openCookieJars } from '../../fetch/cookie-jar.ts';
import type { GuardedClient } from '../../fetch/open-guarded-client.ts';
import type { Source } from '../../model/source.ts';
import { StetError } from '../../model/stet-error.ts';
import { describeEndpointVisit } from '../../review/describe-endpoint-visit.ts';
import { describePause } from '../../review/describe-pause.ts';
import { describeSubscription } from '../../review/describe-subscription.ts';
import { describeWaits } from '../../review/describe-waits.ts';
import { endpointVisitJson, nextVisitJson, pushJson } from '../../review/json-shapes.ts';
import { type Context, requireConfig } from '../context.ts';
import { draftSource, suggestId } from '../draft-source.ts';
import { type Asking, loadAsking, loadNextVisits } from '../load-asking.ts';
import { requireUrl } from '../read-file.ts';
import { showTrial, trialJson } from '../show-trial.ts';
import { printJson, printTable, showDuration, showTime } from '../terminal.ts';
import { trySource } from '../try-source.ts';

/** `stet sources list | add URL | check [ID]`. */
export function addSourcesCommand(program: Command, context: Context): void {
  const sources = program.command('sources').description('the sources in config/sources/');
  sources
    .command('list')
    .description('every source, whether it is switched on, and what the last visits of its endpoints came to')
    .option('--json', 'one JSON object a line, for programs')
    .action(({ json }) => listSources(context, json === true));
  sources
    .command('add')
    .description('find the feeds and sitemaps of a site and write its file')
    .argument('<url>', 'its front page')
    .option('--id <id>', 'the id of the source, which is the name of its file')
    .action((url: string, { id }) => addSource(context, url, id ?? null));
  sources
    .command('check')
    .description(
      'try sources for real, store nothing, and say what they would bring, and why the next visits are when they are',
    )
    .argument('[id]', 'one source; if not said, all that are switched on')
    .option('--json', 'one JSON object a line, for programs')
    .action((id: string | undefined, { json }) => checkSources(context, id ?? null, json === true));
}

async function listSources(context: Context, asJson: boolean): Promise<void> {
  const { terminal } = context;
  const config = requireConfig(context.environment);
  const now = new Date();
  const asking = await loadAsking(context, config, now);
  const waitsOf = (source: Source) => explainWaits(source, asking, now);
  if (asJson) {
    for (const source of config.sources) printJson(terminal, sourceJson(source, asking, waitsOf(source)));
    return;
  }
  const columns = [{ title: 'ID' }, { title: 'ON' }, { title: 'VISITED' }, { title: 'LANGUAGE' }, { title: 'EVERY' }];
  const rows = config.sources.map((source) => [
    source.id,
    asking.pauses.some(({ id }) => id === source.id) && source.enabled ? 'paused' : onOrOff(source),
    tellVisit(source, asking),
    source.language ?? '–',
    source.schedule.cron ?? showDuration(source.schedule.everyMs ?? 0),
    source.name,
  ]);
  printTable(terminal, [...columns, { title: 'NAME', isFlexible: true }], rows);
  for (const source of config.sources) {
    for (const line of tellAsking(source, asking, waitsOf(source))) terminal.print(`${source.id}  ${line}`);
  }
}

/** When an endpoint of a source was visited last. That a person tried its file (`tried`) says nothing of that. */
function tellVisit({ id }: Source, { endpoints }: Asking): string {
  const times = endpoints.flatMap(({ source_id: of, last_visit_at: at }) => (of === id && at !== null ? [at] : []));
  const [newest] = times.toSorted((one, other) => other.getTime() - one.getTime());
  return newest === undefined ? 'not yet' : showTime(newest);
}

/** Why a source is not asked at present, in sentences. */
function explainWaits(source: Source, { paused, pauses, made }: Asking, now: Date): string[] {
  const byPerson = pauses.filter(({ id }) => id === source.id).map((pause) => describePause(pause, now));
  return [...byPerson, ...describeWaits(source, paused, made.get(source.id) ?? 0, now)];
}

/** How the last visits of a source's endpoints went, what its hubs do, and why it is not asked at present. */
function tellAsking({ id, enabled, fetch }: Source, { endpoints, pushes, made }: Asking, waits: string[]): string[] {
  const told = endpoints.filter((endpoint) => enabled && endpoint.source_id === id);
  return [
    ...told.map((endpoint) => `${endpoint.kind} ${endpoint.url}: ${describeEndpointVisit(endpoint, showTime)}`),
    ...pushes
      .filter((push) => push.source_id === id)
      .map((push) => `${push.url}: ${describeSubscription(push, showTime)}`),
    ...(fetch.perDay === null ? [] : [`${made.get(id) ?? 0} of ${fetch.perDay} requests of today`]),
    ...waits,
  ];
}

function sourceJson(source: Source, asking: Asking, waits: string[]) {
  const { id, name, homepage, enabled, tried, language, discover, fetch } = source;
  const { endpoints, pushes, made } = asking;
  return {
    ...{ id, name, homepage, enabled, tried, language },
    endpoints: discover.map(({ url }) => url),
    lastVisits: endpoints.filter((endpoint) => endpoint.source_id === id).map(endpointVisitJson),
    pushes: pushes.filter((push) => push.source_id === id).map(pushJson),
    requests: { today: fetch.perDay === null ? null : (made.get(id) ?? 0), perDay: fetch.perDay },
    paused: asking.pauses.some((pause) => pause.id === id),
    waits,
  };
}

function onOrOff({ enabled }: Source): string {
  return enabled ? 'on' : 'off';
}

async function addSource({ environment, terminal }: Context, address: string, wantedId: string | null): Promise<void> {
  const config = requireConfig(environment);
  const homepage = new URL(requireUrl(address));
  await withClient(config, async (tools) => {
    const draft = await draftSource(tools, homepage);
    const written = writeSourceFile(config.dir, wantedId ?? suggestId(homepage), draft);
    if (!written.ok) throw new StetError(written.reason);
    terminal.print(written.file);
    for (const { kind, url } of draft.discover) terminal.say(`  ${kind} ${url}`);
    if (draft.match === null)
      terminal.say('  The addresses of its articles were not told apart: look at articles.match in the file.');
    terminal.say(
      `Try it with "stet sources check ${wantedId ?? suggestId(homepage)}". A running daemon reads it by itself.`,
    );
  });
}

async function checkSources(context: Context, id: string | null, asJson: boolean): Promise<void> {
  const { environment, terminal } = context;
  const config = requireConfig(environment);
  const asking = await loadAsking(context, config, new Date());
  const { paused, pushes } = asking;
  const readers = openReaders({ threads: 1, deadlineMs: config.settings.workers.readTimeoutMs });
  try {
    await withClient(config, async (tools) => {
      for (const source of chooseSources(config, id)) {
        const manner = mannerOf(source, openCookieJars(), 'http');
        if (!manner.ok) throw new StetError(manner.reason);
        const now = new Date();
        const trial = await trySource(
          { ...tools, readers, manner: manner.manner, paused, now },
          source,
          rulesOf(source),
        );
        const waits = explainWaits(source, asking, now);
        const isFit = trial.article?.reading?.kind === 'article';
        if (!isFit) process.exitCode = 1;
        const own = pushes.filter((push) => push.source_id === source.id);
        const visits = await loadNextVisits(context, source.id, trial.article?.url ?? null);
        const stored = { pushes: own.map(pushJson), visits: visits.map(nextVisitJson) };
        if (asJson) printJson(terminal, { ...trialJson(source, trial), ...stored, waits });
        else showTrial(terminal, source, trial, { pushes: own, visits, waits });
      }
    });
  } finally {
    await readers.close();
  }
}

function chooseSources(config: Config, id: string | null): Source[] {
  if (id === null) return config.sources.filter((source) => source.enabled);
  const source = config.sources.find((candidate) => candidate.id === id);
  if (source !== undefined) return [source];
  throw new StetError(`There is no source "${id}" in ${config.dir}: "stet sources list" names them.`, { exitCode: 2 });
}

type ClientTools = { client: GuardedClient; userAgent: string };

async function withClient(config: Config, work: (tools: ClientTools) => Promise<void>): Promise<void> {
  const client = openClient(config.settings.network);
  try {
    await work({ client, userAgent: config.settings.network.userAgent });
  } finally {
    await client.close();
  }
}
