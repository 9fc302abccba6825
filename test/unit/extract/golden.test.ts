import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXTRACTOR_VERSION } from '../../../src/extract/extractor-version.ts';
import type { Reading } from '../../../src/model/page.ts';
import { renderArticleMarkdown } from '../../../src/review/render-article-markdown.ts';
import {
  GOLDEN_DIR,
  isUpdating,
  listGoldenFiles,
  listGoldenNames,
  readGolden,
  readGoldenPage,
  rulesOfGolden,
  SOURCES,
  writeGolden,
} from './golden-pages.ts';

describe('golden pages', () => {
  it('stand in pairs: every page has its expected reading, and no file is stray', () => {
    const names = listGoldenNames();
    const allowed = names.flatMap((name) => [`${name}.in.html`, `${name}.out.json`, `${name}.out.md`]);
    const stray = listGoldenFiles().filter((file) => !allowed.includes(file) && file !== 'extractor-version.json');
    const missing = names.map((name) => `${name}.out.json`).filter((file) => !existsSync(new URL(file, GOLDEN_DIR)));
    expect({ stray, missing }).toEqual({ stray: [], missing: [] });
    expect(names.length).toBeGreaterThan(14);
  });

  for (const name of listGoldenNames()) {
    it(`${name} reads as expected`, () => {
      const { url, reading } = readGolden(name);
      const actual = readGoldenPage(name, url, rulesOfGolden(name));
      if (isUpdating) writeGolden(name, { url, reading: actual });
      else expect(actual).toEqual(reading);
    });

    const markdown = new URL(`${name}.out.md`, GOLDEN_DIR);
    if (!existsSync(markdown)) continue;
    it(`${name} renders as expected`, () => {
      const actual = readGoldenPage(name, readGolden(name).url, rulesOfGolden(name));
      if (actual.kind !== 'article') throw new Error(`${name} has an .out.md but holds no article.`);
      const rendered = renderArticleMarkdown(actual.article);
      if (isUpdating) writeFileSync(markdown, rendered);
      else expect(rendered).toBe(readFileSync(markdown, 'utf8'));
    });
  }
});

describe('the sources that stet comes with', () => {
  it('have a golden page each, at an address that is an article of theirs', () => {
    const names = listGoldenNames();
    expect(SOURCES.length).toBeGreaterThan(20);
    expect(SOURCES.filter(({ id }) => !names.includes(id))).toEqual([]);
    for (const { id, articles } of SOURCES) expect(readGolden(id).url).toMatch(articles.match ?? /^/);
  });
});

type VersionFile = { version: number; records: Record<string, string> };

describe('the extractor version', () => {
  it('was raised when the record of a golden page came out differently', () => {
    const file = new URL('extractor-version.json', GOLDEN_DIR);
    const known = JSON.parse(readFileSync(file, 'utf8')) as VersionFile;
    const records = Object.fromEntries(
      listGoldenNames().map((name) => [
        name,
        digestOf(readGoldenPage(name, readGolden(name).url, rulesOfGolden(name))),
      ]),
    );
    const changed = Object.keys(records).filter(
      (name) => name in known.records && known.records[name] !== records[name],
    );
    const isRaised = EXTRACTOR_VERSION > known.version;
    if (isUpdating && (changed.length === 0 || isRaised)) {
      writeFileSync(file, `${JSON.stringify({ version: EXTRACTOR_VERSION, records }, null, 2)}\n`);
      return;
    }
    const advice =
      `The records of ${changed.join(', ') || 'the golden pages'} are not those of extractor version ${known.version}. ` +
      'Raise EXTRACTOR_VERSION in src/extract/extractor-version.ts, so that stored versions are read again by the same ' +
      'extractor before they are compared, then run this test once with UPDATE_GOLDEN=1.';
    expect({ version: EXTRACTOR_VERSION, records }, advice).toEqual(known);
  });
});

/** What a reading says, apart from the version of the extractor that said it. */
function digestOf(reading: Reading): string {
  const said = reading.kind === 'article' ? { ...reading.article, extractor: 0 } : reading;
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
}
