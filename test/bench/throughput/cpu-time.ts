import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second (`getconf CLK_TCK`, 100 on every Linux that Node runs on). */
const TICK_MS = 10;

type Times = { pid: number; parent: number; ownMs: number; endedChildrenMs: number };

/**
 * CPU milliseconds, user and system, that these processes have used so far, with all threads and with their children,
 * the living and the ended: for a postmaster, all its backends. Reads /proc, so it works on Linux only.
 */
export function cpuMs(pids: number[], without: number[] = []): number {
  const all = listProcesses();
  const wanted = all.filter(({ pid, parent }) => pids.includes(pid) || pids.includes(parent));
  return wanted
    .filter(({ pid }) => !without.includes(pid))
    .reduce((sum, { ownMs, endedChildrenMs }) => sum + ownMs + endedChildrenMs, 0);
}

/** Bytes of a process that are in memory. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}

function listProcesses(): Times[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readTimes(Number(name)));
}

/** proc_pid_stat(5): the parent is the 4th field, the times are the 14th to the 17th; the 2nd may hold anything. */
function readTimes(pid: number): Times[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const at = (field: number) => Number(fields[field - 3]);
    const ownMs = (at(14) + at(15)) * TICK_MS;
    return [{ pid, parent: at(4), ownMs, endedChildrenMs: (at(16) + at(17)) * TICK_MS }];
  } catch {
    return []; // it ended meanwhile
  }
}
