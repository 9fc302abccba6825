import { createRoute, z } from '@hono/zod-openapi';
import { requireVisitor } from '../access/require-visitor.ts';
import { actOnSource } from '../act-on-source.ts';
import { TEXTS } from '../texts.ts';
import type { SavedSource, Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers, madeAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import {
  sourceFileSchema,
  sourceIdParameters,
  sourceIdSchema,
  sourcePreviewSchema,
  tellFaults,
} from './source-file-schemas.ts';

const tags = ['Sources'];
const id = sourceIdSchema;
const params = sourceIdParameters;
const text = z.string().max(50_000).describe('The file, in YAML.');
const done = z.strictObject({ done: z.literal(true) });

const bodyOf = <T extends z.ZodType>(schema: T) => ({ required: true, content: { 'application/json': { schema } } });

const previewRoute = createRoute({
  operationId: 'previewSource',
  method: 'post',
  path: '/sources/preview',
  tags,
  summary: 'What would be found at a site, and the file that would be written for it; nothing is stored',
  request: { body: bodyOf(z.strictObject({ address: z.url({ protocol: /^https?$/ }).max(2_000) })) },
  responses: jsonAnswers(sourcePreviewSchema, [400, 409, 413, 415, 422]),
});

const addRoute = createRoute({
  operationId: 'addSource',
  method: 'post',
  path: '/sources',
  tags,
  summary: 'Write the file of a new source',
  request: { body: bodyOf(z.strictObject({ id, text })) },
  responses: madeAnswers(sourceFileSchema, [400, 409, 413, 415, 422]),
});

const readRoute = createRoute({
  operationId: 'getSourceFile',
  method: 'get',
  path: '/sources/{id}/file',
  tags,
  summary: 'The file of a source, as it is written',
  request: { params },
  responses: jsonAnswers(sourceFileSchema, [400, 404, 409]),
});

const writeRoute = createRoute({
  operationId: 'saveSourceFile',
  method: 'post',
  path: '/sources/{id}/file',
  tags,
  summary: 'Write the file of a source; `digest` is that of the file that the text began from',
  request: { params, body: bodyOf(z.strictObject({ text, digest: z.string().max(64) })) },
  responses: jsonAnswers(sourceFileSchema, [400, 404, 409, 413, 415, 422]),
});

/** The files of the sources, and what an admin has a source do. */
export function addSourceFileOperations(api: Api, web: Web): void {
  const { sourceFiles: files, clock } = web;
  const { keeping } = TEXTS;
  api.openapi(previewRoute, async (c) => {
    if (files === undefined) return answerProblem(c, 409, keeping.noFiles);
    const found = await files.preview(new URL(c.req.valid('json').address), clock.now());
    if (!found.ok) return answerProblem(c, 422, found.reason);
    const { article, ...preview } = found.preview;
    const reading = article?.reading?.kind === 'article' ? article.reading.article.headline : null;
    const told = article === null ? null : { url: article.url, headline: reading, reason: article.reason };
    return c.json({ ...preview, article: told }, 200);
  });
  api.openapi(addRoute, async (c) => {
    if (files === undefined) return answerProblem(c, 409, keeping.noFiles);
    const { id: wanted, text: written } = c.req.valid('json');
    const saved = files.save({ id: wanted, text: written, digest: null });
    const file = files.read(wanted);
    if (saved.kind !== 'saved' || file === null) return answerUnsaved(c, wanted, saved);
    return c.json({ id: wanted, ...file, takenUp: files.isInUse }, 201);
  });
  api.openapi(readRoute, async (c) => {
    if (files === undefined) return answerProblem(c, 409, keeping.noFiles);
    const file = files.read(c.req.valid('param').id);
    if (file === null) return answerProblem(c, 404, keeping.noSource);
    return c.json({ id: c.req.valid('param').id, ...file, takenUp: files.isInUse }, 200);
  });
  api.openapi(writeRoute, async (c) => {
    if (files === undefined) return answerProblem(c, 409, keeping.noFiles);
    const { id: wanted } = c.req.valid('param');
    if (files.read(wanted) === null) return answerProblem(c, 404, keeping.noSource);
    const saved = files.save({ id: wanted, ...c.req.valid('json') });
    const file = files.read(wanted);
    if (saved.kind !== 'saved' || file === null) return answerUnsaved(c, wanted, saved);
    return c.json({ id: wanted, ...file, takenUp: files.isInUse }, 200);
  });
  addActs(api, web);
}

function addActs(api: Api, web: Web): void {
  const summaries = {
    pause: 'Have a source make no visits, in all processes',
    resume: 'Have a source make its visits again',
    visit: 'Make the endpoints of a source due, and with `articles` its articles that are still visited',
  };
  for (const act of ['pause', 'resume', 'visit'] as const) {
    const body = bodyOf(
      act === 'visit' ? z.strictObject({ articles: z.boolean().default(false) }) : z.strictObject({}),
    );
    const route = createRoute({
      operationId: `${act}Source`,
      method: 'post',
      path: `/sources/{id}/${act}`,
      tags,
      summary: summaries[act],
      request: { params, body },
      responses: jsonAnswers(done, [400, 404, 409, 413, 415]),
    });
    api.openapi(route, async (c) => {
      const asked = c.req.valid('json');
      const withArticles = 'articles' in asked && asked.articles === true;
      const came = await actOnSource(web, c.req.valid('param').id, { do: act, withArticles }, requireVisitor(c).name);
      if (came === 'unknown') return answerProblem(c, 404, TEXTS.keeping.noSource);
      if (came === 'idle') return answerProblem(c, 409, TEXTS.keeping.notVisited);
      return c.json({ done: true as const }, 200);
    });
  }
}

/** Why nothing was written; faults with their places. */
function answerUnsaved(c: Parameters<typeof answerProblem>[0], wanted: string, saved: SavedSource): Response {
  const { keeping } = TEXTS;
  switch (saved.kind) {
    case 'faulty':
      return answerProblem(c, 422, tellFaults(keeping.faults, saved.faults));
    case 'exists':
      return answerProblem(c, 409, keeping.exists(wanted));
    case 'unwritable':
      return answerProblem(c, 409, keeping.unwritable(saved.reason));
    default:
      return answerProblem(c, 409, keeping.changed);
  }
}
