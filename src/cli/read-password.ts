import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { StetError } from '../model/stet-error.ts';

/**
 * A password, typed twice at a terminal that does not show it; else the first line of standard input. Never an argument:
 * those are seen by everybody on the machine, and kept by the shell.
 * @throws StetError when nothing is given, or the two differ.
 */
export async function readPassword(prompt: string): Promise<string> {
  const password = process.stdin.isTTY ? await askTwice(prompt) : ((await text(process.stdin)).split(/\r?\n/)[0] ?? '');
  if (password === '') throw new StetError('No password was given; nothing was done.', { exitCode: 2 });
  return password;
}

async function askTwice(prompt: string): Promise<string> {
  const first = await ask(`${prompt}: `);
  const again = await ask('Again: ');
  if (first === again) return first;
  throw new StetError('The two are not the same; nothing was done.', { exitCode: 2 });
}

/** The interface writes nowhere, so that nothing of what is typed is echoed. */
async function ask(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const lines = createInterface({ input: process.stdin, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
      lines.once('SIGINT', () => reject(new StetError('Broken off; nothing was done.')));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
