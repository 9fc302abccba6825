import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblem, loadConfig } from '../../../config/load-config.ts';
import { renderSchemaFiles } from '../../../config/schema-files.ts';

const DIR = join(import.meta.dirname, '../../../config');
const result = loadConfig(DIR);
const sources = result.ok ? result.config.sources : [];

/** Real addresses of articles, with the id that they hold, and of pages that are none. */
const ADDRESSES: Record<string, { articles: [url: string, id: string | null][]; others: string[] }> = {
  'moscow-times': {
    articles: [
      [
        'https://www.themoscowtimes.com/2022/02/11/britains-top-diplomat-mocked-over-russia-trip-gaffes-a-76337',
        '76337',
      ],
      ['https://www.themoscowtimes.com/2024/03/05/another-slug-a84321', '84321'],
    ],
    others: ['https://www.themoscowtimes.com/news'],
  },
  bbc: {
    articles: [
      ['https://www.bbc.com/news/articles/c4g8v4j3p2xo?at_medium=RSS', 'c4g8v4j3p2xo'],
      ['https://www.bbc.com/news/world-europe-50473792', '50473792'],
    ],
    others: [
      'https://www.bbc.com/news/world',
      'https://www.bbc.com/news',
      'https://www.bbc.com/sport/football/articles',
    ],
  },
  guardian: {
    articles: [
      [
        'https://www.theguardian.com/education/2020/jan/20/thousands-of-uk-academics-treated-as-second-class-citizens',
        null,
      ],
    ],
    others: ['https://www.theguardian.com/world/2020/jan/20', 'https://www.theguardian.com/world'],
  },
  'new-york-times': {
    articles: [['https://www.nytimes.com/2019/11/19/opinion/republicans-elections-impeachment.html', null]],
    others: ['https://www.nytimes.com/section/world'],
  },
  'le-monde': {
    articles: [['https://www.lemonde.fr/international/article/2024/03/05/un-titre_6220200_3210.html', '6220200']],
    others: ['https://www.lemonde.fr/international/'],
  },
  spiegel: {
    articles: [
      [
        'https://www.spiegel.de/wirtschaft/unternehmen/silicon-valley-bank-ein-a-60a0111a-c2d2-46c8-9e93-b16a374e6ba8#ref=rss',
        '60a0111a-c2d2-46c8-9e93-b16a374e6ba8',
      ],
    ],
    others: ['https://www.spiegel.de/wirtschaft/', 'https://www.spiegel.de/thema/ukraine/'],
  },
  tagesschau: {
    articles: [['https://www.tagesschau.de/investigativ/ndr/rheinmetall-datenleck-101.html', null]],
    others: ['https://www.tagesschau.de/ausland'],
  },
  sueddeutsche: {
    articles: [
      ['https://www.sueddeutsche.de/politik/ein-titel-1.6423001', '1.6423001'],
      ['https://www.sueddeutsche.de/politik/ein-titel-lux.9rKbGdmFHDMFkDmyQFaWeB', 'lux.9rKbGdmFHDMFkDmyQFaWeB'],
    ],
    others: ['https://www.sueddeutsche.de/politik'],
  },
  zeit: {
    articles: [
      ['https://www.zeit.de/news/2023-04/28/nach-massenschlaegerei-real-star-llull-entschuldigt-sich', null],
      ['https://www.zeit.de/2019/43/klimaschutz-banken-unternehmen-fracking-oelfoerderung-fossile-brennstoffe', null],
      ['https://www.zeit.de/politik/ausland/2024-03/ein-titel', null],
    ],
    others: ['https://www.zeit.de/politik/index', 'https://www.zeit.de/2019/43/'],
  },
  'el-pais': {
    articles: [['https://elpais.com/internacional/2024-10-15/bruselas-sondea-la-apertura.html', null]],
    others: ['https://elpais.com/internacional/'],
  },
  corriere: {
    articles: [
      [
        'https://www.corriere.it/esteri/24_marzo_05/un-titolo-1e0c2b9a-dac2-11ee-9ad4-0a1b2c3d4e5f.shtml',
        '1e0c2b9a-dac2-11ee-9ad4-0a1b2c3d4e5f',
      ],
    ],
    others: ['https://www.corriere.it/esteri/'],
  },
  folha: {
    articles: [['https://www1.folha.uol.com.br/mundo/2024/03/um-titulo.shtml', null]],
    others: ['https://www1.folha.uol.com.br/mundo/'],
  },
  nos: {
    articles: [
      ['https://nos.nl/artikel/2511234-een-titel', '2511234'],
      ['https://nos.nl/l/2511234', '2511234'],
    ],
    others: ['https://nos.nl/nieuws'],
  },
  nrk: {
    articles: [['https://www.nrk.no/urix/en-tittel-1.16793211', '16793211']],
    others: ['https://www.nrk.no/urix/'],
  },
  'ukrainska-pravda': {
    articles: [['https://www.pravda.com.ua/news/2024/03/5/7445123/', '7445123']],
    others: ['https://www.pravda.com.ua/news/'],
  },
  meduza: {
    articles: [['https://meduza.io/feature/2024/03/05/zagolovok', null]],
    others: ['https://meduza.io/', 'https://meduza.io/news/'],
  },
  'al-jazeera': {
    articles: [
      ['https://www.aljazeera.com/news/2024/3/5/a-title', null],
      ['https://www.aljazeera.com/news/liveblog/2024/3/5/a-title', null],
    ],
    others: ['https://www.aljazeera.com/news/'],
  },
  dawn: {
    articles: [['https://www.dawn.com/news/1819123/a-title', '1819123']],
    others: ['https://www.dawn.com/pakistan'],
  },
  'the-hindu': {
    articles: [['https://www.thehindu.com/news/national/a-title/article67912345.ece', '67912345']],
    others: ['https://www.thehindu.com/news/national/'],
  },
  asahi: {
    articles: [['https://www.asahi.com/articles/ASS352VQ5S35UTFK00P.html?ref=rss', 'ASS352VQ5S35UTFK00P']],
    others: ['https://www.asahi.com/national/'],
  },
  yonhap: {
    articles: [['https://www.yna.co.kr/view/AKR20240305001200504?input=rss', 'AKR20240305001200504']],
    others: ['https://www.yna.co.kr/politics/all'],
  },
  rthk: {
    articles: [['https://news.rthk.hk/rthk/ch/component/k2/1743210-20240305.htm', '1743210']],
    others: ['https://news.rthk.hk/rthk/ch/latest-news/local.htm'],
  },
};

describe('the configuration that stet comes with', () => {
  it('is sound', () => {
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([]);
  });

  it('has one source switched on: a fresh start asks one site, slowly', () => {
    expect(sources.filter((source) => source.enabled).map((source) => source.id)).toEqual(['moscow-times']);
    expect(sources.filter((source) => source.fetch.delayMs < 2000)).toEqual([]);
  });

  it('has well-known papers in many languages, each saying whether it was tried', () => {
    expect(sources.length).toBeGreaterThanOrEqual(15);
    expect(new Set(sources.map((source) => source.language?.split('-')[0])).size).toBeGreaterThanOrEqual(6);
    for (const { id, tried } of sources) {
      const text = readFileSync(join(DIR, 'sources', `${id}.yaml`), 'utf8');
      expect(text).toContain('# yaml-language-server: $schema=../source.schema.json\n');
      if (tried === null) expect(text).toMatch(/^tried: false$/m);
      if (tried === null) expect(text).toContain('Not tried on the live site');
    }
  });

  it('is covered by the table of addresses', () => {
    expect(sources.map((source) => source.id)).toEqual(Object.keys(ADDRESSES).sort());
  });

  it.each(sources.map((source) => [source.id, source] as const))('%s knows its articles', (id, source) => {
    const { articles, others } = ADDRESSES[id] ?? { articles: [], others: [] };
    for (const [url, expected] of articles) {
      expect(url).toMatch(source.articles.match ?? /$^/);
      expect(source.articles.identity?.exec(url)?.[1] ?? null, url).toBe(expected);
    }
    for (const url of others) expect(url).not.toMatch(source.articles.match ?? /(?:)/);
  });
});

describe('the JSON Schemas for editors', () => {
  it('are current; else run: node config/write-schemas.ts', () => {
    const committed = readdirSync(DIR).filter((name) => name.endsWith('.schema.json'));
    const files = Object.fromEntries(committed.map((name) => [name, readFileSync(join(DIR, name), 'utf8')]));
    expect(files).toEqual(renderSchemaFiles());
  });

  it('describe every key', () => {
    const undescribed = Object.entries(renderSchemaFiles()).flatMap(([name, text]) =>
      findUndescribed(JSON.parse(text), name),
    );
    expect(undescribed).toEqual([]);
  });
});

function findUndescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, items, additionalProperties } = schema as Record<string, object>;
  const own = Object.entries(properties).flatMap(([key, inner]) => [
    ...('description' in inner ? [] : [`${path}.${key}`]),
    ...findUndescribed(inner, `${path}.${key}`),
  ]);
  return [...own, ...findUndescribed(items, path), ...findUndescribed(additionalProperties, path)];
}
