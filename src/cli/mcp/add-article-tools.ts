import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { StoredArticle } from '../../../storage/articles.ts';
import type { StoredChange } from '../../../storage/changes.ts';
import { listChangeSummaries } from '../../../storage/changes.ts';
import { listLikenesses } from '../../../storage/likenesses.ts';
import { listVersions } from '../../../storage/versions.ts';
import type { Change } from '../../model/change.ts';
import { describeNextVisit } from '../../review/describe-next-visit.ts';
import { articleJson, changeJson, versionJson, versionRecordJson } from '../../review/json-shapes.ts';
import { renderArticleMarkdown } from '../../review/render-article-markdown.ts';
import { renderChangeMarkdown } from '../../review/render-change-markdown.ts';
import { storableSchema } from '../../review/storable-schema.ts';
import { compareStored } from '../compare-stored.ts';
import { explainChange } from '../explain-change.ts';
import { findOneArticle, findOneChange } from '../find-one.ts';
import { requireVersion } from '../require-version.ts';
import { answerJson, answerText, answerTool, READS_ONLY } from './answer-tool.ts';
import type { McpParts } from './build-mcp-server.ts';

const article = storableSchema.min(1).max(2_000).describe('Its id, a part of it from the start, or its address.');
const number = z.int().min(1).max(2_147_483_647);
const format = z.enum(['markdown', 'json']).default('markdown').describe('json: every field, as the API gives it.');

/** Tools that read articles, their versions and their changes. */
export function addArticleTools(server: McpServer, { db, config }: McpParts): void {
  server.registerTool(
    'get_article',
    {
      title: 'Article',
      description: 'What is known of an article: where it is now, its versions, its changes, and its next visit.',
      inputSchema: z.strictObject({ article }),
      annotations: READS_ONLY,
    },
    (asked) => answerTool(async () => answerJson(await describeArticle({ db, config }, asked.article))),
  );
  server.registerTool(
    'get_version',
    {
      title: 'Version',
      description: 'An article as it read at one time: the newest version where none is named.',
      inputSchema: z.strictObject({ article, version: number.optional().describe('Its number.'), format }),
      annotations: READS_ONLY,
    },
    (asked) =>
      answerTool(async () => {
        const found = await findOneArticle(db, asked.article, config.sources);
        const version = await requireVersion(db, found, asked.version ?? null);
        if (asked.format === 'markdown') {
          const head = `Version ${version.number} of ${found.versions}, seen ${version.seenAt.toISOString()}, article ${found.id}, ${version.record.digest}`;
          return answerText(`${head}\n\n${renderArticleMarkdown(version.record)}`);
        }
        const likenesses = await listLikenesses(db, found.id, version.number);
        return answerJson(versionRecordJson(found.id, version, likenesses));
      }),
  );
  server.registerTool(
    'get_change',
    {
      title: 'Change',
      description: 'What was edited, word by word (~~out~~, **in**), of what kinds, and why it matters as it does.',
      inputSchema: z.strictObject({
        change: storableSchema.min(1).max(40).describe('Its id, or its beginning.'),
        format,
      }),
      annotations: READS_ONLY,
    },
    (asked) =>
      answerTool(async () => {
        const change = await findOneChange(db, asked.change);
        return asked.format === 'json' ? answerJson(changeJson(change)) : answerText(tellChange(change));
      }),
  );
  server.registerTool(
    'compare_versions',
    {
      title: 'Compare versions',
      description: 'What differs between any two versions of an article; the last two where none are named.',
      inputSchema: z.strictObject({ article, from: number.optional(), to: number.optional(), format }),
      annotations: READS_ONLY,
    },
    (asked) =>
      answerTool(async () => {
        const found = await findOneArticle(db, asked.article, config.sources);
        const { from, to, change } = await compareStored(db, config, found, asked);
        if (asked.format === 'json') return answerJson({ article: found.id, from, to, change });
        return answerText(`Version ${from} to ${to} of ${found.url}\n\n${tellDifference(change)}`);
      }),
  );
}

async function describeArticle({ db, config }: McpParts, reference: string) {
  const found = await findOneArticle(db, reference, config.sources);
  const [versions, changes] = await Promise.all([listVersions(db, found.id), listChangeSummaries(db, found.id)]);
  return {
    ...articleJson(found),
    versionsSeen: versions.map((version) => ({ ...versionJson(found.id, version), headline: version.headline })),
    changes: changes.map(({ id, from_version: from, to_version: to, detected_at: at, ...change }) => {
      const { kinds, importance, reasons, silent, noise } = change;
      return { id, from, to, detectedAt: at.toISOString(), kinds, importance, reasons, silent, noise };
    }),
    nextVisit: tellNextVisit(found),
  };
}

function tellNextVisit(found: StoredArticle) {
  return { at: found.next_visit_at?.toISOString() ?? null, reasons: describeNextVisit(found) };
}

function tellChange(change: StoredChange): string {
  const { article_id: article, from_version: from, to_version: to, detected_at: at, passed_over: passedOver } = change;
  const head = `Version ${from} to ${to} of ${change.url}, article ${article}, seen ${at.toISOString()}`;
  return `${head}\n\n${tellDifference({ ...change, passedOver })}`;
}

function tellDifference(change: Change | null): string {
  if (change === null) return 'Nothing differs.';
  return `${renderChangeMarkdown(change)}\n${explainChange(change).join('\n')}\n`;
}
