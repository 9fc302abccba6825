import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../config/environment.ts';

const PROGRAM = fileURLToPath(new URL('./run-daemon.ts', import.meta.url));

/** A daemon in a process of its own. */
export type DaemonProcess = {
  /** Resolves when it is up. */
  ready: Promise<void>;
  /** Ends it with a signal, and resolves when it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** What it holds in memory, in bytes, after a collection of garbage. */
  measureMemory(): Promise<NodeJS.MemoryUsage>;
};

/**
 * Starts a daemon process for an environment, on the clock in a file; `preload` names modules that it loads first. What
 * it says as an error is shown.
 */
export function startDaemonProcess(
  environment: Environment,
  clockPath: string,
  { preload = [], sweepEveryMs = 100 }: { preload?: string[]; sweepEveryMs?: number } = {},
): DaemonProcess {
  const { configDir, varDir, databaseUrl, redisUrl } = environment;
  const imports = preload.flatMap((path) => ['--import', path]);
  const child = spawn(process.execPath, ['--expose-gc', ...imports, PROGRAM, clockPath, String(sweepEveryMs)], {
    env: {
      PATH: process.env.PATH,
      STET_CONFIG: configDir,
      STET_DATA: varDir,
      DATABASE_URL: databaseUrl ?? '',
      REDIS_URL: redisUrl ?? '',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    ready: waitForReady(child, exited),
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
    measureMemory: () =>
      new Promise((resolve, reject) => {
        child.once('message', (usage) => resolve(usage as NodeJS.MemoryUsage));
        child.send('measure', (error) => error !== null && reject(error));
      }),
  };
}

async function waitForReady(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  const ready = new Promise<boolean>((resolve) => child.stdout?.once('data', () => resolve(true)));
  // One that was killed before it was up is nobody's failure; one that ended by itself is told by what it said.
  await Promise.race([ready, exited]);
}
