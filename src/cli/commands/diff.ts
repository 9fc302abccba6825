import { Argument, type Command, Option } from 'commander';
import { compareStored } from '../compare-stored.ts';
import { type Context, requireConfig, withDatabase } from '../context.ts';
import { findOneArticle } from '../find-one.ts';
import { parseCount } from '../parse-options.ts';
import { DIFF_FORMATS, EXPLAIN_HELP, printChange } from '../print-change.ts';

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
        const { change } = await compareStored(db, config, article, { from, to });
        printChange(context.terminal, change, json ? 'json' : format, explain);
      });
    });
}
