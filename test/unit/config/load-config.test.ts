import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ConfigResult, formatProblem, loadConfig } from '../../../config/load-config.ts';
import { readConfigFile } from '../../../config/read-config-file.ts';
import { sourceSchema } from '../../../config/source-schema.ts';
import { makeChannel } from '../../helpers/channels.ts';
import { LEAST_SOURCE, makeConfigFolder } from './config-folder.ts';

/** How articles are visited again, and pages fetched, where a file says nothing else. */
const REVISIT = {
  retireAfterMs: 2_592_000_000,
  floorMs: 300_000,
  ceilingMs: 604_800_000,
  visits: 32,
  confirmations: 2,
};
const FETCH = {
  render: 'auto',
  delayMs: 2000,
  concurrency: 1,
  perDay: null,
  quiet: null,
  headers: {},
  proxy: null,
  cookies: 'source',
  screenshot: false,
  pdf: false,
};

/** The problems of a folder as people see them, without the folder's own path. */
function showProblems(dir: string, result: ConfigResult): string[] {
  return result.ok ? [] : result.problems.map((problem) => formatProblem(problem).replace(`${dir}/`, ''));
}

function problemsOf(files: Record<string, string | Uint8Array>): string[] {
  const dir = makeConfigFolder(files);
  return showProblems(dir, loadConfig(dir));
}

const SETTINGS_EXAMPLE = `
network:
  userAgent: "stet/1.0 (+https://example.org/about-our-crawler)"
  allowPrivate: []                 # CIDRs that may be fetched although private
  maxBodyMb: 16
web: { host: 127.0.0.1, port: 4000, token: null }
channels:
  newsroom: { webhook: https://hooks.example.org/stet, secret: env:STET_WEBHOOK_SECRET, minImportance: 0.5 }
retention: { bytes: forever }
`;
const SOURCE_EXAMPLE = String.raw`
name: The Moscow Times
homepage: https://www.themoscowtimes.com/
language: en
timezone: Europe/Moscow
discover:
  - feed: https://www.themoscowtimes.com/rss/news
  - sitemap: https://static.themoscowtimes.com/sitemap/sitemap.xml
    newerThan: 7d
  - section: https://www.themoscowtimes.com/news
    links: "a[href*='/20']"
articles:
  match: '/\d{4}/\d{2}/\d{2}/[^/]+-a\d+$'
  identity: '-a(\d+)$'            # the article's own id: another slug with it is a move, not a new article
schedule:
  every: 5m                        # or cron: "*/5 6-23 * * *" (in the source's time zone)
  revisit: { retireAfter: 30d }    # the rest is learned, with floors and ceilings that can be set
fetch: { render: auto, delay: 2s, headers: {} }      # render: http | browser | auto
extract:
  - validFrom: 2020-01-01
    body: .article__content
    remove: [.contribute-banner]
alerts: [newsroom]                 # channels of stet.yaml
`;

describe('a sound configuration', () => {
  it('is read whole: the examples of the design', () => {
    const dir = makeConfigFolder({ 'stet.yaml': SETTINGS_EXAMPLE, 'sources/moscow-times.yaml': SOURCE_EXAMPLE });
    const result = loadConfig(dir);
    if (!result.ok) throw new Error(showProblems(dir, result).join('\n'));
    expect(result.config.dir).toBe(dir);
    expect(result.config.settings).toEqual({
      network: {
        userAgent: 'stet/1.0 (+https://example.org/about-our-crawler)',
        from: null,
        allowPrivate: [],
        maxBodyMb: 16,
        timeoutMs: 30_000,
      },
      web: { host: '127.0.0.1', port: 4000, token: null, oidc: null, publicUrl: null },
      channels: {
        newsroom: makeChannel({
          target: { kind: 'webhook', address: 'https://hooks.example.org/stet', secret: 'env:STET_WEBHOOK_SECRET' },
          rules: { minImportance: 0.5 },
        }),
      },
      workers: {
        visits: 8,
        renders: 2,
        discoveries: 2,
        deliveries: 4,
        readers: 2,
        readTimeoutMs: 5_000,
        renderTimeoutMs: 45_000,
      },
    });
    const none = {
      headline: [],
      kicker: [],
      dek: [],
      byline: [],
      publishedAt: [],
      modifiedAt: [],
      section: [],
      tags: [],
    };
    expect(result.config.sources).toEqual([
      {
        id: 'moscow-times',
        name: 'The Moscow Times',
        homepage: 'https://www.themoscowtimes.com/',
        enabled: true,
        tried: null,
        language: 'en',
        timezone: 'Europe/Moscow',
        discover: [
          { kind: 'feed', url: 'https://www.themoscowtimes.com/rss/news', newerThanMs: null, links: null },
          {
            kind: 'sitemap',
            url: 'https://static.themoscowtimes.com/sitemap/sitemap.xml',
            newerThanMs: 604_800_000,
            links: null,
          },
          { kind: 'section', url: 'https://www.themoscowtimes.com/news', newerThanMs: null, links: "a[href*='/20']" },
        ],
        articles: { match: /\/\d{4}\/\d{2}\/\d{2}\/[^/]+-a\d+$/, identity: /-a(\d+)$/ },
        schedule: {
          everyMs: 300_000,
          floorMs: 120_000,
          cron: null,
          timezone: 'Europe/Moscow',
          revisit: REVISIT,
        },
        fetch: FETCH,
        extract: [
          {
            validFrom: '2020-01-01',
            validUntil: null,
            ...none,
            ...{ leadImage: [], caption: [], credit: [], keep: [] },
            ...{ dateline: [], notes: [], language: [], isAccessibleForFree: [] },
            body: ['.article__content'],
            remove: ['.contribute-banner'],
          },
        ],
        alerts: ['newsroom'],
      },
    ]);
  });

  it('may be an empty folder', () => {
    expect(loadConfig(makeConfigFolder())).toMatchObject({ ok: true, config: { sources: [] } });
  });

  it.each([
    ['comments alone', '# nothing\n'],
    ['keys without a value', 'network:\n  # userAgent: x\nweb:\n  token:\nchannels:\n'],
    ['an empty file', ''],
    ['a byte order mark and CRLF', '\uFEFFweb:\r\n  port: 4000\r\n'],
  ])('gives the defaults for %s', (_what, text) => {
    const defaults = loadConfig(makeConfigFolder());
    const dir = makeConfigFolder({ 'stet.yaml': text });
    const result = loadConfig(dir);
    expect(showProblems(dir, result)).toEqual([]);
    expect(result).toMatchObject({ config: { settings: defaults.ok && defaults.config.settings } });
  });

  it('gives a source its defaults', () => {
    const result = loadConfig(makeConfigFolder({ 'sources/a.yaml': LEAST_SOURCE }));
    expect(result).toMatchObject({
      config: {
        sources: [
          {
            id: 'a',
            enabled: true,
            tried: null,
            language: null,
            timezone: 'UTC',
            articles: { match: null, identity: null },
            schedule: {
              everyMs: 3_600_000,
              floorMs: 120_000,
              cron: null,
              revisit: REVISIT,
            },
            fetch: FETCH,
            extract: [],
            alerts: [],
          },
        ],
      },
    });
  });

  it('has a cron line instead of an interval', () => {
    const text = `${LEAST_SOURCE}timezone: Europe/Kyiv\nschedule: { cron: "*/5 6-23 * * *" }\n`;
    expect(loadConfig(makeConfigFolder({ 'sources/a.yaml': text }))).toMatchObject({
      config: { sources: [{ schedule: { everyMs: null, cron: '*/5 6-23 * * *', timezone: 'Europe/Kyiv' } }] },
    });
  });

  it('passes over what is no configuration: swap files, backups, folders, notes', () => {
    const dir = makeConfigFolder({
      'sources/a.yaml': LEAST_SOURCE,
      'sources/.b.yaml.swp': 'x',
      'sources/.#c.yaml': 'x',
      'sources/a.yaml~': 'x',
      'sources/README.md': 'x',
    });
    mkdirSync(join(dir, 'sources/folder.yaml'));
    symlinkSync(join(dir, 'sources/nowhere.yaml'), join(dir, 'sources/dangling.yaml'));
    expect(loadConfig(dir)).toMatchObject({ config: { sources: [{ id: 'a' }] } });
  });

  it('takes secrets in files from beside the configuration', () => {
    const dir = makeConfigFolder({
      'stet.yaml':
        'web: { token: "file:token.txt" }\nchannels: { c: { webhook: "https://x.example/", secret: file:/s } }\n',
      'sources/a.yaml': `${LEAST_SOURCE}fetch: { headers: { Cookie: file:cookie.txt, X-Note: plain } }\n`,
    });
    expect(loadConfig(dir)).toMatchObject({
      config: {
        settings: { web: { token: `file:${dir}/token.txt` }, channels: { c: { target: { secret: 'file:/s' } } } },
        sources: [{ fetch: { headers: { cookie: `file:${dir}/cookie.txt`, 'x-note': 'plain' } } }],
      },
    });
  });
});

const TOP_KEYS =
  'name, homepage, enabled, tried, language, timezone, discover, articles, schedule, fetch, extract, alerts';
const IN_CLEAR = 'a secret must not stand in YAML; write env:NAME (an environment variable) or file:PATH';

describe('a mistake in a source', () => {
  it.each([
    [
      'schedule:\n  every: 5 minutes',
      '5:10  schedule.every: "5 minutes" is not a duration; write e.g. 30s, 5m, 2h, 7d',
    ],
    ['schedule:\n  every: 5', '5:10  schedule.every: 5 is not a duration; write e.g. 30s, 5m, 2h, 7d'],
    ['schedule: { every: 0m }', '4:20  schedule.every: "0m" is no time at all; write e.g. 30s, 5m'],
    ['langauge: en', `4:1  langauge: unknown key; did you mean "language"? Allowed here: ${TOP_KEYS}`],
    ['delay: 2s', `4:1  delay: unknown key; it belongs to "fetch"; allowed here: ${TOP_KEYS}`],
    ['zzz: 2s', `4:1  zzz: unknown key; allowed here: ${TOP_KEYS}`],
    ['__proto__: 2s', `4:1  __proto__: unknown key; allowed here: ${TOP_KEYS}`],
    [
      'schedule:\n  evry: 5m',
      '5:3  schedule.evry: unknown key; did you mean "every"? Allowed here: every, floor, cron, revisit',
    ],
    ['language: english', '4:11  language: "english" is not a language tag; write e.g. en, pt-BR, zh-Hant'],
    ['language: en_GB', '4:11  language: "en_GB" is not a language tag; write e.g. en, pt-BR, zh-Hant'],
    ['timezone: Europe/Moskow', '4:11  timezone: "Europe/Moskow" is not a time zone; did you mean "Europe/Moscow"?'],
    ['timezone: "+03:00"', '4:11  timezone: "+03:00" is not a time zone; write e.g. Europe/Moscow or UTC'],
    ['tried: yes', '4:8  tried: "yes" is not a date; write it as 2020-01-31'],
    ['tried: true', '4:8  tried: write the day of the trial, e.g. 2025-01-31, or false'],
    ['alerts: [5]', '4:10  alerts[0]: 5 is not a text; put it in quotation marks'],
    ['enabled: "no"', '4:10  enabled: "no" is not true or false'],
    ['fetch: { render: chrome }', '4:18  fetch.render: "chrome" is not allowed; write http, browser or auto'],
    ['fetch: { headers: { cookie: a=b } }', `4:29  fetch.headers.cookie: ${IN_CLEAR}`],
    ['fetch: { headers: { Host: b.example } }', '4:27  fetch.headers.Host: stet sets this header itself; leave it out'],
    [
      'articles: { identity: "-a\\\\d+$" }',
      `4:23  articles.identity: "-a\\\\d+$" captures nothing; put the part that is the article's id in brackets: '-a(\\d+)$'`,
    ],
    ['articles: { match: "(" }', '4:20  articles.match: "(" is not a regular expression: /(/: Unterminated group'],
    [
      "articles: { match: '(\\w+-?)*$' }",
      '4:20  articles.match: "(\\\\w+-?)*$" repeats a repetition, which can take for ever on a long URL; repeat once',
    ],
    [
      'schedule: { cron: "* * *" }',
      '4:19  schedule.cron: "* * *" is not a cron line; write e.g. "*/15 6-23 * * *" (it has five fields, or six with seconds)',
    ],
    [
      'schedule: { cron: "0 0 30 2 *" }',
      '4:19  schedule.cron: "0 0 30 2 *" never comes round; check its day and month',
    ],
    [
      'fetch: { render: http, screenshot: true }',
      '4:36  fetch.screenshot: screenshot needs a browser, and "render: http" says that there is to be none; write "render: auto", or leave screenshot out',
    ],
    ['schedule: { every: 5m, cron: "0 0 * * *" }', '4:30  schedule.cron: every and cron exclude each other; keep one'],
    [
      'schedule:\n  revisit: { floor: 8d }',
      '5:21  schedule.revisit.floor: the floor is above the ceiling (default 7d); make it the smaller one',
    ],
    [
      'extract:\n  - body: [.a, "b:nope"]',
      '5:16  extract[0].body[1]: "b:nope" is not a CSS selector: Unknown pseudo-class :nope',
    ],
    ['extract:\n  - body: "a["', '5:11  extract[0].body: "a[" is not a CSS selector: Expected name, found its end'],
    ['extract:\n  - body: [.a, 7]', '5:16  extract[0].body[1]: 7 is not a CSS selector'],
    [
      'extract:\n  - validFrom: 2023-02-29',
      '5:16  extract[0].validFrom: "2023-02-29" is not a date; write it as 2020-01-31',
    ],
    ['extract: { body: .a }', '4:10  extract: a set of keys and values is not a list'],
    ['extract:\n  body: .a', '4:1  extract: a set of keys and values is not a list'],
    ['alerts:\n  - nobody', '5:5  alerts[0]: there is no channel "nobody" in stet.yaml; channels there: none'],
    ['name: B', '4:1  "name" stands here a second time; keep one of them'],
    ['fetch: {', '5:1  not valid YAML: Flow map in block collection must be sufficiently indented and end with a }'],
    ['fetch:\n\tdelay: 2s', '5:1  a tab cannot indent YAML; use spaces'],
  ])('%s', (text, expected) => {
    const found = problemsOf({ 'sources/a.yaml': `${LEAST_SOURCE}${text}\n` });
    expect(found).toContain(`sources/a.yaml:${expected}`);
    expect(found).toHaveLength(1);
  });

  it.each([
    [
      '',
      [
        '1:1  name: is missing; it must be given',
        '1:1  homepage: is missing; it must be given',
        '1:1  discover: is missing; it must be given',
      ],
    ],
    ['- a\n', ['1:1  a list is not a set of keys and values']],
    [
      'name: A\nhomepage: ftp://a\ndiscover: []\n',
      [
        '2:11  homepage: "ftp://a" is not a web address; write e.g. https://example.org/news',
        '3:11  discover: the list needs at least 1 entry',
      ],
    ],
    [
      'name: ""\nhomepage: https://u:p@a.example\ndiscover:\n  - {}\n',
      [
        '1:7  name: is empty; it must be given',
        '2:11  homepage: the address carries a user name or password; leave them out, secrets do not belong in YAML',
        '4:5  discover[0]: an entry has exactly one of feed, sitemap and section; none of them is there',
      ],
    ],
    [
      'name: A\nhomepage: https://a.example\ndiscover:\n  - feed: https://a.example/\n    links: a\n',
      ['5:12  discover[0].links: links belongs to a section; a feed or sitemap lists its articles itself'],
    ],
    [
      'name: A\nhomepage: https://a.example\ndiscover:\n  - feed: https://a.example/\n    sitemap: https://a.example/\n',
      ['4:5  discover[0]: an entry has exactly one of feed, sitemap and section; here are feed and sitemap'],
    ],
    [
      'name: &a [x, x, x, x, x, x, x, x, x, x]\nhomepage: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\ndiscover: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n',
      ['1:1  the file cannot be read: Excessive alias count indicates a resource exhaustion attack'],
    ],
  ])('in the whole of %j', (text, expected) => {
    expect(problemsOf({ 'sources/a.yaml': text }).slice(0, expected.length)).toEqual(
      expected.map((line) => `sources/a.yaml:${line}`),
    );
  });

  it('is found in every place of a list', () => {
    expect(problemsOf({ 'sources/a.yaml': `${LEAST_SOURCE}extract:\n  - remove: [.a, "b[", .c, ":d"]\n` })).toEqual([
      'sources/a.yaml:5:18  extract[0].remove[1]: "b[" is not a CSS selector: Expected name, found its end',
      'sources/a.yaml:5:28  extract[0].remove[3]: ":d" is not a CSS selector: Unknown pseudo-class :d',
    ]);
  });

  it('is found through an alias', () => {
    const text = `${LEAST_SOURCE}fetch: { headers: { x: &x 5 } }\nextract:\n  - body: *x\n`;
    expect(problemsOf({ 'sources/a.yaml': text })).toEqual([
      'sources/a.yaml:4:27  fetch.headers.x: the value of a header is a text; put it in quotation marks',
      'sources/a.yaml:6:11  extract[0].body: 5 is not a CSS selector or a list of them',
    ]);
  });
});

describe('a mistake in the settings', () => {
  it.each([
    ['network: { maxBodyMb: .inf }', '1:23  network.maxBodyMb: Infinity is not a number'],
    [
      'a: [\nb: {\nc: "',
      '2:1  not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['web: &w [*w]', '1:1  the file cannot be read: a value refers to itself, or is nested too deeply'],
    [
      'channels: { c: { webhook: !!js/function https://x.example/ } }',
      '1:27  not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function',
    ],
    ['web: { port: 70000 }', '1:14  web.port: 70000 is out of range; it must be at most 65535'],
    ['web: { port: 80.5 }', '1:14  web.port: 80.5 is not a whole number'],
    ['web: { token: hunter2 }', `1:15  web.token: ${IN_CLEAR}`],
    ['web: { token: 1234 }', `1:15  web.token: ${IN_CLEAR}`],
    ['channels:\n  c: { webhook: https://x.example/, secret: hunter2 }', `2:45  channels.c.secret: ${IN_CLEAR}`],
    [
      'channels:\n  c: { webhook: hooks.example/hunter2 }',
      '2:17  channels.c.webhook: this is not a web address; write e.g. https://example.org/news',
    ],
    [
      'channels:\n  c: { secret: env:A }',
      '2:6  channels.c: it leads nowhere; give it one of webhook, email, slack, discord, mattermost, telegram, mastodon, bluesky, ntfy',
    ],
    [
      'channels:\n  "c d": { webhook: https://x.example/ }',
      '2:3  channels.c d: the name of a channel has only letters, digits, _ and -',
    ],
    [
      'channels:\n  c: { webhook: https://x.example/, minImportance: 50 }',
      '2:52  channels.c.minImportance: 50 is out of range; it must be at most 1',
    ],
    [
      'channels:\n  c: { webook: https://x.example/, webhook: https://x.example/ }',
      '2:8  channels.c.webook: unknown key; did you mean "webhook"? Allowed here: webhook, email, slack, discord, mattermost, telegram, mastodon, bluesky, ntfy, secret, minImportance, kinds, notKinds, sources, notSources, languages, silent, words, notWords, title, body, image, atMost, quiet, digest, timezone',
    ],
    [
      'channels:\n  c: { webhook: https://x.example/, sources: [nowhere] }',
      '2:47  channels.c.sources[0]: there is no source "nowhere" in sources/; sources there: none',
    ],
    [
      'channels:\n  c: { slack: env:A, image: true }',
      '2:29  channels.c.image: an incoming webhook of slack takes no picture; leave it out',
    ],
    [
      'network: { allowPrivate: [127.0.0.1, 10.0.0.0/33] }',
      '1:38  network.allowPrivate[1]: "10.0.0.0/33" is not an address range; write e.g. 127.0.0.0/8 or fd00::/8',
    ],
    ['network: { maxBodyMb: 0 }', '1:23  network.maxBodyMb: 0 is out of range; it must be more than 0'],
    ['network: { userAgent: "a\\nb" }', '1:23  network.userAgent: "a\\nb" is not a user agent; write a line in ASCII'],
    [
      'network: { userAgent: "crawler/1.0" }',
      '1:23  network.userAgent: "crawler/1.0" names nobody whom a site could turn to; write e.g. "stet/1.0 (+https://example.org/our-crawler)", or an e-mail address as from',
    ],
    [
      'network: { from: "me at example.org" }',
      '1:18  network.from: "me at example.org" is not an e-mail address; write e.g. crawler@example.org',
    ],
    ['retention: { bytes: always }', '1:21  retention.bytes: "always" is not allowed; write forever'],
    ['workers: 5', '1:10  workers: 5 is not a set of keys and values'],
    ['web:\n  port: 1\n---\nweb:\n  port: 2', '3:1  a second document begins here; put it into a file of its own'],
  ])('%s', (text, expected) => {
    const found = problemsOf({ 'stet.yaml': `${text}\n` });
    expect(found).toEqual([`stet.yaml:${expected}`]);
    expect(found.join()).not.toContain('hunter2');
  });
});

describe('how a source is fetched', () => {
  const PROXY = 'the address of a proxy; write e.g. http://proxy.example.org:3128, socks5://127.0.0.1:1080 or env:NAME';
  it.each([
    ['proxy: http://proxy.example.org:3128', []],
    ['proxy: "socks5://[::1]:1080"', []],
    ['proxy: env:STET_PROXY', []],
    ['proxy: file:/run/secrets/proxy', []],
    ['cookies: visit', []],
    ['proxy: socks4://proxy.example.org', [`proxy: "socks4://proxy.example.org" is not ${PROXY}`]],
    ['proxy: proxy.example.org:3128', [`proxy: "proxy.example.org:3128" is not ${PROXY}`]],
    ['proxy: http://proxy.example.org/path', [`proxy: "http://proxy.example.org/path" is not ${PROXY}`]],
    [
      'proxy: http://me:hunter2@proxy.example.org',
      ['proxy: the address carries a user name or password; put the whole address behind env:NAME or file:PATH'],
    ],
    ['cookies: always', ['cookies: "always" is not allowed; write source, visit or none']],
  ])('%s', (text, expected) => {
    const found = problemsOf({ 'sources/a.yaml': `${LEAST_SOURCE}fetch: { ${text} }\n` });
    expect(found.map((problem) => problem.replace(/^.* {2}fetch\./, ''))).toEqual(expected);
  });

  it('a user agent without an address needs a From', () => {
    expect(problemsOf({ 'stet.yaml': 'network: { userAgent: crawler/1.0, from: me@example.org }\n' })).toEqual([]);
    expect(problemsOf({ 'stet.yaml': 'network: { userAgent: "crawler/1.0 (me@example.org)" }\n' })).toEqual([]);
  });
});

describe('a mistake in the files', () => {
  it('a folder that is not there', () => {
    const missing = join(makeConfigFolder(), 'nowhere');
    expect(showProblems('//', loadConfig(missing))).toEqual([
      `${missing}  there is no such folder; set STET_CONFIG to the folder that holds stet.yaml and sources/`,
    ]);
  });

  it.each([
    [
      'sources/Bbc.yaml',
      ['sources/Bbc.yaml  "Bbc" cannot be the id of a source; name the file with a to z, 0 to 9 and - only'],
    ],
    [
      'sources/b_c.yaml',
      ['sources/b_c.yaml  "b_c" cannot be the id of a source; name the file with a to z, 0 to 9 and - only'],
    ],
    ['sources/b.yml', ['sources/b.yml  the name of a source file ends in .yaml; rename it']],
    ['stet.yml', ['stet.yml  stet reads stet.yaml only; rename this file']],
  ])('a name that is not right: %s', (name, expected) => {
    expect(problemsOf({ [name]: LEAST_SOURCE })).toEqual(expected);
  });

  it('two files for one id', () => {
    expect(problemsOf({ 'sources/bbc.yaml': LEAST_SOURCE, 'sources/bbc.yml': LEAST_SOURCE })).toEqual([
      'sources/bbc.yml  a source of this id is there already, in bbc.yaml; rename one of the two',
      'sources/bbc.yml  the name of a source file ends in .yaml; rename it',
    ]);
    expect(problemsOf({ 'sources/BBC.yaml': LEAST_SOURCE, 'sources/bbc.yaml': LEAST_SOURCE })).toContain(
      'sources/bbc.yaml  a source of this id is there already, in BBC.yaml; rename one of the two',
    );
  });

  it('bytes that are not UTF-8', () => {
    expect(problemsOf({ 'sources/a.yaml': Uint8Array.of(0x6e, 0xff, 0xfe) })).toEqual([
      'sources/a.yaml  the file is not UTF-8; save it as UTF-8',
    ]);
  });

  it('a file that cannot be read', () => {
    expect(readConfigFile(makeConfigFolder(), sourceSchema).faults).toEqual([
      { line: 0, column: 0, path: '', message: 'the file cannot be read (EISDIR); check that stet may read it' },
    ]);
  });

  it('all of them at once, and nothing half-loaded', () => {
    const found = problemsOf({
      'stet.yaml': 'web: { port: x }\nwebb: 1\n',
      'sources/a.yaml': `${LEAST_SOURCE}enabled: 5\nalerts: [x]\n`,
      'sources/b.yaml': LEAST_SOURCE,
      'sources/c.yaml': 'name: [\n',
    });
    expect(found.map((line) => line.replace(/ {2}.*/, ''))).toEqual([
      'stet.yaml:1:14',
      'stet.yaml:2:1',
      'sources/a.yaml:4:10',
      'sources/c.yaml:2:1',
    ]);
  });
});

describe('formatProblem', () => {
  it('shows paths from where the person stands', () => {
    const problem = { line: 12, column: 5, path: 'schedule.every', message: 'is wrong' };
    const file = join(process.cwd(), 'config/sources/x.yaml');
    expect(formatProblem({ ...problem, file })).toBe(`${relative('', file)}:12:5  schedule.every: is wrong`);
    expect(formatProblem({ ...problem, file: '/elsewhere/x.yaml' })).toBe(
      '/elsewhere/x.yaml:12:5  schedule.every: is wrong',
    );
  });
});
