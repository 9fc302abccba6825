import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { StoredChange } from '../../../storage/changes.ts';
import { listSourceHealth } from '../../../storage/health.ts';
import { findArticlesWithin } from '../../../storage/list-articles.ts';
import { findChangesWithin } from '../../../storage/list-changes.ts';
import { CHANGE_KINDS } from '../../model/change.ts';
import { ARTICLE_STATUSES } from '../../model/outcome.ts';
import { cursorSchema } from '../../review/api/cursor.ts';
import { toPage } from '../../review/api/list-answer.ts';
import { articleJson, changeJson } from '../../review/json-shapes.ts';
import { placeOfArticle } from '../../review/load-articles.ts';
import { placeOfChange } from '../../review/load-changes.ts';
import { ORDERS, VERDICT_FILTERS } from '../../review/read-filters.ts';
import { importanceSchema, storableSchema } from '../../review/storable-schema.ts';
import { requireKnownSource } from '../find-one.ts';
import { answerJson, answerTool, READS_ONLY } from './answer-tool.ts';
import type { McpParts } from './build-mcp-server.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

const words = storableSchema.max(200);
const source = words.optional().describe('The id of a source: of this one only.');
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const limit = z.int().min(1).max(100).default(20).describe('At most so many.');
const cursor = cursorSchema.optional().describe('The `next` of the answer before.');

const articlesInput = z.strictObject({
  search: words.optional().describe('Words of any version; "…" for a phrase, - before a word that must not be there.'),
  source,
  status: z.enum(ARTICLE_STATUSES).optional().describe('In this state only.'),
  limit,
  cursor,
});

const changesInput = z.strictObject({
  search: words.optional().describe('Words of either version.'),
  source,
  kind: z.enum(CHANGE_KINDS).optional().describe('Of this kind only.'),
  minImportance: importanceSchema.optional().describe('At least so important.'),
  silent: z.boolean().optional().describe('Whether the meaning changed and nothing said so.'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional()
    .describe('Of articles in this language: en, de …'),
  status: z.enum(VERDICT_FILTERS).optional().describe("By the reviewers' newest verdict."),
  articleStatus: z.enum(ARTICLE_STATUSES).optional().describe('Of articles in this state now.'),
  since: moment.optional().describe('Seen since, in ISO 8601 with a zone.'),
  until: moment.optional().describe('Seen before, in ISO 8601 with a zone.'),
  order: z.enum(ORDERS).default('newest').describe('Newest or most important first.'),
  withNoise: z.boolean().default(false).describe('Also what differs in furniture only.'),
  limit,
  cursor,
});

/** Tools that find articles, changes and sources. */
export function addListTools(server: McpServer, { db, config }: McpParts): void {
  server.registerTool(
    'search_articles',
    {
      title: 'Search articles',
      description: 'Articles whose text has, or once had, these words; the newest change first.',
      inputSchema: articlesInput,
      annotations: READS_ONLY,
    },
    ({ source: sourceId, limit: most, cursor: behind, ...filter }) =>
      answerTool(async () => {
        await requireKnownSource(db, sourceId, config.sources);
        const asked = { ...filter, sourceId, behind, limit: most + 1 };
        const { found, lookedTo } = await findArticlesWithin(db, asked);
        return answerJson(toPage(found, most, { write: articleJson, placeOf: placeOfArticle, lookedTo }));
      }),
  );
  server.registerTool(
    'list_changes',
    {
      title: 'List changes',
      description: 'What was edited, without the words: get_change has these. Newest or most important first.',
      inputSchema: changesInput,
      annotations: READS_ONLY,
    },
    ({ source: sourceId, limit: most, cursor: behind, ...filter }) =>
      answerTool(async () => {
        await requireKnownSource(db, sourceId, config.sources);
        const withNoise = filter.withNoise || filter.status === 'noise';
        const asked = { ...filter, sourceId, withNoise, behind, limit: most + 1 };
        const { found, lookedTo } = await findChangesWithin(db, asked);
        return answerJson(toPage(found, most, { write: summariseChange, placeOf: placeOfChange, lookedTo }));
      }),
  );
  server.registerTool(
    'list_sources',
    {
      title: 'List sources',
      description: 'The newspapers that are watched, with what was found at each.',
      annotations: READS_ONLY,
    },
    () =>
      answerTool(async () => {
        const sources = await listSourceHealth(db, new Date(Date.now() - WEEK_MS));
        const items = sources.map(({ id, name, enabled, articles, versions, changes, lastVisitAt }) => {
          return { id, name, enabled, articles, versions, changesOfWeek: changes, lastVisitAt };
        });
        return answerJson({ items });
      }),
  );
}

/** A change as the API gives it, without what differs, and with what a list needs beside it. */
function summariseChange(change: StoredChange) {
  const { source_id: source, url, headline, verdict } = change;
  const { id, article, from, to, detectedAt, kinds, importance, reasons, silent, noise } = changeJson(change);
  const judged = { kinds, importance, reasons, silent, noise, verdict };
  return { id, article, source, url, headline, from, to, detectedAt, ...judged };
}
