import { createRoute, z } from '@hono/zod-openapi';
import { type ApiToken, addApiToken, listApiTokens, removeApiToken } from '../../../storage/api-tokens.ts';
import { loadUser } from '../../../storage/users.ts';
import { SCOPES } from '../../model/scope.ts';
import { idSchema } from '../id-schema.ts';
import { nameSchema } from '../storable-schema.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { goneAnswers, jsonAnswers, madeAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';

const DAY_MS = 24 * 60 * 60_000;
const tags = ['Users and tokens'];
const scope = z.enum(SCOPES).describe('What it may do; never more than the user whose it is.');

const tokenFields = {
  id: z.string(),
  name: z.string().describe('What it is for.'),
  user: z.string().nullable().describe('Whose it is; null: nobody who is named.'),
  scope,
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable().describe('When it was used last.'),
  expiresAt: z.iso.datetime().nullable().describe('When it ends; null: when it is removed.'),
};
const tokenSchema = z.strictObject(tokenFields).meta({ id: 'Token' });
const madeSchema = z
  .strictObject({ ...tokenFields, secret: z.string().describe('The token itself: it is shown now, and never again.') })
  .meta({ id: 'MadeToken' });

const newTokenSchema = z.strictObject({
  name: nameSchema,
  scope,
  user: z
    .string()
    .max(100)
    .regex(/^\P{Cc}+$/u)
    .nullable()
    .default(null)
    .describe('Whose it is; null: nobody who is named.'),
  days: z.int().min(1).max(3_650).nullable().default(null).describe('It ends after so many days; null: never.'),
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
  request: { body: { required: true, content: { 'application/json': { schema: newTokenSchema } } } },
  responses: madeAnswers(madeSchema, [400, 409, 413, 415]),
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
export function addTokenOperations(api: Api, { db, clock }: Web): void {
  const texts = TEXTS.access.tokens;
  api.openapi(listRoute, async (c) => c.json({ items: (await listApiTokens(db)).map(tokenJson) }, 200));
  api.openapi(makeRoute, async (c) => {
    const { name, scope, user, days } = c.req.valid('json');
    const owner = user === null ? null : await loadUser(db, user);
    if (user !== null && owner === null) return answerProblem(c, 400, TEXTS.access.users.unknown);
    const now = clock.now();
    const expiresAt = days === null ? null : new Date(now.getTime() + days * DAY_MS);
    const made = await addApiToken(db, { name, userName: owner?.name ?? null, scope, expiresAt }, now);
    if (made === null) return answerProblem(c, 409, texts.taken(name));
    c.header('cache-control', 'no-store');
    return c.json({ ...tokenJson(made.token), secret: made.secret }, 201);
  });
  api.openapi(removeRoute, async (c) => {
    const isEnded = await removeApiToken(db, c.req.valid('param').token);
    return isEnded ? c.body(null, 204) : answerProblem(c, 404, texts.unknown);
  });
}

function tokenJson({ id, name, user_name: user, scope, ...times }: ApiToken) {
  return {
    ...{ id, name, user, scope },
    createdAt: times.created_at.toISOString(),
    usedAt: times.used_at?.toISOString() ?? null,
    expiresAt: times.expires_at?.toISOString() ?? null,
  };
}
