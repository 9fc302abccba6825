import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { renderRecordSchema } from '../../../config/schema-files.ts';
import { readPage } from '../../../src/extract/read-page.ts';
import type { Article, EvidenceSource } from '../../../src/model/article.ts';
import type { Block } from '../../../src/model/block.ts';
import type { Reading } from '../../../src/model/page.ts';
import type { recordSchema } from '../../../src/model/record-schema.ts';
import { listGoldenNames, NO_RULES, readGolden, readGoldenPage } from '../extract/golden-pages.ts';
import { openTestNewspaper } from '../newspaper/open-test-newspaper.ts';

/** A type written out, so that an intersection and an object of the same keys are one. */
type Written<T> = T extends readonly (infer Item)[]
  ? Written<Item>[]
  : T extends object
    ? { [Key in keyof T]: Written<T[Key]> }
    : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile where schema and type differ in any key of the record or of a block. */
type Schema = z.infer<typeof recordSchema>;
type FlatBlock<T> = Exclude<T, { type: 'live-entry' }>;
const isSameRecord: Same<Written<Omit<Schema, 'body'>>, Written<Omit<Article, 'body'>>> = true;
const isSameBlock: Same<Written<FlatBlock<Schema['body'][number]>>, Written<FlatBlock<Block>>> = true;
const isSameEntry: Same<
  keyof Extract<Schema['body'][number], { type: 'live-entry' }>,
  keyof Extract<Block, { type: 'live-entry' }>
> = true;

const FILE = join(import.meta.dirname, '../../../docs/record.schema.json');
const schema = JSON.parse(readFileSync(FILE, 'utf8')) as { properties: Record<string, unknown> };
const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true }).compile(
  schema,
);

function faultsOf(reading: Reading): string[] {
  if (reading.kind !== 'article') throw new Error('the page gave no record');
  validate(JSON.parse(JSON.stringify(reading.article)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('docs/record.schema.json', () => {
  it('is current, and is the type of a record; else run: npm run schemas', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(renderRecordSchema());
    expect([isSameRecord, isSameBlock, isSameEntry]).toEqual([true, true, true]);
  });

  it.each(listGoldenNames())('holds the record of the golden page %s', (name) => {
    expect(faultsOf(readGoldenPage(name, readGolden(name).url, NO_RULES, { anyKind: true }))).toEqual([]);
  });

  it('holds the records of the stand-in newspaper, in every state of its script', async () => {
    const { newspaper, goTo, load } = await openTestNewspaper();
    try {
      const kinds = new Set<string>();
      for (let minute = 0; minute <= 240; minute += 60) {
        goTo(minute);
        for (const { path } of newspaper.stories()) {
          const url = newspaper.origin + path;
          const { text, headers } = await load(path);
          const contentType = headers.get('content-type');
          const input = { url, finalUrl: url, contentType, bytes: Buffer.from(text) };
          const reading = readPage(input, NO_RULES, { anyKind: true });
          if (reading.kind !== 'article') continue;
          expect(faultsOf(reading), path).toEqual([]);
          for (const { type } of reading.article.body) kinds.add(type);
        }
      }
      expect(kinds.size).toBeGreaterThan(4);
    } finally {
      await newspaper.stop();
    }
  });

  it('refuses what is no record', () => {
    const reading = readGoldenPage('staff-report', readGolden('staff-report').url);
    if (reading.kind !== 'article') throw new Error('staff-report gave no record');
    for (const broken of [{ wordCount: -1 }, { extra: 1 }, { digest: 'x' }, { body: [{ type: 'paragraph' }] }])
      expect(validate({ ...reading.article, ...broken })).toBe(false);
  });
});

describe('docs/record.md', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/record.md'), 'utf8');
  const termsIn = (part: string) =>
    part
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
  const [fields = '', blocks = ''] = text.split('## Blocks');

  it('names every field and every kind of block', () => {
    expect(termsIn(fields).sort()).toEqual(Object.keys(schema.properties).sort());
    const types = [...JSON.stringify(schema).matchAll(/"type":\{"type":"string","const":"([a-z-]+)"/g)];
    expect(termsIn(blocks).filter((term) => term !== 'type')).toEqual(
      expect.arrayContaining(types.map(([, type]) => type)),
    );
    expect(types.length).toBeGreaterThan(9);
  });

  it('names every place where evidence is found', () => {
    const sources: Record<EvidenceSource, true> = {
      rule: true,
      'json-ld': true,
      'open-graph': true,
      meta: true,
      microdata: true,
      time: true,
      rel: true,
      h1: true,
      title: true,
      heuristic: true,
      url: true,
      feed: true,
      script: true,
    };
    for (const source of Object.keys(sources)) expect(text.split('## Evidence')[1]).toContain(`\`${source}\``);
  });
});
