import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts memory in pages of this size on the machines that Chromium is made for. */
const PAGE_BYTES = 4_096;

/**
 * The memory that the processes of a group hold alone (resident, without what they share), in bytes; `null` where the
 * system does not tell: only Linux has /proc (proc(5)).
 */
export function measureMemory(groupId: number): number | null {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map((pid) => measureProcess(pid, groupId)).reduce((sum, bytes) => sum + bytes, 0);
  } catch {
    return null;
  }
}

/** The group that a process is in; `null` where the system does not tell, or it is gone. */
export function groupOf(pid: number | string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; behind it: state, parent, group.
    const [, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(group);
  } catch {
    return null;
  }
}

function measureProcess(pid: string, groupId: number): number {
  if (groupOf(pid) !== groupId) return 0;
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
    return (resident - shared) * PAGE_BYTES;
  } catch {
    return 0; // it ended while it was looked at
  }
}
