import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { isSourceId } from '../../../config/list-source-files.ts';
import { loadConfig } from '../../../config/load-config.ts';
import { checkSourceText, readSourceText, saveSourceText } from '../../../config/source-text.ts';
import type { SourceFiles } from '../../../src/review/web.ts';

/** The file of the source `gazette`. */
export const FILE = `# The Gazette of record
name: The Gazette
homepage: https://gazette.example/ # its front page
discover:
  - feed: https://gazette.example/rss
`;
export const DIGEST = createHash('sha256').update(FILE).digest('hex');

/** The real files of a configuration folder that is gone after the tests; no site is looked at. */
export function openSourceFiles(): SourceFiles {
  const dir = mkdtempSync(join(tmpdir(), 'stet-files-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, 'sources'));
  writeFileSync(join(dir, 'sources', 'gazette.yaml'), FILE);
  const loaded = loadConfig(dir);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { settings } = loaded.config;
  return {
    folder: dir,
    isInUse: false,
    isId: isSourceId,
    read: (id) => readSourceText(dir, id),
    check: (id, text) => checkSourceText(dir, settings, id, text),
    try: async () => ({ kind: 'impossible', reason: 'No site is asked here.' }),
    save: (source) => saveSourceText(dir, settings, source),
    preview: async () => ({ ok: false, reason: 'No site is looked at here.' }),
  };
}
