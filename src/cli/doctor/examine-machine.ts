import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { makeFolder } from '../../../storage/embedded/choose-home.ts';
import type { Finding } from '../../model/finding.ts';

const SKEW_LIMIT_MS = 2_000;
const LOW_BYTES = 1_000_000_000;

/** Whether the review UI can listen: a port that is taken may be a daemon of ours that runs already. */
export async function examinePort(host: string, port: number): Promise<Finding> {
  const found = await new Promise<string>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve('free')));
  });
  const place = `${host}:${port}`;
  if (found === 'free')
    return { part: 'port', verdict: 'ok', found: `${place} is free for the review UI`, advice: null };
  if (found === 'EADDRINUSE') {
    const advice = 'fine when the daemon runs already; else set web.port in config/stet.yaml';
    return { part: 'port', verdict: 'note', found: `${place} is in use`, advice };
  }
  return {
    part: 'port',
    verdict: 'wrong',
    found: `${place}: ${found}`,
    advice: 'set web.host and web.port in config/stet.yaml',
  };
}

/** Whether the program's folder can be written, and what is free there. */
export async function examineDisk(varDir: string): Promise<Finding> {
  try {
    await makeFolder(varDir);
    await access(varDir, constants.W_OK);
    const { bavail, bsize } = await statfs(varDir);
    const free = bavail * bsize;
    const found = `${varDir}: ${(free / 1e9).toFixed(1)} GB free`;
    if (free > LOW_BYTES) return { part: 'disk', verdict: 'ok', found, advice: null };
    return { part: 'disk', verdict: 'note', found, advice: 'free some space, or name another folder in STET_DATA' };
  } catch (error) {
    const advice = 'make it writable, or name another folder in STET_DATA';
    return { part: 'disk', verdict: 'wrong', found: (error as Error).message, advice };
  }
}

/** How far this machine's clock is from the database's. */
export function examineClock(databaseNow: Date, now: Date): Finding {
  const skewMs = Math.abs(databaseNow.getTime() - now.getTime());
  const found = `${now.toISOString()}, ${(skewMs / 1000).toFixed(1)} s from the database's`;
  if (skewMs < SKEW_LIMIT_MS) return { part: 'clock', verdict: 'ok', found, advice: null };
  return {
    part: 'clock',
    verdict: 'note',
    found,
    advice: 'set both machines by NTP: what is due is told by this clock',
  };
}
