import { z } from '@hono/zod-openapi';
import { WATCHED_FIELDS } from '../../model/article.ts';
import { CHANGE_KINDS, NOISE_RULES } from '../../model/change.ts';
import { DRIFT_STATUSES } from '../../model/drift.ts';
import { LIKENESS_KINDS } from '../../model/likeness.ts';
import { ARTICLE_STATUSES, OUTCOMES } from '../../model/outcome.ts';
import { blockSchema, recordSchema } from '../../model/record-schema.ts';
import { VERDICTS } from '../../model/verdict.ts';

const share = z.number().min(0).max(1).nullable();
const time = z.iso.datetime().describe('ISO 8601, in UTC.');
const id = z.string().describe('Its id.');
const articleId = z.string().describe("The article's id.");
const sourceId = z.string().describe("The source's id.");
const number = z.int().positive();

/** The number of a version, in an address. */
export const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

const wordsSchema = z
  .array(z.strictObject({ op: z.enum(['same', 'removed', 'added']), text: z.string() }))
  .describe('The words: `same` and `removed` give the text before, `same` and `added` the one after.');

/** What differs, and what kind of edit it is. */
const differences = {
  kinds: z.array(z.enum(CHANGE_KINDS)),
  importance: z.number().min(0).max(1),
  terms: z.array(z.strictObject({ term: z.string(), value: z.number(), why: z.string() })),
  reasons: z.array(z.string()).describe('A line a kind, with the words that it rests on.'),
  silent: z.boolean().describe('The meaning changed, and nothing on the page says so.'),
  noise: z.boolean().describe('Only furniture differs.'),
  touched: z.boolean().describe('The modified time moved, and nothing that a reader sees did.'),
  passedOver: z.array(z.strictObject({ rule: z.enum(NOISE_RULES), what: z.string() })),
  fields: z.array(
    z.strictObject({
      field: z.enum(WATCHED_FIELDS).exclude(['body']),
      from: z.string().nullable(),
      to: z.string().nullable(),
      words: wordsSchema,
    }),
  ),
  blocks: z.array(
    z.strictObject({
      op: z.enum(['added', 'removed', 'edited', 'moved', 'split', 'merged']),
      from: z.int().nonnegative().nullable(),
      to: z.int().nonnegative().nullable(),
      before: z.union([blockSchema, z.null()]),
      after: z.union([blockSchema, z.null()]),
      words: wordsSchema,
    }),
  ),
};

const between = {
  article: articleId,
  from: number.describe('The version before.'),
  to: number.describe('The version after; the same for what befell an article without an edit, and for noise.'),
};

/** A change, as `changeJson` writes it. */
export const changeSchema = z
  .strictObject({
    id,
    ...between,
    capture: z.string().nullable().describe('The capture that showed it, where no version was made of it.'),
    detectedAt: time,
    drift: z.string().nullable().describe('The drift that it belongs to.'),
    assignee: z.string().nullable().describe('The user who is to look at it.'),
    ...differences,
  })
  .meta({ id: 'Change' });

/** Two versions, compared. */
export const comparisonSchema = z
  .strictObject({ ...between, change: z.union([z.strictObject(differences), z.null()]) })
  .meta({ id: 'Comparison' });

export const articleSchema = z
  .strictObject({
    id,
    source: sourceId,
    url: z.string(),
    status: z.enum(ARTICLE_STATUSES),
    headline: z.string().nullable(),
    publishedAt: z.string().nullable().describe('As the page gives it.'),
    firstSeenAt: time,
    versions: z.int().nonnegative(),
    mergedInto: z.string().nullable().describe('The article that it turned out to be.'),
  })
  .meta({ id: 'Article' });

export const captureSchema = z
  .strictObject({
    id,
    article: articleId,
    fetchedAt: time,
    status: z.int().nullable().describe('The HTTP status; `null` where no answer came.'),
    outcome: z.enum(OUTCOMES),
    reason: z.string(),
    noarchive: z.boolean().describe('Whether the page asks not to be archived.'),
  })
  .meta({ id: 'Capture' });

export const versionSchema = z
  .strictObject({ article: articleId, number, seenAt: time, digest: z.string() })
  .meta({ id: 'Version' });

const likenessSchema = z.strictObject({
  kind: z.enum(LIKENESS_KINDS),
  outcome: z.enum(['owed', 'taken', 'failed']),
  reason: z.string().describe('Why there is none, or what is missing of it; else empty.'),
  takenAt: time.nullable(),
  sha256: z.string().nullable(),
  size: z.int().nonnegative().nullable().describe('In bytes.'),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  finalUrl: z.string().nullable(),
  pageSha256: z.string().nullable().describe("SHA-256 of the page's elements at that moment."),
  showsVersion: z.boolean().nullable().describe('Whether it showed just what the version says.'),
});

/** Records of older extractors have no dateline. */
export const versionRecordSchema = recordSchema
  .partial({ dateline: true })
  .extend({ ...versionSchema.shape, likenesses: z.array(likenessSchema) })
  .meta({ id: 'VersionRecord', title: 'A version with its record' });

export const annotationSchema = z
  .strictObject({
    change: z.string(),
    verdict: z.enum(VERDICTS),
    note: z.string().nullable(),
    by: z.string().nullable().describe('The user who gave it; `null`: nobody who is named.'),
    createdAt: time,
  })
  .meta({ id: 'Annotation' });

/** What is said of a change now: `note` without words, nothing. */
export const judgedSchema = z
  .strictObject({ change: z.string(), verdict: z.enum(VERDICTS), note: z.string().nullable() })
  .meta({ id: 'Judged' });

export const sourceSchema = z
  .strictObject({
    id,
    name: z.string(),
    enabled: z.boolean().describe('Whether it is configured, and switched on.'),
    articles: z.int().nonnegative(),
    versions: z.int().nonnegative(),
    changesOfWeek: z.int().nonnegative().describe('Changes of the last seven days, without noise.'),
    lastVisitAt: time.nullable(),
    nextVisitAt: time.nullable(),
    outcomes: z
      .array(z.strictObject({ outcome: z.enum(OUTCOMES), articles: z.int().nonnegative() }))
      .describe('What the last visits of its articles came to.'),
    pausedAt: time.nullable().describe('Since when a person has it make no visits.'),
    pausedBy: z.string().nullable(),
    articlesADay: z.number().nonnegative().describe('Articles first seen a day, over the last seven days.'),
    shares: z
      .strictObject({ edited: share, failed: share, blocked: share, disallowed: share })
      .describe('Of its articles: those ever edited; those whose last visit failed, was blocked, or was disallowed.'),
    drift: z.boolean().describe('Whether something of it is in quarantine.'),
  })
  .meta({ id: 'Source' });

export const driftSchema = z
  .strictObject({
    id,
    source: sourceId,
    status: z.enum(DRIFT_STATUSES),
    detectedAt: time,
    decidedAt: time.nullable(),
    articles: z.int().nonnegative(),
    changes: z.int().nonnegative(),
    examples: z.array(z.string()).describe('Ids of some of its changes.'),
  })
  .meta({ id: 'Drift' });
