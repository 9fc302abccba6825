import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConfigResult } from '../../../config/load-config.ts';
import { type WatchOptions, watchConfig } from '../../../config/watch-config.ts';
import { LEAST_SOURCE, makeConfigFolder } from './config-folder.ts';

/** What a watcher told, in short: the ids of the sources, or the messages of the problems. */
function tell(result: ConfigResult): string {
  return result.ok
    ? result.config.sources.map((source) => `${source.id}=${source.name}`).join(' ')
    : result.problems.map((problem) => `! ${problem.path}`).join(' ');
}

function startWatching(dir: string, options: WatchOptions): string[] {
  const told: string[] = [];
  const watcher = watchConfig(dir, (result) => told.push(tell(result)), options);
  onTestFinished(() => watcher.close());
  return told;
}

const waitFor = (told: string[], expected: string) =>
  vi.waitFor(() => expect(told.at(-1)).toBe(expected), { timeout: 10_000, interval: 20 });

// Once by events alone (the poll would come after the test has failed), once by the poll alone.
describe.each([
  ['by events', { debounceMs: 40, pollMs: 3_600_000, events: true }],
  ['by looking now and then', { debounceMs: 40, pollMs: 60, events: false }],
])('watchConfig %s', (_how, options) => {
  it('tells of edits, new files, files replaced by a rename, and deletions', async () => {
    const dir = makeConfigFolder({ 'sources/a.yaml': LEAST_SOURCE });
    const told = startWatching(dir, options);
    const file = join(dir, 'sources/a.yaml');

    writeFileSync(file, LEAST_SOURCE.replace('name: A', 'name: B'));
    await waitFor(told, 'a=B');

    writeFileSync(join(dir, 'sources/b.yaml'), LEAST_SOURCE);
    await waitFor(told, 'a=B b=A');

    writeFileSync(join(dir, 'sources/.a.yaml.tmp'), LEAST_SOURCE.replace('name: A', 'name: C'));
    renameSync(join(dir, 'sources/.a.yaml.tmp'), file);
    await waitFor(told, 'a=C b=A');

    writeFileSync(file, LEAST_SOURCE.replace('name: A', 'name: D')); // the new file is watched like the old one
    await waitFor(told, 'a=D b=A');

    rmSync(file);
    await waitFor(told, 'b=A');
  });

  it('tells of a broken edit, and of its mending', async () => {
    const dir = makeConfigFolder({ 'sources/a.yaml': LEAST_SOURCE });
    const told = startWatching(dir, options);
    writeFileSync(join(dir, 'stet.yaml'), 'web: { port: none }\n');
    await waitFor(told, '! web.port');
    writeFileSync(join(dir, 'stet.yaml'), 'web: { port: 4001 }\n');
    await waitFor(told, 'a=A');
  });

  it('sees a folder of sources that is made later, goes and comes back', async () => {
    const dir = makeConfigFolder();
    const told = startWatching(dir, options);
    for (const name of ['X', 'Y']) {
      mkdirSync(join(dir, 'sources'));
      writeFileSync(join(dir, 'sources/a.yaml'), LEAST_SOURCE.replace('name: A', `name: ${name}`));
      await waitFor(told, `a=${name}`);
      rmSync(join(dir, 'sources'), { recursive: true });
      await waitFor(told, '');
    }
  });

  it('says nothing when a file is saved unchanged, or is none of ours', async () => {
    const dir = makeConfigFolder({ 'sources/a.yaml': LEAST_SOURCE });
    const told = startWatching(dir, options);
    utimesSync(join(dir, 'sources/a.yaml'), 1, 1);
    writeFileSync(join(dir, 'sources/a.yaml'), LEAST_SOURCE);
    writeFileSync(join(dir, 'sources/.a.yaml.swp'), 'x');
    writeFileSync(join(dir, 'notes.txt'), 'x');
    await new Promise((resolve) => setTimeout(resolve, 300)); // far more than the debounce and the poll
    writeFileSync(join(dir, 'sources/b.yaml'), LEAST_SOURCE);
    await waitFor(told, 'a=A b=A');
    expect(told).toEqual(['a=A b=A']);
  });

  it('tells once of many files saved together', async () => {
    const dir = makeConfigFolder();
    mkdirSync(join(dir, 'sources'));
    const told = startWatching(dir, options);
    for (const id of ['a', 'b', 'c', 'd']) writeFileSync(join(dir, `sources/${id}.yaml`), LEAST_SOURCE);
    await waitFor(told, 'a=A b=A c=A d=A');
    expect(told).toHaveLength(1);
  });

  it('says nothing after it was closed', async () => {
    const dir = makeConfigFolder({ 'sources/a.yaml': LEAST_SOURCE });
    const told: string[] = [];
    const closed = watchConfig(dir, (result) => told.push(tell(result)), options);
    const other = startWatching(dir, options);
    writeFileSync(join(dir, 'sources/b.yaml'), LEAST_SOURCE);
    closed.close();
    await waitFor(other, 'a=A b=A');
    expect(told).toEqual([]);
  });
});
