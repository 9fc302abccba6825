import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load-config.ts';
import { type SourceDraft, writeSourceFile } from '../../../config/source-file.ts';
import { LEAST_SOURCE, makeConfigFolder } from './config-folder.ts';

const DRAFT: SourceDraft = {
  name: 'The "Daily": #1 News, it\'s: yes',
  homepage: 'https://a.example/',
  language: 'pt-BR',
  timezone: 'America/Sao_Paulo',
  discover: [
    { kind: 'feed', url: 'https://a.example/rss?a=1&b=#x' },
    { kind: 'sitemap', url: 'https://a.example/sitemap.xml' },
    { kind: 'section', url: 'https://a.example/news' },
  ],
  match: "/\\d{4}/it's-[^/]+-a\\d+$",
  identity: '-a(\\d+)$',
};
const BARE: SourceDraft = { ...DRAFT, name: 'no', language: null, timezone: null, match: null, identity: null };

describe('writeSourceFile', () => {
  it('writes a file that says what was drafted', () => {
    const dir = makeConfigFolder();
    expect(writeSourceFile(dir, 'a', DRAFT)).toEqual({ ok: true, file: join(dir, 'sources/a.yaml') });
    expect(loadConfig(dir)).toMatchObject({
      config: {
        sources: [
          {
            id: 'a',
            name: DRAFT.name,
            language: 'pt-BR',
            timezone: 'America/Sao_Paulo',
            tried: null,
            discover: DRAFT.discover,
            articles: { match: new RegExp(DRAFT.match ?? ''), identity: /-a(\d+)$/ },
          },
        ],
      },
    });
  });

  it('leaves to the defaults what is not known, and shows how to say it', () => {
    const dir = makeConfigFolder();
    writeSourceFile(dir, 'a', BARE);
    expect(loadConfig(dir)).toMatchObject({ config: { sources: [{ name: 'no', language: null, timezone: 'UTC' }] } });
    const text = readFileSync(join(dir, 'sources/a.yaml'), 'utf8');
    writeFileSync(join(dir, 'sources/a.yaml'), text.replace(/^# (?=[a-z]+:| {2})/gm, ''));
    expect(loadConfig(dir)).toMatchObject({
      config: {
        sources: [{ language: 'en', timezone: 'Europe/London', articles: { match: /\/\d{4}\/\d{2}\/\d{2}\// } }],
      },
    });
  });

  it('leads editors to the schema, wherever the folder is', () => {
    const dir = makeConfigFolder();
    writeSourceFile(dir, 'a', DRAFT);
    writeFileSync(join(dir, 'source.schema.json'), '{}');
    writeSourceFile(dir, 'b', DRAFT);
    const schemaOf = (id: string) => {
      const text = readFileSync(join(dir, 'sources', `${id}.yaml`), 'utf8');
      return resolve(dir, 'sources', /^# yaml-language-server: \$schema=(.+)\n/.exec(text)?.[1] ?? '');
    };
    expect(existsSync(schemaOf('a'))).toBe(true);
    expect(schemaOf('b')).toBe(join(dir, 'source.schema.json'));
  });

  it.each(['a.yaml', 'A.yaml', 'a.yml'])('never overwrites: %s is there', (name) => {
    const dir = makeConfigFolder({ [`sources/${name}`]: LEAST_SOURCE });
    const file = join(dir, 'sources', name);
    expect(writeSourceFile(dir, 'a', DRAFT)).toEqual({
      ok: false,
      reason: `${file} is there already and was not touched; edit it, or choose another id.`,
    });
    expect(readFileSync(file, 'utf8')).toBe(LEAST_SOURCE);
    expect(readdirSync(join(dir, 'sources'))).toEqual([name]);
  });

  it.each(['', 'A', '../a', 'a b', 'a.yaml', '-a', 'a-', 'x'.repeat(65)])('refuses the id %j', (id) => {
    const dir = makeConfigFolder();
    expect(writeSourceFile(dir, id, DRAFT)).toMatchObject({ ok: false });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('writes nothing that it could not read again', () => {
    const dir = makeConfigFolder();
    expect(writeSourceFile(dir, 'a', { ...DRAFT, homepage: 'ftp://a.example/' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('homepage'),
    });
    expect(writeSourceFile(dir, 'a', { ...DRAFT, discover: [] })).toMatchObject({ ok: false });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says why when the folder cannot be written to', () => {
    const dir = makeConfigFolder({ sources: 'a file in the way' });
    expect(writeSourceFile(dir, 'a', DRAFT)).toMatchObject({ ok: false, reason: expect.stringContaining('(E') });
  });
});
