import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type JsonSchema, toJsonSchema } from '../../../config/json-schema.ts';
import { readConfigText } from '../../../config/read-config-file.ts';
import { settingsSchema } from '../../../config/settings-schema.ts';
import { sourceSchema } from '../../../config/source-schema.ts';
import { KIND_WEIGHTS } from '../../../src/compare/kinds/weights.ts';
import { PAGE_KINDS } from '../../../src/model/article.ts';
import { CHANGE_KINDS, NOISE_RULES } from '../../../src/model/change.ts';
import { PLACES, TARGET_KINDS } from '../../../src/model/channel.ts';
import { ARTICLE_STATUSES, OUTCOMES } from '../../../src/model/outcome.ts';
import { ANY } from '../../helpers/channels.ts';

const ROOT = join(import.meta.dirname, '../../..');
const readDoc = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Every key of a schema that holds a value of its own: `schedule.revisit.floor`, `discover[].feed`. */
function listKeys(schema: JsonSchema, prefix = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    if (inner.properties) return listKeys(inner, `${path}.`);
    if (inner.items?.properties) return listKeys(inner.items, `${path}[].`);
    return [path];
  });
}

/** The words in backticks of the first column of the table under a heading. */
function listTerms(text: string, heading: string): string[] {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
}

describe('docs/adding-a-source.md', () => {
  const text = readDoc('docs/adding-a-source.md');

  it('names every key of a source, and no other in its tables', () => {
    const named = [...text.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap((row) =>
      [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
    );
    expect(named.sort()).toEqual(listKeys(toJsonSchema(sourceSchema)).sort());
  });

  it('has examples that parse', () => {
    const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
    expect(examples).toHaveLength(2);
    for (const example of examples) expect(readConfigText(example, sourceSchema).faults).toEqual([]);
  });

  it('shows every key of the first level in its full example', () => {
    const [, full = ''] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
    expect(Object.keys(parse(full)).sort()).toEqual(Object.keys(sourceSchema.shape).sort());
  });
});

describe('docs/alerts.md', () => {
  const text = readDoc('docs/alerts.md');

  it('has a whole example of each kind of channel, which parses', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    const { value, faults } = readConfigText(example, settingsSchema);
    expect(faults).toEqual([]);
    const channels = Object.values(value?.channels ?? {});
    const shown = TARGET_KINDS.filter((kind) => channels.some((channel) => channel[kind] !== undefined));
    expect(shown).toEqual([...TARGET_KINDS]);
  });

  it('names every rule and every place of a template', () => {
    expect(listTerms(text, 'Which changes').sort()).toEqual(Object.keys(ANY).sort());
    expect(listTerms(text, 'What is said').sort()).toEqual(PLACES.map((place) => `{${place}}`).sort());
  });
});

describe('docs/glossary.md', () => {
  const text = readDoc('docs/glossary.md');
  it.each([
    ['Outcomes of a visit', OUTCOMES],
    ['Statuses of an article', ARTICLE_STATUSES],
    ['Kinds of a change', CHANGE_KINDS],
    ['Kinds of a page', PAGE_KINDS],
  ] as const)('lists the %s as the model does', (heading, list) => {
    expect(listTerms(text, heading)).toEqual([...list]);
  });
});

describe('docs/comparing.md', () => {
  const text = readDoc('docs/comparing.md');

  it('describes every kind of a change, with its weight', () => {
    expect(listTerms(text, 'Kinds')).toEqual(expect.arrayContaining([...CHANGE_KINDS]));
    const weights = [...text.matchAll(/^\| `([a-z-]+)` \| (\d\.\d\d) \|/gm)].map(([, kind, weight]) => [
      kind,
      Number(weight),
    ]);
    expect(weights).toEqual(CHANGE_KINDS.map((kind) => [kind, KIND_WEIGHTS[kind]]));
  });

  it('describes every noise rule', () => {
    expect(listTerms(text, 'Noise rules')).toEqual([...NOISE_RULES]);
  });
});

describe('config/stet.yaml', () => {
  const text = readDoc('config/stet.yaml');

  it('shows every key, and nothing but defaults where it is uncommented', () => {
    const uncommented = text.replace(/^# (?=[a-z]+:| {2})/gm, '');
    const read = readConfigText(uncommented, settingsSchema);
    expect(read.faults).toEqual([]);
    const { channels, ...rest } = settingsSchema.parse({});
    expect(channels).toEqual({});
    expect(read.value).toMatchObject(rest);
    expect(Object.keys(read.value?.channels ?? {})).toEqual(['newsroom', 'desk']);
    for (const key of listKeys(toJsonSchema(settingsSchema))) {
      expect(uncommented).toMatch(new RegExp(`^ *${key.split('.').at(-1)}:`, 'm'));
    }
  });
});
