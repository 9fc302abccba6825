import { STATUS_CODES } from 'node:http';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { SCOPES, type Scope } from '../../model/scope.ts';

/** A failure as programs get it (RFC 9457). */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string().describe('What the status means.'),
    status: z.int().describe('The status of the answer.'),
    detail: z.string().describe('What is wrong and what to do, in a sentence.'),
    scope: z.enum(SCOPES).optional().describe('The scope that is lacking, where that is what is wrong.'),
  })
  .meta({ id: 'Problem', description: 'A failure (RFC 9457).' });

/** Answers with a problem: `detail` says in a sentence what is wrong. */
export function answerProblem(
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  more: { scope?: Scope } = {},
): Response {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, detail, ...more };
  return c.body(JSON.stringify(problem), status, { 'content-type': 'application/problem+json' });
}

/** The answers of an operation for when it fails, for its description. */
export function problemAnswers(statuses: number[]) {
  const content = { 'application/problem+json': { schema: problemSchema } };
  return Object.fromEntries(statuses.map((status) => [status, { description: STATUS_CODES[status] ?? '', content }]));
}
