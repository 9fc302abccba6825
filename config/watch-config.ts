import { createHash } from 'node:crypto';
import { type FSWatcher, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { type ConfigResult, loadConfig } from './load-config.ts';

export type WatchOptions = {
  /** How long nothing must have happened before the files are read again: editors write in several steps. */
  debounceMs?: number;
  /** How often the files are compared although nobody reported a change. */
  pollMs?: number;
  /** Whether to listen to the file system at all; network drives send no events. */
  events?: boolean;
};

/**
 * Reads the configuration again whenever its files differ from when it was called, and tells what came of it: whole,
 * or what is wrong with it. Whoever is told keeps the last good one. Saving a file unchanged tells nothing. Start it
 * before the first reading: what is edited between the two is then told like any other edit.
 */
export function watchConfig(
  configDir: string,
  onChange: (result: ConfigResult) => void,
  options: WatchOptions = {},
): { close(): void } {
  const { debounceMs = 200, pollMs = 3000, events = true } = options;
  let known = fingerprint(configDir);
  let watchers: FSWatcher[] = [];
  let pending: NodeJS.Timeout | null = null;

  const look = () => {
    pending = null;
    // Before reading: what is written in between then differs at the next look.
    const found = fingerprint(configDir);
    if (found === known) return;
    known = found;
    listen(); // a folder that was made or replaced needs a new watcher
    onChange(loadConfig(configDir));
  };
  const lookSoon = () => {
    if (pending !== null) clearTimeout(pending);
    pending = setTimeout(look, debounceMs).unref();
  };
  const listen = () => {
    if (!events) return;
    for (const watcher of watchers) watcher.close();
    watchers = [configDir, join(configDir, 'sources')].flatMap((folder) => watchFolder(folder, lookSoon));
  };

  listen();
  const poll = setInterval(() => pending === null && look(), pollMs).unref();
  return {
    close: () => {
      clearInterval(poll);
      if (pending !== null) clearTimeout(pending);
      for (const watcher of watchers) watcher.close();
    },
  };
}

function watchFolder(folder: string, onEvent: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, onEvent);
    // A folder that vanished, or no more watches to be had: the poll goes on.
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}

/** A digest of what the configuration's files hold; times of modification are too coarse, and touching is no edit. */
function fingerprint(configDir: string): string {
  const hash = createHash('sha256');
  for (const folder of [configDir, join(configDir, 'sources')]) {
    for (const name of listYaml(folder))
      hash
        .update(`${folder}\0${name}\0`)
        .update(readText(join(folder, name)))
        .update('\0');
  }
  return hash.digest('hex');
}

function listYaml(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.'))
      .sort();
  } catch {
    return ['(no folder)'];
  }
}

function readText(file: string): Buffer | string {
  try {
    return readFileSync(file);
  } catch (error) {
    return `(${(error as NodeJS.ErrnoException).code})`;
  }
}
