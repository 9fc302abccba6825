import type { Logger } from 'pino';
import { type Config, type ConfigResult, formatProblem } from '../../config/load-config.ts';
import { watchConfig } from '../../config/watch-config.ts';

/** The edits of the configuration from now on. */
export type Edits = {
  /** Gives every edited configuration that can be used to `take`, beginning with what was edited before this call. */
  apply(take: (config: Config) => void): void;
  close(): void;
};

/** Watches the configuration's files. A broken edit is logged, with file and line, and the last good one stays in force. */
export function followEdits(configDir: string, log: Logger): Edits {
  let missed: Config | null = null;
  let take = (config: Config) => {
    missed = config;
  };
  const watcher = watchConfig(configDir, (result: ConfigResult) => {
    if (result.ok) {
      log.info({ sources: result.config.sources.length }, 'the configuration was read again');
      take(result.config);
      return;
    }
    const problems = result.problems.map(formatProblem);
    log.error({ problems }, 'the edited configuration cannot be used; the last good one stays in force');
  });
  return {
    apply: (taker) => {
      take = taker;
      if (missed !== null) taker(missed);
    },
    close: () => watcher.close(),
  };
}
