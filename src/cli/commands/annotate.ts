import { Argument, type Command } from 'commander';
import { saveAnnotation } from '../../../storage/annotations.ts';
import { type Context, withDatabase } from '../context.ts';
import { findOneChange, findReviewer } from '../find-one.ts';

/** `stet annotate CHANGE VERDICT`: a reviewer's verdict on a change. */
export function addAnnotateCommand(program: Command, context: Context): void {
  program
    .command('annotate')
    .description('a verdict on a change')
    .argument('<change>', 'its id, or a part of it from the start')
    .addArgument(new Argument('<verdict>').choices(['reviewed', 'flagged', 'noise']))
    .option('--note <text>', 'a note beside it')
    .option('--by <name>', 'who says so')
    .action(async (reference, verdict, { note, by }) => {
      await withDatabase(context, async ({ db }) => {
        const change = await findOneChange(db, reference);
        const name = by === undefined ? null : await findReviewer(db, by);
        await saveAnnotation(db, { changeId: change.id, verdict, note: note ?? null, by: name }, new Date());
        context.terminal.say(`${change.id.slice(0, 8)} is ${verdict}.`);
      });
    });
}
