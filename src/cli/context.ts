import { type Environment, readEnvironment } from '../../config/environment.ts';
import { type Config, formatProblem, loadConfig } from '../../config/load-config.ts';
import type { Database } from '../../storage/open-database.ts';
import { StetError } from '../model/stet-error.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** What every command starts from. */
export type Context = { environment: Environment; terminal: Terminal };

/** @throws StetError when a variable of the environment has a value that cannot be used. */
export function openContext(): Context {
  const environment = readEnvironment();
  return { environment, terminal: openTerminal(environment.hasColor) };
}

/**
 * The configuration, whole.
 * @throws StetError with every problem in it, a line each.
 */
export function requireConfig(environment: Environment): Config {
  const result = loadConfig(environment.configDir);
  if (result.ok) return result.config;
  const problems = result.problems.map((problem) => `  ${formatProblem(problem)}`);
  throw new StetError(`The configuration cannot be used; nothing was started:\n${problems.join('\n')}`, {
    exitCode: 2,
  });
}

/** Runs `work` with the database open, and closes it whatever comes of it. */
export async function withDatabase<T>(context: Context, work: (database: Database) => Promise<T>): Promise<T> {
  const { databaseUrl, varDir } = context.environment;
  const { openDatabase } = await import('../../storage/open-database.ts'); // many commands need none
  const database = await openDatabase({ databaseUrl, varDir, poolSize: 3 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
