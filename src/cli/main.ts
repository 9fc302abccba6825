import { Command, CommanderError } from 'commander';
import { StetError } from '../model/stet-error.ts';
import { tameLines } from '../model/tame-text.ts';
import { type Context, openContext } from './context.ts';
import { readProgramVersion } from './program-version.ts';

/** Runs the command that `args` name and sets the exit code: 0 done, 1 it failed, 2 wrong usage or configuration. */
export async function main(args: string[]): Promise<void> {
  try {
    const program = await buildProgram(args, openContext());
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = describeFailure(error);
  }
}

type AddCommand = (program: Command, context: Context) => void;

/** All commands, in the order in which one meets them. Each is loaded only when it is asked for: most need little. */
const COMMANDS: Record<string, () => Promise<AddCommand>> = {
  start: async () => (await import('./commands/start.ts')).addStartCommand,
  demo: async () => (await import('./commands/demo.ts')).addDemoCommand,
  visit: async () => (await import('./commands/visit.ts')).addVisitCommand,
  sources: async () => (await import('./commands/sources.ts')).addSourcesCommand,
  articles: async () => (await import('./commands/lists.ts')).addArticlesCommand,
  show: async () => (await import('./commands/show.ts')).addShowCommand,
  history: async () => (await import('./commands/lists.ts')).addHistoryCommand,
  changes: async () => (await import('./commands/lists.ts')).addChangesCommand,
  diff: async () => (await import('./commands/diff.ts')).addDiffCommand,
  annotate: async () => (await import('./commands/annotate.ts')).addAnnotateCommand,
  drift: async () => (await import('./commands/drift.ts')).addDriftCommand,
  channels: async () => (await import('./commands/channels.ts')).addChannelsCommand,
  reextract: async () => (await import('./commands/reextract.ts')).addReextractCommand,
  split: async () => (await import('./commands/split.ts')).addSplitCommand,
  extract: async () => (await import('./commands/extract.ts')).addExtractCommand,
  compare: async () => (await import('./commands/compare.ts')).addCompareCommand,
  users: async () => (await import('./commands/users.ts')).addUsersCommand,
  tokens: async () => (await import('./commands/tokens.ts')).addTokensCommand,
  mcp: async () => (await import('./commands/mcp.ts')).addMcpCommand,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctorCommand,
};

/** The program with the command that `args` name; with all, for the list of them, where it names none that there is. */
async function buildProgram(args: string[], context: Context): Promise<Command> {
  const program = new Command('stet')
    .description('Watches newspapers and keeps every version that stood.')
    .version(readProgramVersion())
    .showHelpAfterError('("stet --help" lists the commands, "stet COMMAND --help" their options)')
    .enablePositionalOptions() // "stet show ARTICLE --version 2" is not "stet --version"
    .exitOverride();
  const [name = ''] = args;
  for (const load of listNeeded(name)) (await load?.())?.(program, context);
  return program;
}

function listNeeded(name: string): ((() => Promise<AddCommand>) | undefined)[] {
  if (['--version', '-V'].includes(name)) return [];
  return Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS);
}

function describeFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof StetError) {
    process.stderr.write(`stet: ${tameLines(error.message)}\n`);
    return error.exitCode;
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`stet: this should not have happened; please report it.\n${tameLines(told)}\n`);
  return 1;
}
