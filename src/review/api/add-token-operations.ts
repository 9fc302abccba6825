import { createRoute, z } from '@hono/zod-openapi';
import { listApiTokens, removeApiToken } from '../../../storage/api-tokens.ts';
import { loadUser } from '../../../storage/users.ts';
import { makeToken } from '../access/make-token.ts';
import { idSchema } from '../id-schema.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { goneAnswers, jsonAnswers, jsonBody, madeAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import { madeTokenJson, madeTokenSchema, tokenJson, tokenSchema, wantedTokenSchema } from './token-schemas.ts';

const tags = ['Users and tokens'];
const newTokenSchema = wantedTokenSchema.extend({
  user: z
    .string()
    .max(100)
    .regex(/^\P{Cc}+$/u)
    .nullable()
    .default(null)
    .describe('Whose it is; null: nobody who is named.'),
});

const listRoute = createRoute({
  operationId: 'listTokens',
  method: 'get',
  path: '/tokens',
  tags,
  summary: 'The tokens of everybody, without what they are',
  responses: jsonAnswers(z.strictObject({ items: z.array(tokenSchema) }), []),
});

const makeRoute = createRoute({
  operationId: 'makeToken',
  method: 'post',
  path: '/tokens',
  tags,
  summary: 'Make a token; it is shown in this answer and never again',
  request: { body: jsonBody(newTokenSchema) },
  responses: madeAnswers(madeTokenSchema, [400, 409, 413, 415]),
});

const removeRoute = createRoute({
  operationId: 'removeToken',
  method: 'delete',
  path: '/tokens/{token}',
  tags,
  summary: 'End a token at once',
  request: { params: z.strictObject({ token: idSchema.describe('The id of the token.') }) },
  responses: goneAnswers('It is ended.', [400, 404, 413]),
});

/** Tokens for programs, for admins. */
export function addTokenOperations(api: Api, web: Web): void {
  const { db } = web;
  const texts = TEXTS.access.tokens;
  api.openapi(listRoute, async (c) => c.json({ items: (await listApiTokens(db)).map(tokenJson) }, 200));
  api.openapi(makeRoute, async (c) => {
    const { name, scope, user, days } = c.req.valid('json');
    const owner = user === null ? null : await loadUser(db, user);
    if (user !== null && owner === null) return answerProblem(c, 400, TEXTS.access.users.unknown);
    const made = await makeToken(web, { name, userName: owner?.name ?? null, scope, days });
    if (made === null) return answerProblem(c, 409, texts.taken(name));
    c.header('cache-control', 'no-store');
    return c.json(madeTokenJson(made), 201);
  });
  api.openapi(removeRoute, async (c) => {
    const isEnded = await removeApiToken(db, c.req.valid('param').token);
    return isEnded ? c.body(null, 204) : answerProblem(c, 404, texts.unknown);
  });
}
