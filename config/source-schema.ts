import * as z from 'zod';
import { likenessesOf } from '../src/model/likeness.ts';
import type { Endpoint, EndpointKind, FetchRules, Schedule, Source } from '../src/model/source.ts';
import { headersSchema } from './header-schema.ts';
import {
  cronSchema,
  dateSchema,
  durationSchema,
  httpUrlSchema,
  languageSchema,
  patternSchema,
  proxySchema,
  quietHoursSchema,
  selectorSchema,
  selectorsSchema,
  timezoneSchema,
} from './scalar-schemas.ts';

const ENDPOINT_KINDS = ['feed', 'sitemap', 'section'] as const satisfies EndpointKind[];

const endpointSchema = z
  .strictObject({
    feed: httpUrlSchema().optional().describe('Address of an RSS, Atom or JSON feed.'),
    sitemap: httpUrlSchema().optional().describe('Address of a sitemap or of an index of sitemaps; gzip is fine.'),
    section: httpUrlSchema().optional().describe('Address of a page that lists articles.'),
    newerThan: durationSchema().optional().describe('Pass over entries dated before that long ago. Default: take all.'),
    links: selectorSchema()
      .optional()
      .describe(
        'Selector of the links on a section page that may be articles. Default: those that articles.match tells, else those that look like articles.',
      ),
  })
  .check((context) => {
    const kinds = ENDPOINT_KINDS.filter((kind) => context.value[kind] !== undefined);
    if (kinds.length !== 1) {
      const found = kinds.length === 0 ? 'none of them is there' : `here are ${kinds.join(' and ')}`;
      const message = `an entry has exactly one of feed, sitemap and section; ${found}`;
      context.issues.push({ code: 'custom', input: context.value, message });
    }
    if (context.value.links !== undefined && context.value.section === undefined) {
      const message = 'links belongs to a section; a feed or sitemap lists its articles itself';
      context.issues.push({ code: 'custom', input: context.value, path: ['links'], message });
    }
  })
  .meta({ oneOf: ENDPOINT_KINDS.map((kind) => ({ required: [kind] })) });

const articlesSchema = z.strictObject({
  match: patternSchema()
    .optional()
    .describe('Regular expression: a URL is an article where it is found. Default: every page that reads like one.'),
  identity: patternSchema({ group: true })
    .optional()
    .describe("Regular expression whose brackets hold the article's own id. Default: the article's canonical URL."),
});

const revisitSchema = z
  .strictObject({
    retireAfter: durationSchema()
      .prefault('30d')
      .describe('An article is no longer visited that long after its publication or last change.'),
    floor: durationSchema().prefault('5m').describe('The shortest time between two visits of an article.'),
    ceiling: durationSchema().prefault('7d').describe('The longest time between two visits of an article.'),
    visits: z
      .number()
      .min(4)
      .max(500)
      .prefault(32)
      .describe(
        'How many visits an article may take over its life, on average; lively ones take more, quiet ones fewer.',
      ),
    confirmations: z
      .int()
      .min(1)
      .max(20)
      .prefault(2)
      .describe('Visits in a row that must find an article gone, moved or back before that is a change.'),
  })
  .check((context) => {
    if (context.value.floor <= context.value.ceiling) return;
    const message = 'the floor is above the ceiling (default 7d); make it the smaller one';
    context.issues.push({ code: 'custom', input: context.value, path: ['floor'], message });
  });

const DEFAULT_EVERY_MS = 3_600_000;
const scheduleSchema = z
  .strictObject({
    every: durationSchema()
      .optional()
      .describe(
        'The longest time between two looks at a feed, sitemap or section; one that publishes more is asked more often. Default 1h, unless cron is set.',
      ),
    floor: durationSchema()
      .prefault('2m')
      .describe('The shortest time between two looks at one of them; at most as long as every.'),
    cron: cronSchema().optional().describe("When they are asked, as a cron line in the source's time zone."),
    revisit: revisitSchema
      .prefault({})
      .describe('How often, and how long, an article is visited again; learned between floor and ceiling.'),
  })
  .check((context) => {
    if (context.value.every === undefined || context.value.cron === undefined) return;
    const message = 'every and cron exclude each other; keep one';
    context.issues.push({ code: 'custom', input: context.value, path: ['cron'], message });
  });

const fetchSchema = z
  .strictObject({
    render: z
      .enum(['http', 'browser', 'auto'])
      .prefault('auto')
      .describe('http: plain requests; browser: a real browser; auto: a browser where plain requests give no article.'),
    delay: durationSchema({ zero: true }).prefault('2s').describe('The least time between two requests to one host.'),
    concurrency: z
      .int()
      .min(1)
      .max(32)
      .prefault(1)
      .describe('The most requests to one host at the same time, over all workers.'),
    perDay: z
      .int()
      .min(1)
      .max(10_000_000)
      .nullable()
      .prefault(null)
      .describe("The most requests in a day of the source's time zone; null: as many as its visits need."),
    quiet: quietHoursSchema()
      .nullable()
      .prefault(null)
      .describe('Hours of the source\'s time zone in which it is not asked, e.g. "01:00-05:00"; null: none.'),
    headers: headersSchema()
      .prefault({})
      .describe('Headers sent with every request. Cookies and credentials only as env:NAME or file:PATH.'),
    proxy: proxySchema()
      .optional()
      .describe(
        'A proxy that all requests go through, http:// or socks5://; with a password, as env:NAME or file:PATH.',
      ),
    cookies: z
      .enum(['source', 'visit', 'none'])
      .prefault('source')
      .describe(
        'source: what the site sets is sent back to it until a restart; visit: through the redirects of one visit only, where a site counts articles; none: never.',
      ),
    screenshot: z
      .boolean()
      .prefault(false)
      .describe('Whether a picture of the whole page, as a browser shows it, is kept with each new version.'),
    pdf: z.boolean().prefault(false).describe('Whether the page as a browser prints it is kept with each new version.'),
  })
  .check((context) => {
    const { render } = context.value;
    for (const kind of render === 'http' ? likenessesOf(context.value) : []) {
      const message = `${kind} needs a browser, and "render: http" says that there is to be none; write "render: auto", or leave ${kind} out`;
      context.issues.push({ code: 'custom', input: context.value, path: [kind], message });
    }
  });

const SELECTOR_FIELDS = {
  headline: 'Selector of the headline.',
  kicker: 'Selector of the label above the headline (News Analysis, Opinion).',
  dek: 'Selector of the standfirst.',
  byline: 'Selector of the authors.',
  publishedAt: 'Selector of the date of publication.',
  modifiedAt: 'Selector of the date of the last edit.',
  section: 'Selector of the section.',
  tags: 'Selector of the tags.',
  leadImage: 'Selector of the lead image.',
  caption: "Selector of the lead image's caption.",
  credit: "Selector of the lead image's credit.",
  body: 'Selector of the element that holds the text.',
  remove: 'Selectors of what does not belong to the body.',
  keep: 'Selectors of what belongs to the body though it looks like furniture.',
  dateline: 'Selector of the place (and date) that the article was written at.',
  notes: "Selector of the newsroom's notes: corrections, clarifications, updates.",
  language: 'Selector of what says the language (BCP 47), in its lang or content, else in its text.',
  isAccessibleForFree: 'Selector of what stands only on pages of articles that are not free.',
} as const;
type SelectorField = keyof typeof SELECTOR_FIELDS;
type SelectorsField = z.ZodPrefault<ReturnType<typeof selectorsSchema>>;

const selectorFields = Object.fromEntries(
  Object.entries(SELECTOR_FIELDS).map(([field, text]) => [
    field,
    selectorsSchema().prefault([]).describe(`${text} One, or a list of which the first that matches wins.`),
  ]),
) as Record<SelectorField, SelectorsField>;

const extractRuleSchema = z
  .strictObject({
    validFrom: dateSchema().optional().describe('The rule holds for pages published from this day on.'),
    validUntil: dateSchema().optional().describe('The rule holds for pages published before this day.'),
    ...selectorFields,
  })
  .check((context) => {
    const { validFrom, validUntil } = context.value;
    if (validFrom === undefined || validUntil === undefined || validFrom < validUntil) return;
    const message = 'the rule ends before it begins; validUntil must be later than validFrom';
    context.issues.push({ code: 'custom', input: context.value, path: ['validUntil'], message });
  });

/** A file of `config/sources/`. */
export const sourceSchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .regex(/^\P{Cc}*$/u, { error: () => 'a name holds no control characters' })
      .describe('What people call the publication.'),
    homepage: httpUrlSchema().describe("The publication's front page."),
    enabled: z.boolean().prefault(true).describe('Whether the source is watched.'),
    tried: z
      .union([z.literal(false), dateSchema()], { error: () => 'write the day of the trial, e.g. 2025-01-31, or false' })
      .prefault(false)
      .describe('The day on which a person tried this file on the live site, or false.'),
    language: languageSchema().optional().describe('Language of the articles (BCP 47), where pages do not say it.'),
    timezone: timezoneSchema().prefault('UTC').describe('Time zone (IANA) of dates without one, and of cron.'),
    discover: z.array(endpointSchema).min(1).describe('Where new articles are found; at least one entry.'),
    articles: articlesSchema.prefault({}).describe('Which URLs are articles, and what identifies one.'),
    schedule: scheduleSchema.prefault({}).describe('How often the source is asked, and its articles visited again.'),
    fetch: fetchSchema.prefault({}).describe('How pages are fetched.'),
    extract: z
      .array(extractRuleSchema)
      .prefault([])
      .describe('Selectors, where reading a page without them goes wrong; one entry for each layout the site has had.'),
    alerts: z.array(z.string()).prefault([]).describe('Names of channels of stet.yaml that are told of changes.'),
  })
  .meta({
    title: 'A source of stet',
    description: 'One publication: where to discover, what to fetch, how to read it.',
  });

/** A source as the rest of the program knows it; `id` is the name of its file. */
export function toSource(id: string, file: z.output<typeof sourceSchema>): Source {
  const { discover, articles, schedule, extract, ...rest } = file;
  return {
    id,
    ...rest,
    tried: file.tried === false ? null : file.tried,
    language: file.language ?? null,
    discover: discover.map(toEndpoint),
    articles: { match: articles.match ?? null, identity: articles.identity ?? null },
    schedule: toSchedule(schedule, file.timezone),
    fetch: toFetchRules(file.fetch),
    extract: extract.map((rule) => ({
      ...rule,
      validFrom: rule.validFrom ?? null,
      validUntil: rule.validUntil ?? null,
    })),
  };
}

function toFetchRules({ delay, proxy, ...rest }: z.output<typeof fetchSchema>): FetchRules {
  return { ...rest, delayMs: delay, proxy: proxy ?? null };
}

function toEndpoint(entry: z.output<typeof endpointSchema>): Endpoint {
  const kind = ENDPOINT_KINDS.find((candidate) => entry[candidate] !== undefined);
  const url = kind && entry[kind];
  if (kind === undefined || url === undefined) throw new Error('an endpoint without an address passed its schema');
  return { kind, url, newerThanMs: entry.newerThan ?? null, links: entry.links ?? null };
}

function toSchedule(schedule: z.output<typeof scheduleSchema>, timezone: string): Schedule {
  const { retireAfter, floor, ceiling, visits, confirmations } = schedule.revisit;
  return {
    everyMs: schedule.cron === undefined ? (schedule.every ?? DEFAULT_EVERY_MS) : null,
    floorMs: schedule.floor,
    cron: schedule.cron ?? null,
    timezone,
    revisit: { retireAfterMs: retireAfter, floorMs: floor, ceilingMs: ceiling, visits, confirmations },
  };
}
