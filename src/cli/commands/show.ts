import { type Command, Option } from 'commander';
import { loadCapture } from '../../../storage/captures.ts';
import { type Likeness, listLikenesses } from '../../../storage/likenesses.ts';
import type { Db } from '../../../storage/open-database.ts';
import { loadPayload } from '../../../storage/payloads.ts';
import type { VersionRecord } from '../../../storage/versions.ts';
import { LIKENESS_KINDS } from '../../model/likeness.ts';
import { StetError } from '../../model/stet-error.ts';
import { versionRecordJson } from '../../review/json-shapes.ts';
import { renderArticleMarkdown } from '../../review/render-article-markdown.ts';
import { renderArticleText } from '../../review/render-article-text.ts';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { findOneArticle } from '../find-one.ts';
import { parseCount } from '../parse-options.ts';
import { requireVersion } from '../require-version.ts';
import { tellAliases } from '../tell-aliases.ts';
import { printJson } from '../terminal.ts';

/** `stet show ARTICLE`: one version as a snapshot. */
export function addShowCommand(program: Command, context: Context): void {
  const { terminal } = context;
  program
    .command('show')
    .description('one version of an article as a snapshot')
    .argument('<article>', 'its id, a part of it from the start, or its URL')
    .option('--version <n>', 'which version (the newest, if not said)', parseCount)
    .addOption(
      new Option(
        '--format <format>',
        'html: the stored bytes; screenshot (WebP), pdf: how it looked, where that was kept',
      )
        .choices(['markdown', 'json', 'text', 'html', ...LIKENESS_KINDS])
        .default('markdown'),
    )
    .option('--json', 'the same as --format json')
    .action(async (reference, { version: number, format, json }) => {
      const config = requireConfig(context.environment);
      await withDatabase(context, async ({ db }) => {
        const named = await findOneArticle(db, reference, config.sources);
        // What was never read under its own id is shown as what it turned out to be.
        const isEmptyAlias = named.merged_into !== null && named.versions === 0;
        const article = isEmptyAlias ? await findOneArticle(db, named.merged_into ?? '', config.sources) : named;
        for (const line of await tellAliases(db, named)) terminal.say(line);
        const version = await requireVersion(db, article, number ?? null);
        const likenesses = await listLikenesses(db, article.id, version.number);
        if (json || format === 'json') return printJson(terminal, versionRecordJson(article.id, version, likenesses));
        if (format === 'text') return terminal.print(renderArticleText(version.record));
        if (format === 'markdown') return terminal.print(renderArticleMarkdown(version.record));
        if (format === 'html') return await writeBytes(db, version);
        await writeLikeness(
          db,
          version,
          likenesses.find(({ kind }) => kind === format),
        );
      });
    });
}

/** The bytes as they were captured, to standard output. */
async function writeBytes(db: Db, version: VersionRecord): Promise<void> {
  const capture = await loadCapture(db, version.captureId);
  const bytes = capture?.payload_id == null ? null : await loadPayload(db, capture.payload_id);
  if (bytes === null) throw new StetError(`The bytes of version ${version.number} are not stored any more.`);
  process.stdout.write(bytes);
}

/** How it looked, to standard output. */
async function writeLikeness(db: Db, { number }: VersionRecord, likeness: Likeness | undefined): Promise<void> {
  const bytes = likeness?.payloadId == null ? null : await loadPayload(db, likeness.payloadId);
  if (bytes !== null) return void process.stdout.write(bytes);
  if (likeness === undefined) {
    throw new StetError(`None was to be taken of version ${number}: see fetch.screenshot and fetch.pdf of its source.`);
  }
  const why = likeness.outcome === 'owed' ? 'It has not been taken yet.' : likeness.reason;
  throw new StetError(`There is none of version ${number}. ${why}`);
}
