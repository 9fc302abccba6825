import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../config/environment.ts';
import { CHILD_ENV } from './child-env.ts';

const PROGRAM = fileURLToPath(new URL('./run-daemon.ts', import.meta.url));

/** A daemon in a process of its own. */
export type DaemonProcess = {
  /** Resolves when it is up, with the address of its review UI; empty when it has none, or ended first. */
  ready: Promise<string>;
  /** Ends it with a signal, and resolves when it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Stands it still, and lets it go on. */
  send(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** What it holds in memory, in bytes, after a collection of garbage. */
  measureMemory(): Promise<NodeJS.MemoryUsage>;
};

export type DaemonProcessOptions = {
  /** Modules that it loads first. */
  preload?: string[];
  sweepEveryMs?: number;
  roles?: string;
  /** Told of each line of its log, from warnings on; without it, errors are shown. */
  onLine?: (line: string) => void;
};

/** Starts a daemon process for an environment, on the clock in a file. */
export function startDaemonProcess(
  environment: Environment,
  clockPath: string,
  options: DaemonProcessOptions = {},
): DaemonProcess {
  const { configDir, varDir, databaseUrl, redisUrl } = environment;
  const { preload = [], sweepEveryMs = 100, roles = 'scheduler,worker', onLine } = options;
  const imports = preload.flatMap((path) => ['--import', path]);
  const child = spawn(process.execPath, ['--expose-gc', ...imports, PROGRAM, clockPath, String(sweepEveryMs), roles], {
    env: {
      ...CHILD_ENV,
      STET_CONFIG: configDir,
      STET_DATA: varDir,
      DATABASE_URL: databaseUrl ?? '',
      REDIS_URL: redisUrl ?? '',
      LOG_LEVEL: onLine === undefined ? 'error' : 'warn',
    },
    stdio: ['ignore', 'pipe', onLine === undefined ? 'inherit' : 'pipe', 'ipc'],
  });
  if (onLine !== undefined && child.stderr !== null) createInterface(child.stderr).on('line', onLine);
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    ready: waitForReady(child, exited),
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
    send: (signal) => {
      child.kill(signal);
    },
    measureMemory: () =>
      new Promise((resolve, reject) => {
        child.once('message', (usage) => resolve(usage as NodeJS.MemoryUsage));
        child.send('measure', (error) => error !== null && reject(error));
      }),
  };
}

async function waitForReady(child: ChildProcess, exited: Promise<number | null>): Promise<string> {
  const ready = new Promise<string>((resolve) =>
    child.stdout?.once('data', (said) =>
      resolve(
        String(said)
          .trim()
          .replace(/^ready ?/, ''),
      ),
    ),
  );
  // One that was killed before it was up is nobody's failure; one that ended by itself is told by what it said.
  return await Promise.race([ready, exited.then(() => '')]);
}
