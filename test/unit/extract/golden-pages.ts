import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../../config/load-config.ts';
import { rulesOf } from '../../../jobs/stet.ts';
import { type ReadOptions, readPage } from '../../../src/extract/read-page.ts';
import type { Reading } from '../../../src/model/page.ts';
import type { Rules } from '../../../src/model/source.ts';

/** Each page is a pair: `name.in.html`, and `name.out.json` with the page's address and what reading it must give. */
export const GOLDEN_DIR = new URL('../../golden/extract/', import.meta.url);
/** `UPDATE_GOLDEN=1` writes what the extractor gives now; read the difference before you commit it. */
export const isUpdating = process.env.UPDATE_GOLDEN === '1';

export const NO_RULES: Rules = { language: null, timezone: null, identity: null, extract: [] };

const config = loadConfig(fileURLToPath(new URL('../../../config/', import.meta.url)));
/** The sources that stet comes with. */
export const SOURCES = config.ok ? config.config.sources : [];

/** The rules of a golden page: a page that is named after a source is read as that source's. */
export function rulesOfGolden(name: string): Rules {
  const source = SOURCES.find(({ id }) => id === name);
  return source === undefined ? NO_RULES : rulesOf(source);
}

export type Golden = { url: string; reading: Reading | null };

export function listGoldenFiles(): string[] {
  return readdirSync(GOLDEN_DIR).sort();
}

export function listGoldenNames(): string[] {
  return listGoldenFiles()
    .filter((file) => file.endsWith('.in.html'))
    .map((file) => file.replace('.in.html', ''));
}

export function readGolden(name: string): Golden {
  return JSON.parse(readFileSync(new URL(`${name}.out.json`, GOLDEN_DIR), 'utf8')) as Golden;
}

export function writeGolden(name: string, golden: Golden): void {
  writeFileSync(new URL(`${name}.out.json`, GOLDEN_DIR), `${JSON.stringify(golden, null, 2)}\n`);
}

export function readGoldenPage(name: string, url: string, rules: Rules = NO_RULES, options: ReadOptions = {}): Reading {
  const bytes = readFileSync(new URL(`${name}.in.html`, GOLDEN_DIR));
  return readPage({ url, finalUrl: url, contentType: 'text/html; charset=utf-8', bytes }, rules, options);
}
