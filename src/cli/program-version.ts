import { readFileSync } from 'node:fs';

/** The version of this program, as its package.json has it. */
export function readProgramVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return String(JSON.parse(text).version);
}
