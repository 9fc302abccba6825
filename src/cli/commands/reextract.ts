import type { Command } from 'commander';
import type { Config } from '../../../config/load-config.ts';
import { currentReader } from '../../../jobs/current-record.ts';
import { articlesToReread, type Reextraction, reextractClaimed } from '../../../jobs/reextract-article.ts';
import { rulesOf } from '../../../jobs/stet.ts';
import type { Db } from '../../../storage/open-database.ts';
import { type ArticleToReread, countVersionsToReread } from '../../../storage/reread.ts';
import { listSourceIds } from '../../../storage/sources.ts';
import { openReaders } from '../../extract/open-readers.ts';
import { systemClock } from '../../model/clock.ts';
import { noTotals, type RereadTotals, withArticle } from '../../model/reread-totals.ts';
import type { Source } from '../../model/source.ts';
import { StetError } from '../../model/stet-error.ts';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { requireKnownSource } from '../find-one.ts';
import { parseCount } from '../parse-options.ts';
import { startProgress } from '../progress.ts';
import { runInOrder } from '../run-pool.ts';
import { printJson, type Terminal } from '../terminal.ts';

type Options = { source?: string; dryRun?: boolean; json?: boolean; wait: number };

/** For how many seconds an article is waited for that another process visits: more than a visit takes. */
const WAIT_SECONDS = 60;

/** `stet reextract`: reads the stored bytes of all versions with the present extractor and rules. */
export function addReextractCommand(program: Command, context: Context): void {
  program
    .command('reextract')
    .description(
      'read the stored bytes of all versions anew, by the present extractor and rules, and compare them anew; ' +
        'versions stay as they are, nothing is delivered, and what was read is not read again',
    )
    .option('--source <id>', 'of this source only')
    .option('--dry-run', 'keep nothing: only say what would differ')
    .option('--wait <seconds>', 'how long to wait for an article that another process holds', parseCount, WAIT_SECONDS)
    .option('--json', 'one JSON object an article, for programs')
    .action((options: Options) => reextract(context, options));
}

async function reextract(context: Context, { source: sourceId, dryRun, json, wait }: Options): Promise<void> {
  const { terminal } = context;
  const config = requireConfig(context.environment);
  const { readers: threads, readTimeoutMs: deadlineMs } = config.settings.workers;
  const isDryRun = dryRun === true;
  await withDatabase(context, async (database) => {
    const sources = await pickSources(context, database.db, config, sourceId);
    const total = await countVersions(database.db, sources);
    const readers = openReaders({ threads, deadlineMs });
    const progress = startProgress(total, process.stderr.isTTY === true);
    let totals = noTotals();
    const said: string[] = [];
    const held: string[] = [];
    const onWait = ({ url }: ArticleToReread) =>
      terminal.say(`${url}: another process holds it; waiting up to ${wait} s.`);
    try {
      await runInOrder(
        articlesToReread(database.db, sources),
        threads * 2,
        ({ article, rules }) => {
          const options = { rules, isDryRun, onRead: progress.advance, waitMs: wait * 1_000, onWait };
          return reextractClaimed({ database, readers }, article, options, systemClock.now);
        },
        (done: Reextraction) => {
          if (done.kind === 'held') {
            held.push(done.article.url);
            return;
          }
          const { report } = done;
          totals = withArticle(totals, report);
          if (json) printJson(terminal, report);
          else said.push(...report.unreadable.map((reason) => `${report.url}: ${reason}`));
        },
      );
    } finally {
      progress.end();
      await readers.close();
    }
    for (const sentence of said) terminal.say(sentence);
    if (json !== true && (totals.articles > 0 || held.length === 0)) sayTotals(terminal, totals, isDryRun);
    for (const url of held) terminal.say(`${url}: left as it was, for another process held it. Run this again for it.`);
    if (totals.failed + held.length > 0) process.exitCode = 1;
  });
}

/**
 * The sources whose history can be read anew. The rules of one that is no longer configured went with its file, and by
 * none its pages would be read worse than they were: real edits would be lost. Its versions stay as they were read.
 */
async function pickSources({ terminal }: Context, db: Db, config: Config, wanted?: string): Promise<Source[]> {
  await requireKnownSource(db, wanted, config.sources);
  const configured = new Set(config.sources.map(({ id }) => id));
  const removed = (await listSourceIds(db)).filter((id) => !configured.has(id) && (wanted ?? id) === id);
  const sentence = `${removed.join(', ')}: no longer in ${config.dir}, so its rules are not known, and its versions stay as they were read.`;
  if (wanted !== undefined && removed.length > 0) throw new StetError(sentence, { exitCode: 2 });
  if (removed.length > 0) terminal.say(sentence);
  return config.sources.filter(({ id }) => (wanted ?? id) === id);
}

async function countVersions(db: Db, sources: Source[]): Promise<number> {
  let versions = 0;
  for (const source of sources) versions += await countVersionsToReread(db, source.id, currentReader(rulesOf(source)));
  return versions;
}

function sayTotals(terminal: Terminal, totals: RereadTotals, isDryRun: boolean): void {
  const { articles, versions, read, differing, unreadable, failed, edits } = totals;
  if (articles === 0) {
    terminal.say('Nothing to do: all was read by the present extractor and rules.');
    return;
  }
  const fields = Object.entries(totals.fields).map(([field, times]) => `${field} ${times}`);
  const would = isDryRun ? 'would be ' : '';
  terminal.say(
    `${versions} versions of ${articles} articles: ${read} ${would}read anew, ${differing} of them with another record${fields.length === 0 ? '' : ` (${fields.join(', ')})`}.`,
  );
  const refused = unreadable - failed;
  if (refused > 0) terminal.say(`${refused} cannot be read as an article any more; they stay as they are.`);
  if (failed > 0) terminal.say(`${failed} could not be read, as told above.`);
  terminal.say(
    `${edits.compared} pairs ${would}compared anew: ${edits.altered} edits ${would}told otherwise, ` +
      `of these ${edits.noise} as noise; ${edits.added} ${would}added.`,
  );
}
