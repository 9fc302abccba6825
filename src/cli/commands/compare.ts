import { type Command, Option } from 'commander';
import { compareRecords } from '../../compare/compare-versions.ts';
import { openReaders } from '../../extract/open-readers.ts';
import { type Context, requireConfig } from '../context.ts';
import { DIFF_FORMATS, EXPLAIN_HELP, printChange } from '../print-change.ts';
import { findRules, readAsArticle, readBytes, requireUrl } from '../read-file.ts';

/** `stet compare A.html B.html --url URL`: comparison alone, no database. */
export function addCompareCommand(program: Command, context: Context): void {
  program
    .command('compare')
    .description('compare two pages, without the database')
    .argument('<before>', 'a file of HTML (.gz too)')
    .argument('<after>', 'another')
    .requiredOption('--url <url>', 'where the page is from')
    .option('--source <id>', 'read them by the rules of this source')
    .addOption(new Option('--format <format>').choices(DIFF_FORMATS).default('terminal'))
    .option('--explain', EXPLAIN_HELP)
    .option('--json', 'the same as --format json')
    .action(async (before, after, options) => {
      const config = requireConfig(context.environment);
      const rules = findRules(config, options.source ?? null);
      const url = requireUrl(options.url);
      const readers = openReaders({ threads: 1, deadlineMs: config.settings.workers.readTimeoutMs });
      const read = async (file: string) =>
        readAsArticle(readers, { url, finalUrl: url, contentType: null, bytes: await readBytes(file) }, rules);
      try {
        const change = compareRecords(await read(before), await read(after));
        printChange(context.terminal, change, options.json ? 'json' : options.format, options.explain);
      } finally {
        await readers.close();
      }
    });
}
