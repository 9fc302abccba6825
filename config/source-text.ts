import { createHash } from 'node:crypto';
import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSourceId } from './list-source-files.ts';
import { checkSource, parseSource } from './load-config.ts';
import type { Settings } from './settings-schema.ts';
import type { Fault } from './yaml-file.ts';

/** The file of a source as it is written, comments and all, and what tells whether it was changed since. */
export type SourceText = { text: string; digest: string };

/** What saving a file came to; whatever it is but `saved`, nothing was written. */
export type SavedText =
  | { kind: 'saved'; file: string }
  | { kind: 'faulty'; faults: Fault[] }
  /** It was changed since it was read: what is there now. */
  | { kind: 'conflict'; current: SourceText | null }
  | { kind: 'exists' }
  | { kind: 'unwritable'; reason: string };

/** The file of this source; `null` where there is none that can be read. */
export function readSourceText(configDir: string, id: string): SourceText | null {
  if (!isSourceId(id)) return null;
  try {
    const text = readFileSync(fileOf(configDir, id), 'utf8');
    return { text, digest: digestText(text) };
  } catch {
    return null;
  }
}

/** What stands in the way of a text as the file of a source: faults, and secrets that are not in its file yet. */
export function checkSourceText(configDir: string, settings: Settings, id: string, text: string): Fault[] {
  const faults = checkSource(configDir, id, text, settings);
  if (faults.length > 0) return faults;
  return listSecrets(configDir, settings, id, text)
    .filter(isNotIn(configDir, settings, id))
    .map(refuseSecret);
}

/**
 * Writes the file of a source, if it can be used, and if what is there is still what `digest` says (`null`: nothing is).
 * The text is written as it is, whole or not at all, into the folder of the sources and nowhere else. A reference to a
 * secret has to be in the file already: whoever may edit sources in a browser could else have any file or variable of
 * this machine sent to a site of their own.
 */
export function saveSourceText(
  configDir: string,
  settings: Settings,
  { id, text, digest }: { id: string; text: string; digest: string | null },
): SavedText {
  const faults = checkSourceText(configDir, settings, id, text);
  if (faults.length > 0) return { kind: 'faulty', faults };
  const file = fileOf(configDir, id);
  try {
    if (digest === null) return createFile(file, id, text);
    const current = readSourceText(configDir, id);
    if (current?.digest !== digest) return { kind: 'conflict', current };
    if (lstatSync(file).isSymbolicLink()) {
      return { kind: 'unwritable', reason: `${file} is a link; edit what it leads to.` };
    }
    replaceFile(file, text);
    return { kind: 'saved', file };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { kind: 'unwritable', reason: `${file} cannot be written (${code}).` };
  }
}

/** What a usable text refers to: `env:NAME` and `file:PATH` of headers and proxy. */
function listSecrets(configDir: string, settings: Settings, id: string, text: string): string[] {
  if (checkSource(configDir, id, text, settings).length > 0) return [];
  const { headers, proxy } = parseSource(configDir, id, text, settings).fetch;
  return [...Object.values(headers), proxy ?? ''].filter((value) => /^(?:env|file):/.test(value));
}

function isNotIn(configDir: string, settings: Settings, id: string): (secret: string) => boolean {
  const current = readSourceText(configDir, id);
  const known = current === null ? [] : listSecrets(configDir, settings, id, current.text);
  return (secret) => !known.includes(secret);
}

function refuseSecret(secret: string): Fault {
  const message = `"${secret}" is not in the file yet; references to secrets are written into it on the machine itself`;
  return { line: 0, column: 0, path: 'fetch', message };
}

/** @throws Error when the id is none, which whoever asks has to look at first: it must never lead out of the folder. */
function fileOf(configDir: string, id: string): string {
  if (!isSourceId(id)) throw new Error(`"${id}" is not the id of a source`);
  return join(configDir, 'sources', `${id}.yaml`);
}

function createFile(file: string, id: string, text: string): SavedText {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  // A file system may not tell cases apart, and .yml is refused only when the configuration is read.
  const isTaken = readdirSync(folder).some((name) => name.toLowerCase().replace(/\.ya?ml$/, '') === id);
  if (isTaken) return { kind: 'exists' };
  const fresh = writeBeside(file, text);
  try {
    linkSync(fresh, file); // refuses where somebody else was quicker
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { kind: 'exists' };
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  return { kind: 'saved', file };
}

function replaceFile(file: string, text: string): void {
  const fresh = writeBeside(file, text, lstatSync(file).mode);
  try {
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** A whole file that nobody reads yet: names that begin with a dot are passed over. */
function writeBeside(file: string, text: string, mode = 0o666): string {
  const fresh = join(dirname(file), `.${crypto.randomUUID()}.tmp`);
  writeFileSync(fresh, text, { flag: 'wx', mode: mode & 0o777, flush: true });
  return fresh;
}

function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
