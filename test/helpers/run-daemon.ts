import { readEnvironment } from '../../config/environment.ts';
import { requireConfig } from '../../src/cli/context.ts';
import { openLog } from '../../src/cli/program-log.ts';
import { ROLES, type Role, startDaemon } from '../../src/cli/start-daemon.ts';
import { waitForSignal } from '../../src/cli/wait-for-signal.ts';
import { fileClock } from './file-clock.ts';

// The daemon as `stet start` runs it, but on a clock in a file and with quick sweeps; says "ready" when it runs, with
// the address of its review UI if it has one.
const [clockPath = '', sweepEveryMs = '100', roles = 'scheduler,worker'] = process.argv.slice(2);
const environment = readEnvironment();
const signal = waitForSignal();
const daemon = await startDaemon({
  environment,
  config: requireConfig(environment),
  roles: ROLES.filter((role: Role) => roles.split(',').includes(role)),
  clock: fileClock(clockPath),
  log: openLog(environment.logLevel, false),
  sweep: { everyMs: Number(sweepEveryMs), requeueMs: 1_000 },
});
process.on('message', () => {
  globalThis.gc?.();
  // What a first collection found to be garbage gives back what it held outside the heap (buffers) only afterwards.
  setImmediate(() => {
    globalThis.gc?.();
    process.send?.(process.memoryUsage());
  });
});
process.stdout.write(`ready ${daemon.url ?? ''}\n`);
await signal;
await daemon.stop();
process.disconnect?.();
