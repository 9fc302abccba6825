import type { Command } from 'commander';
import { articlesToReread, type RereadReport, reextractClaimed } from '../../../jobs/reextract-article.ts';
import { countArticlesToReread } from '../../../storage/reread.ts';
import { openReaders } from '../../extract/open-readers.ts';
import { systemClock } from '../../model/clock.ts';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { requireKnownSource } from '../find-one.ts';
import { startProgress } from '../progress.ts';
import { findRules } from '../read-file.ts';
import { runInOrder } from '../run-pool.ts';
import { printJson, type Terminal } from '../terminal.ts';

type Options = { source?: string; dryRun?: boolean; json?: boolean };

/** What reading history anew came to, summed up. */
type Totals = Pick<RereadReport, 'versions' | 'read' | 'differing' | 'failed' | 'edits'> & {
  articles: number;
  unreadable: number;
};

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
    .option('--json', 'one JSON object an article, for programs')
    .action((options: Options) => reextract(context, options));
}

async function reextract(context: Context, { source: sourceId, dryRun, json }: Options): Promise<void> {
  const { terminal } = context;
  const config = requireConfig(context.environment);
  const { readers: threads, readTimeoutMs: deadlineMs } = config.settings.workers;
  await withDatabase(context, async (database) => {
    await requireKnownSource(database.db, sourceId, config.sources);
    const known = new Set(config.sources.map(({ id }) => id));
    const readers = openReaders({ threads, deadlineMs });
    const total = await countArticlesToReread(database.db, sourceId ?? null);
    const progress = startProgress(total, process.stderr.isTTY === true && json !== true);
    const totals = noTotals();
    try {
      await runInOrder(
        articlesToReread(database.db, sourceId ?? null),
        threads * 2,
        (article) => {
          // A source that the configuration does not name any more is read as any site.
          const rules = findRules(config, known.has(article.sourceId) ? article.sourceId : null);
          return reextractClaimed(
            { database, readers },
            article,
            rules,
            { isDryRun: dryRun === true },
            systemClock.now,
          );
        },
        (report) => {
          progress.advance();
          addTo(totals, report);
          if (json) printJson(terminal, report);
          else for (const reason of report.unreadable) terminal.say(`${report.url}: ${reason}`);
        },
      );
    } finally {
      progress.end();
      await readers.close();
    }
    if (json !== true) sayTotals(terminal, totals, dryRun === true);
    if (totals.failed > 0) process.exitCode = 1;
  });
}

function noTotals(): Totals {
  const edits = { compared: 0, altered: 0, noise: 0, added: 0 };
  return { articles: 0, versions: 0, read: 0, differing: 0, unreadable: 0, failed: 0, edits };
}

function addTo(totals: Totals, { versions, read, differing, unreadable, failed, edits }: RereadReport): void {
  totals.articles += 1;
  totals.versions += versions;
  totals.read += read;
  totals.differing += differing;
  totals.unreadable += unreadable.length;
  totals.failed += failed;
  totals.edits.compared += edits.compared;
  totals.edits.altered += edits.altered;
  totals.edits.noise += edits.noise;
  totals.edits.added += edits.added;
}

function sayTotals(terminal: Terminal, totals: Totals, isDryRun: boolean): void {
  const { articles, versions, read, differing, unreadable, failed, edits } = totals;
  const would = isDryRun ? 'would be ' : '';
  terminal.say(
    `${versions} versions of ${articles} articles: ${read} ${would}read anew, ${differing} of them with another record.`,
  );
  const refused = unreadable - failed;
  if (refused > 0) terminal.say(`${refused} cannot be read as an article any more; they stay as they are.`);
  if (failed > 0) terminal.say(`Reading ${failed} broke off: run this again for them.`);
  terminal.say(
    `${edits.compared} pairs ${would}compared anew: ${edits.altered} edits ${would}told otherwise, ` +
      `of these ${edits.noise} as noise; ${edits.added} ${would}added.`,
  );
}
