import type { Command } from 'commander';
import { systemClock } from '../../model/clock.ts';
import { StetError } from '../../model/stet-error.ts';
import { splitArticle } from '../../review/act-on-article.ts';
import { type Context, withDatabase } from '../context.ts';
import { findOneArticleById } from '../find-one.ts';

/** `stet split ARTICLE`: an article that was taken for another one is one of its own again. */
export function addSplitCommand(program: Command, context: Context): void {
  program
    .command('split')
    .description('set apart an article that was wrongly taken for another one, for good')
    .argument('<article>', 'its id, or a part of it from the start')
    .action(async (reference) => {
      await withDatabase(context, async ({ db }) => {
        const article = await findOneArticleById(db, reference);
        if ((await splitArticle(db, article.id, systemClock.now())) !== 'done') {
          throw new StetError(`${article.url} is an article of its own already: there is nothing to split.`);
        }
        context.terminal.print(`${article.url} is an article of its own again, and will be visited next.`);
      });
    });
}
