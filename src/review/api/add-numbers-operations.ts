import { createRoute, z } from '@hono/zod-openapi';
import type { ArticleNumbers, ChangeNumbers } from '../../../storage/numbers.ts';
import { CHANGE_KINDS } from '../../model/change.ts';
import { TIME_UNITS } from '../../model/time-unit.ts';
import { shareOf } from '../list-shares.ts';
import { numbersFilters, toNumbersFilter } from '../read-numbers.ts';
import type { CountedNumbers } from '../remember-numbers.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers } from './list-answer.ts';

const counted = z.int().nonnegative();
const seconds = z.number().nonnegative();

const figures = {
  edits: counted,
  silent: counted.describe('Edits that changed the meaning, and said nothing of it.'),
  silentShare: z.union([z.number().min(0).max(1), z.null()]).describe('Their share of the edits; null without any.'),
  headlineTests: counted,
  away: counted.describe('How often articles were found gone, withdrawn, redirected, or closed.'),
  articles: counted.describe('Articles first seen in that time, and captured.'),
  edited: counted.describe('How many of them were edited since.'),
  young: counted.describe('How many of them were not, and are younger than a week: their first edit may still come.'),
  firstEditSeconds: z
    .union([seconds, z.null()])
    .describe('From when such an article was first seen to its first edit: the median of those that were edited.'),
};

const numbersSchema = z
  .strictObject({
    since: z.iso.datetime(),
    until: z.iso.datetime().describe('Until then it was counted.'),
    sources: z.array(z.strictObject({ source: z.string().describe("The source's id."), ...figures })),
    kinds: z.array(
      z.strictObject({
        kind: z.enum(CHANGE_KINDS),
        changes: counted,
        each: z.array(counted).describe('How many in each of the `stretches`, in their order.'),
      }),
    ),
    hours: z.array(counted).length(24).describe("Edits by the hour of the day, in each source's time zone."),
    days: z.array(z.strictObject({ day: z.iso.date(), edits: counted, silent: counted })),
    firstEdit: z
      .union([
        z.strictObject({ quarterSeconds: seconds, medianSeconds: seconds, threeQuartersSeconds: seconds }),
        z.null(),
      ])
      .describe('From when an article was first seen to its first edit: the quartiles of those that were edited.'),
    unit: z
      .enum(TIME_UNITS)
      .describe('What the time is cut into: days up to five weeks, weeks up to a year, else months.'),
    stretches: z
      .array(
        z.strictObject({
          from: z.iso.date().describe('The day, the Monday of the week, or the first of the month.'),
          ...figures,
        }),
      )
      .describe("Figures over time, in each source's time zone; those without any left out."),
  })
  .meta({ id: 'Numbers' });

const numbersRoute = createRoute({
  operationId: 'countNumbers',
  method: 'get',
  path: '/numbers',
  tags: ['Numbers'],
  summary: 'Counts of edits, of all sources or of one; noise and what is in quarantine left out',
  description: 'Without `since`, of the thirty days before `until`. Counted anew after a minute at most.',
  request: { query: z.strictObject(numbersFilters) },
  responses: jsonAnswers(numbersSchema, [400]),
});

/** Numbers of edits. */
export function addNumbersOperations(api: Api, web: Web): void {
  api.openapi(numbersRoute, async (c) => {
    const filter = toNumbersFilter(c.req.valid('query'), web.clock.now());
    return c.json(numbersJson(await web.numbers(filter), filter.since), 200);
  });
}

function numbersJson(numbers: CountedNumbers, since: Date) {
  const { sources, kinds, hours, days, firstEdit, unit, stretches, countedAt } = numbers;
  return {
    since: since.toISOString(),
    until: countedAt.toISOString(),
    sources: sources.map(({ sourceId, ...counts }) => ({ source: sourceId, ...figuresJson(counts) })),
    ...{ kinds, hours, days, unit },
    stretches: stretches.map(({ from, ...counts }) => ({ from, ...figuresJson(counts) })),
    firstEdit:
      firstEdit === null
        ? null
        : {
            quarterSeconds: firstEdit.quarterMs / 1_000,
            medianSeconds: firstEdit.medianMs / 1_000,
            threeQuartersSeconds: firstEdit.threeQuartersMs / 1_000,
          },
  };
}

function figuresJson({ firstEditMs, ...counts }: ChangeNumbers & ArticleNumbers) {
  return {
    ...counts,
    silentShare: shareOf(counts.silent, counts.edits),
    firstEditSeconds: firstEditMs === null ? null : firstEditMs / 1_000,
  };
}
