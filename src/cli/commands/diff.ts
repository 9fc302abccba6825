import { Argument, type Command, Option } from 'commander';
import type { Config } from '../../../config/load-config.ts';
import { type ReadAlike, readAlike } from '../../../jobs/read-alike.ts';
import type { StoredArticle } from '../../../storage/articles.ts';
import { findCommonReader, loadRecordBy } from '../../../storage/derivations.ts';
import type { Db } from '../../../storage/open-database.ts';
import { loadVersion, type VersionRecord } from '../../../storage/versions.ts';
import { compareRecords } from '../../compare/compare-versions.ts';
import { openReaders, type Readers } from '../../extract/open-readers.ts';
import type { Article } from '../../model/article.ts';
import { modeOf, type ReadBy } from '../../model/read-by.ts';
import { StetError } from '../../model/stet-error.ts';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { findOneArticle } from '../find-one.ts';
import { parseCount } from '../parse-options.ts';
import { DIFF_FORMATS, EXPLAIN_HELP, printChange } from '../print-change.ts';
import { findRules } from '../read-file.ts';

/** `stet diff ARTICLE [FROM] [TO]`: what differs between two versions; the last two, if not said. */
export function addDiffCommand(program: Command, context: Context): void {
  program
    .command('diff')
    .description(
      'what differs between two versions of an article: the last two; from one to the newest; or from one to another',
    )
    .argument('<article>', 'its id, a part of it from the start, or its URL')
    .addArgument(new Argument('[from]', 'a version').argParser(parseCount))
    .addArgument(new Argument('[to]', 'a later one').argParser(parseCount))
    .addOption(new Option('--format <format>').choices(DIFF_FORMATS).default('terminal'))
    .option('--explain', EXPLAIN_HELP)
    .option('--json', 'the same as --format json')
    .action(async (reference, from: number | undefined, to: number | undefined, { format, json, explain }) => {
      const config = requireConfig(context.environment);
      await withDatabase(context, async ({ db }) => {
        const article = await findOneArticle(db, reference, config.sources);
        if (article.versions < 2) {
          throw new StetError(`${article.url} has ${article.versions} version(s): there is nothing to compare yet.`);
        }
        const later = await requireVersion(db, article, to ?? article.versions);
        const earlier = await requireVersion(db, article, from ?? later.number - 1);
        const readers = openReaders({ threads: 1, deadlineMs: config.settings.workers.readTimeoutMs });
        try {
          const change = compareRecords(...(await loadRecords({ db, readers }, config, article, [earlier, later])));
          printChange(context.terminal, change, json ? 'json' : format, explain);
        } finally {
          await readers.close();
        }
      });
    });
}

/**
 * Both versions as they are read now. By no rules pages would be read worse than they were: those of a source that is
 * no longer configured are compared as they were last read alike.
 */
async function loadRecords(
  parts: { db: Db; readers: Readers },
  config: Config,
  article: StoredArticle,
  [earlier, later]: [VersionRecord, VersionRecord],
): Promise<[Article, Article]> {
  const isConfigured = config.sources.some(({ id }) => id === article.source_id);
  const by = isConfigured ? null : await findCommonReader(parts.db, article.id, [earlier.number, later.number]);
  const rules = findRules(config, isConfigured ? article.source_id : null);
  const known = by === null ? null : await loadBoth(parts.db, [earlier, later], by);
  const read = known ?? (await readAlike(parts, rules, [earlier, later], new Date()));
  if (read.kind === 'alike') return read.records;
  throw new StetError(`The two versions cannot be compared. ${read.reason}`);
}

async function loadBoth(db: Db, versions: [VersionRecord, VersionRecord], by: ReadBy): Promise<ReadAlike | null> {
  const [from, to] = await Promise.all(
    versions.map(({ articleId, number }) => loadRecordBy(db, articleId, number, by)),
  );
  return from == null || to == null ? null : { kind: 'alike', records: [from, to], mode: modeOf(by.rules) };
}

async function requireVersion(
  db: Db,
  article: { id: string; url: string; versions: number },
  number: number,
): Promise<VersionRecord> {
  const version = await loadVersion(db, article.id, number);
  if (version !== null) return version;
  throw new StetError(`${article.url} has no version ${number}: its versions are 1 to ${article.versions}.`);
}
