import { createRoute, z } from '@hono/zod-openapi';
import { TEXTS } from '../texts.ts';
import type { TriedSource, Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers, jsonBody } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import { sourceCheckSchema, sourceIdParameters, sourceTrialSchema, tellFaults } from './source-file-schemas.ts';

const tags = ['Sources'];
const text = z.string().max(50_000);

const checkRoute = createRoute({
  operationId: 'checkSourceFile',
  method: 'post',
  path: '/sources/{id}/check',
  tags,
  summary: 'What is wrong in a text as the file of a source, with lines; nothing is stored, and no site is asked',
  request: {
    params: sourceIdParameters,
    body: jsonBody(z.strictObject({ text: text.describe('The file, in YAML.') })),
  },
  responses: jsonAnswers(sourceCheckSchema, [400, 409, 413, 415]),
});

const tryRoute = createRoute({
  operationId: 'trySource',
  method: 'post',
  path: '/sources/{id}/trial',
  tags,
  summary: 'Try a source for real and say what it would bring; nothing is stored. It takes as long as its site does',
  request: {
    params: sourceIdParameters,
    body: jsonBody(
      z.strictObject({
        text: text.nullable().default(null).describe('By this text, in YAML; `null`: by its file, as it is.'),
      }),
    ),
  },
  responses: jsonAnswers(sourceTrialSchema, [400, 404, 409, 413, 415, 422]),
});

/** Looking at the file of a source, and at what it would bring, before it is in force. */
export function addSourceTrialOperations(api: Api, { sourceFiles: files, clock }: Web): void {
  const { keeping } = TEXTS;
  api.openapi(checkRoute, async (c) => {
    if (files === undefined) return answerProblem(c, 409, keeping.noFiles);
    const { id } = c.req.valid('param');
    return c.json({ faults: files.check(id, c.req.valid('json').text) }, 200);
  });
  api.openapi(tryRoute, async (c) => {
    if (files === undefined) return answerProblem(c, 409, keeping.noFiles);
    const { id } = c.req.valid('param');
    const written = c.req.valid('json').text ?? files.read(id)?.text;
    if (written === undefined) return answerProblem(c, 404, keeping.noSource);
    const came = await files.try({ id, text: written }, clock.now());
    if (came.kind === 'faulty') return answerProblem(c, 422, tellFaults(keeping.faultsOfTrial, came.faults));
    if (came.kind === 'impossible') return answerProblem(c, 422, came.reason);
    return c.json(trialJson(id, came.tried), 200);
  });
}

function trialJson(id: string, { endpoints, article, waits }: TriedSource) {
  if (article === null) return { id, endpoints, article, waits };
  const { url, reading, reason } = article;
  const read = reading?.kind === 'article' ? reading.article : null;
  const unfit = reading?.kind === 'not-article' ? reading.reasons.join(' ') : null;
  const failed = reading?.kind === 'failed' ? reading.reason : null;
  const told = {
    url,
    kind: reading?.kind === 'not-article' ? reading.pageKind : (read?.kind ?? null),
    headline: read?.headline ?? null,
    publishedAt: read?.publishedAt ?? null,
    byline: read?.byline?.text ?? null,
    leadImage: read?.leadImage?.url ?? null,
    words: read?.wordCount ?? null,
    reason: reason ?? unfit ?? failed,
  };
  return { id, endpoints, article: told, waits };
}
