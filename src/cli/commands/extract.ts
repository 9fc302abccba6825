import { type Command, Option } from 'commander';
import type { Config } from '../../../config/load-config.ts';
import { openReaders, type Readers } from '../../extract/open-readers.ts';
import { fetchPage } from '../../fetch/fetch-page.ts';
import { isArticleKind } from '../../model/article.ts';
import type { Rules } from '../../model/source.ts';
import { StetError } from '../../model/stet-error.ts';
import { renderArticleMarkdown } from '../../review/render-article-markdown.ts';
import { renderArticleText } from '../../review/render-article-text.ts';
import { type Context, requireConfig } from '../context.ts';
import { extractBatch } from '../extract-batch.ts';
import { findRules, type RawPage, readAsArticle, readBytes, readWithReasons, requireUrl } from '../read-file.ts';
import { showExplanation } from '../show-explanation.ts';
import { printJson, type Terminal } from '../terminal.ts';

type Options = {
  url?: string;
  source?: string;
  format: 'markdown' | 'json' | 'text';
  json?: boolean;
  explain?: boolean;
  batch?: string;
};

/** `stet extract`: extraction alone, no database. */
export function addExtractCommand(program: Command, context: Context): void {
  program
    .command('extract')
    .description('the record of a page, without the database')
    .argument('[page]', 'a file of HTML (.gz too), a URL, or - for standard input')
    .option('--url <url>', 'where the page is from; needed for a file')
    .option('--source <id>', 'read it by the rules of this source')
    .addOption(new Option('--format <format>').choices(['markdown', 'json', 'text']).default('markdown'))
    .option('--json', 'the same as --format json')
    .option(
      '--explain',
      'why the page reads so: what gave each field, which part was taken as the body, what was left out',
    )
    .option(
      '--batch <list>',
      'many pages: a file of lines {"id","url","file"}; gives {"id","article"} or {"id","error"}',
    )
    .action(async (page: string | undefined, options: Options) => {
      const config = requireConfig(context.environment);
      const rules = findRules(config, options.source ?? null);
      const { readers: threads, readTimeoutMs: deadlineMs } = config.settings.workers;
      if ((page === undefined) === (options.batch === undefined)) {
        throw new StetError('Name a page, or a list with --batch.', { exitCode: 2 });
      }
      if (options.explain && options.batch !== undefined)
        throw new StetError('--explain tells of one page: leave out --batch.', { exitCode: 2 });
      const readers = openReaders({ threads: options.batch === undefined ? 1 : threads, deadlineMs });
      try {
        if (options.batch !== undefined)
          return await extractBatch(context.terminal, readers, options.batch, rules, threads);
        const raw = await loadPage(config, page ?? '-', options);
        if (options.explain) return await explainPage(context.terminal, readers, raw, rules, options);
        const article = await readAsArticle(readers, raw, rules);
        if (!isArticleKind(article.kind))
          context.terminal.say(`This page is no article: it looks like "${article.kind}".`);
        if (options.json || options.format === 'json') return printJson(context.terminal, article);
        const render = options.format === 'text' ? renderArticleText : renderArticleMarkdown;
        context.terminal.print(render(article));
      } finally {
        await readers.close();
      }
    });
}

async function explainPage(terminal: Terminal, readers: Readers, page: RawPage, rules: Rules, options: Options) {
  const { article, explanation } = await readWithReasons(readers, page, rules);
  if (options.json || options.format === 'json') return printJson(terminal, explanation);
  showExplanation(terminal, article, explanation);
}

async function loadPage(config: Config, page: string, options: Options): Promise<RawPage> {
  if (/^https?:\/\//.test(page)) return await fetchRawPage(config, requireUrl(page));
  if (options.url === undefined) {
    throw new StetError(`Say with --url where ${page === '-' ? 'the page' : page} is from.`, { exitCode: 2 });
  }
  const url = requireUrl(options.url);
  return { url, finalUrl: url, contentType: null, bytes: await readBytes(page) };
}

async function fetchRawPage(config: Config, url: string): Promise<RawPage> {
  const { openClient } = await import('../../../jobs/open-client.ts'); // a file needs no network
  const client = openClient(config.settings.network);
  try {
    const fetched = await fetchPage(client, new URL(url), {});
    if (fetched.kind === 'refused') throw new StetError(fetched.reason);
    const { finalUrl, headers, bytes } = fetched.page;
    return { url, finalUrl, contentType: headers['content-type'] ?? null, bytes };
  } finally {
    await client.close();
  }
}
