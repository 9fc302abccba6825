import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

const PROGRAM = fileURLToPath(new URL('../../../src/cli/stet.js', import.meta.url));

/** The web server as one runs it, in a process of its own. */
export async function runWeb(
  folder: string,
  databaseUrl: string,
  sources: number,
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const configDir = join(folder, 'config');
  await mkdir(join(configDir, 'sources'), { recursive: true });
  await writeFile(join(configDir, 'stet.yaml'), stringify({ web: { port: 0 } }));
  for (let n = 1; n <= sources; n += 1) {
    const source = {
      name: `Source ${n}`,
      homepage: `https://s${n}.example/`,
      discover: [{ feed: `https://s${n}.example/feed` }],
    };
    await writeFile(join(configDir, 'sources', `s${n}.yaml`), stringify(source));
  }
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, 'start', '--role', 'web'], {
    env: { PATH: process.env.PATH, STET_CONFIG: configDir, STET_DATA: join(folder, 'var'), DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!/at (http:\S+)/.test(said)) {
    if (child.exitCode !== null) throw new Error(`The web server ended: ${said}`);
    await sleep(50);
  }
  const url = /at (http:\S+)/.exec(said)?.[1] ?? '';
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
