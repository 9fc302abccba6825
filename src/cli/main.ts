import { Command, CommanderError } from 'commander';
import { StetError } from '../model/stet-error.ts';
import { addAnnotateCommand } from './commands/annotate.ts';
import { addCompareCommand } from './commands/compare.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addDriftCommand } from './commands/drift.ts';
import { addExtractCommand } from './commands/extract.ts';
import { addArticlesCommand, addChangesCommand, addHistoryCommand } from './commands/lists.ts';
import { addReextractCommand } from './commands/reextract.ts';
import { addShowCommand } from './commands/show.ts';
import { addSourcesCommand } from './commands/sources.ts';
import { addSplitCommand } from './commands/split.ts';
import { addStartCommand } from './commands/start.ts';
import { addVisitCommand } from './commands/visit.ts';
import { type Context, openContext } from './context.ts';
import { readProgramVersion } from './program-version.ts';

/** Runs the command that `args` name and sets the exit code: 0 done, 1 it failed, 2 wrong usage or configuration. */
export async function main(args: string[]): Promise<void> {
  try {
    await buildProgram(openContext()).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = describeFailure(error);
  }
}

/** All commands, in the order in which one meets them. */
export function buildProgram(context: Context): Command {
  const program = new Command('stet')
    .description('Watches newspapers and keeps every version that stood.')
    .version(readProgramVersion())
    .showHelpAfterError('("stet --help" lists the commands, "stet COMMAND --help" their options)')
    .enablePositionalOptions() // "stet show ARTICLE --version 2" is not "stet --version"
    .exitOverride();
  addStartCommand(program, context);
  addDemoCommand(program, context);
  addVisitCommand(program, context);
  addSourcesCommand(program, context);
  addArticlesCommand(program, context);
  addShowCommand(program, context);
  addHistoryCommand(program, context);
  addChangesCommand(program, context);
  addDiffCommand(program, context);
  addAnnotateCommand(program, context);
  addDriftCommand(program, context);
  addReextractCommand(program, context);
  addSplitCommand(program, context);
  addExtractCommand(program, context);
  addCompareCommand(program, context);
  addDoctorCommand(program, context);
  return program;
}

function describeFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof StetError) {
    process.stderr.write(`stet: ${error.message}\n`);
    return error.exitCode;
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`stet: this should not have happened; please report it.\n${told}\n`);
  return 1;
}
