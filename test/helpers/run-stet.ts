import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CHILD_ENV } from './child-env.ts';

const PROGRAM = fileURLToPath(new URL('../../src/cli/stet.js', import.meta.url));

export type Run = { code: number | null; out: string; err: string; lines: unknown[] };

/** Runs the command line in a process of its own, as a user would; `lines` are the JSON Lines of its output, if it is that. */
export async function runStet(args: string[], env: Record<string, string>, input = ''): Promise<Run> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...CHILD_ENV, LOG_LEVEL: 'warn', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { code, out, err, lines: parseLines(out) };
}

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function parseLines(out: string): unknown[] {
  try {
    return out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}
