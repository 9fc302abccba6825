import { type Command, Option } from 'commander';
import { listCaptures, type StoredCapture } from '../../../storage/captures.ts';
import type { StoredChange } from '../../../storage/changes.ts';
import { listArticles } from '../../../storage/list-articles.ts';
import { listChanges } from '../../../storage/list-changes.ts';
import type { Db } from '../../../storage/open-database.ts';
import { isCatchingUp } from '../../../storage/version-words.ts';
import { listVersions } from '../../../storage/versions.ts';
import { CHANGE_KINDS } from '../../model/change.ts';
import { ARTICLE_STATUSES } from '../../model/outcome.ts';
import { describeNextVisit } from '../../review/describe-next-visit.ts';
import { articleJson, captureJson, changeJson, versionJson } from '../../review/json-shapes.ts';
import { ORDERS, VERDICT_FILTERS } from '../../review/read-filters.ts';
import { TEXTS } from '../../review/texts.ts';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { explainChange } from '../explain-change.ts';
import { findOneArticle, findReviewer, requireKnownSource } from '../find-one.ts';
import { parseCount, parseLanguage, parseShare, parseSince } from '../parse-options.ts';
import { EXPLAIN_HELP } from '../print-change.ts';
import { tellAliases } from '../tell-aliases.ts';
import { paint, printJson, printTable, showTime, type Terminal } from '../terminal.ts';

const JSON_HELP = 'one JSON object a line, for programs';

/** `stet articles`: articles, newest change first. */
export function addArticlesCommand(program: Command, context: Context): void {
  const { terminal } = context;
  program
    .command('articles')
    .description('articles, newest change first')
    .option('--source <id>', 'of this source only')
    .addOption(new Option('--status <status>', 'in this state only').choices(ARTICLE_STATUSES))
    .option('--since <when>', 'changed or found since: a date, or 24h, 7d …', parseSince)
    .option('--search <words>', 'in the text of any version')
    .option('--limit <n>', 'at most so many', parseCount, 50)
    .option('--json', JSON_HELP)
    .action(async ({ source, json, ...filter }) => {
      const articles = await withDatabase(context, async ({ db }) => {
        if (filter.search !== undefined) await tellCatchingUp(terminal, db);
        return await listArticles(db, { sourceId: source, ...filter });
      });
      if (json) return articles.forEach((article) => void printJson(terminal, articleJson(article)));
      if (articles.length === 0)
        return terminal.say('No articles. Is the daemon running, or did you mean another filter?');
      const columns = [
        { title: 'ID' },
        { title: 'SOURCE' },
        { title: 'STATUS' },
        { title: 'VERSIONS', align: 'right' as const },
        { title: 'SEEN' },
        { title: 'HEADLINE', isFlexible: true },
      ];
      const rows = articles.map((article) => [
        article.id.slice(0, 8),
        article.source_id,
        article.status,
        String(article.versions),
        showTime(article.last_change_at ?? article.first_seen_at),
        article.headline ?? article.url,
      ]);
      printTable(terminal, columns, rows);
    });
}

/** `stet changes`: changes, newest or most important first. */
export function addChangesCommand(program: Command, context: Context): void {
  const { terminal } = context;
  program
    .command('changes')
    .description('changes, newest first')
    .option('--source <id>', 'of this source only')
    .addOption(new Option('--kind <kind>', 'of this kind only').choices(CHANGE_KINDS))
    .option('--min-importance <share>', 'at least so important, 0 to 1', parseShare)
    .option('--since <when>', 'seen since: a date, or 24h, 7d …', parseSince)
    .addOption(new Option('--status <verdict>', 'by the newest verdict').choices(VERDICT_FILTERS))
    .addOption(new Option('--article-status <status>', 'of articles that stand so now').choices(ARTICLE_STATUSES))
    .option('--until <when>', 'seen before: a date, or 24h, 7d …', parseSince)
    .option('--silent', 'only where the meaning changed and nothing said so')
    .option('--language <code>', 'of articles in this language only: en, de …', parseLanguage)
    .addOption(new Option('--order <order>', 'newest or most important first').choices(ORDERS).default('newest'))
    .option('--search <words>', 'in the text of either version')
    .option('--assigned <name>', 'whom it is assigned to; nobody: those that are not')
    .option('--noise', 'also what is noise')
    .option('--explain', EXPLAIN_HELP)
    .option('--limit <n>', 'at most so many', parseCount, 50)
    .option('--json', JSON_HELP)
    .action(async ({ source, json, noise, explain, assigned, ...filter }) => {
      const withNoise = noise === true || filter.status === 'noise';
      const { sources } = requireConfig(context.environment);
      const changes = await withDatabase(context, async ({ db }) => {
        await requireKnownSource(db, source, sources);
        if (filter.search !== undefined) await tellCatchingUp(terminal, db);
        const assignee = assigned === undefined ? undefined : await findAssignee(db, assigned);
        return await listChanges(db, { sourceId: source, withNoise, assignee, ...filter });
      });
      if (json) return changes.forEach((change) => void printJson(terminal, changeJson(change)));
      if (changes.length === 0)
        return terminal.say('No changes. Is the daemon running, or did you mean another filter?');
      if (explain) return changes.forEach((change) => void explainRow(terminal, change));
      const columns = [
        { title: 'ID' },
        { title: 'SEEN' },
        { title: 'SOURCE' },
        { title: 'IMP', align: 'right' as const },
        { title: 'WHAT', isFlexible: true },
      ];
      const rows = changes.map((change) => [
        change.id.slice(0, 8),
        showTime(change.detected_at),
        change.source_id,
        change.importance.toFixed(2),
        `${paint(terminal, 'bold', change.headline ?? change.url)} · ${change.silent ? 'silent · ' : ''}${change.reasons[0] ?? change.kinds.join(', ')}`,
      ]);
      printTable(terminal, columns, rows);
    });
}

/** Who is meant by a name; `null`: nobody. */
async function findAssignee(db: Db, name: string): Promise<string | null> {
  return name === 'nobody' ? null : await findReviewer(db, name);
}

async function tellCatchingUp(terminal: Terminal, db: Db): Promise<void> {
  if (await isCatchingUp(db)) terminal.say(TEXTS.search.catchingUp);
}

function explainRow(terminal: Terminal, change: StoredChange): void {
  const headline = paint(terminal, 'bold', change.headline ?? change.url);
  terminal.print(`${change.id.slice(0, 8)}  ${showTime(change.detected_at)}  ${change.source_id}  ${headline}`);
  terminal.print(`${explainChange({ ...change, passedOver: change.passed_over }).join('\n')}\n`);
}

/** `stet history ARTICLE`: its captures and versions, with outcomes, oldest first. */
export function addHistoryCommand(program: Command, context: Context): void {
  const { terminal } = context;
  program
    .command('history')
    .description('captures and versions of an article, with outcomes, oldest first')
    .argument('<article>', 'its id, a part of it from the start, or its URL')
    .option('--json', JSON_HELP)
    .action(async (reference, { json }) => {
      const config = requireConfig(context.environment);
      const { article, captures, aliases, versions } = await withDatabase(context, async ({ db }) => {
        const article = await findOneArticle(db, reference, config.sources);
        const captures = (await listCaptures(db, article.id)).reverse();
        const aliases = await tellAliases(db, article);
        return { article, captures, aliases, versions: await listVersions(db, article.id) };
      });
      const versionOf = new Map(versions.map((version) => [version.captureId, version]));
      if (json) {
        for (const capture of captures) {
          printJson(terminal, captureJson(capture));
          const version = versionOf.get(capture.id);
          if (version !== undefined) printJson(terminal, versionJson(article.id, version));
        }
        return;
      }
      const head = [paint(terminal, 'bold', article.headline ?? article.url), `${article.url} · ${article.status}`];
      terminal.print(`${[...head, ...aliases].join('\n')}\n`);
      const rows = foldRuns(captures, (capture) => versionOf.has(capture.id)).map(({ capture, times }) => {
        const version = versionOf.get(capture.id);
        return [
          showTime(capture.fetched_at),
          String(capture.status ?? '–'),
          (times === 1 ? capture.outcome : `${capture.outcome} × ${times}`) + (capture.noarchive ? ' · noarchive' : ''),
          version === undefined ? '' : `${version.number}`,
          version?.headline ?? capture.reason,
        ];
      });
      const titles = [{ title: 'VISITED' }, { title: 'HTTP' }, { title: 'OUTCOME' }, { title: 'VERSION' }];
      printTable(terminal, [...titles, { title: 'HEADLINE OR REASON', isFlexible: true }], rows);
      const [reason, ...more] = describeNextVisit(article);
      terminal.print(`\nnext visit: ${showTime(article.next_visit_at)}${reason === undefined ? '' : ` (${reason})`}`);
      for (const line of more) terminal.print(line);
    });
}

/** Captures in a row that came to the same, without a version, as one: the last of them, and how many they were. */
function foldRuns(captures: StoredCapture[], isVersion: (capture: StoredCapture) => boolean) {
  const runs: { capture: StoredCapture; times: number }[] = [];
  for (const capture of captures) {
    const last = runs.at(-1);
    const isSame =
      last?.capture.outcome === capture.outcome &&
      last.capture.reason === capture.reason &&
      last.capture.noarchive === capture.noarchive;
    if (isSame && !isVersion(capture) && !isVersion(last.capture))
      runs[runs.length - 1] = { capture, times: last.times + 1 };
    else runs.push({ capture, times: 1 });
  }
  return runs;
}
