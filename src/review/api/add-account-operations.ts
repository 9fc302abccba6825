import { createRoute, z } from '@hono/zod-openapi';
import { listApiTokens, removeApiToken } from '../../../storage/api-tokens.ts';
import { endLoginOf, type LoginSummary, listLogins } from '../../../storage/logins.ts';
import { endLogins, loadUser } from '../../../storage/users.ts';
import { lesserScope, SCOPES } from '../../model/scope.ts';
import { changePassword } from '../access/change-password.ts';
import { clientAddressOf } from '../access/client-address-of.ts';
import { clearLoginCookie, readLoginCookie } from '../access/cookies.ts';
import { makeToken } from '../access/make-token.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { sayWait } from '../guard-token.ts';
import { idSchema } from '../id-schema.ts';
import { letUserIn } from '../routes/add-login-routes.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { goneAnswers, jsonAnswers, jsonBody, madeAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import { madeTokenJson, madeTokenSchema, tokenJson, tokenSchema, wantedTokenSchema } from './token-schemas.ts';

const tags = ['Account'];

const accountSchema = z
  .strictObject({
    name: z.string().nullable().describe('The user; null: nobody who is named.'),
    scope: z.enum(SCOPES).describe('What may be done.'),
    by: z
      .enum(['open', 'login', 'ticket', 'bearer', 'feed-key'])
      .describe('Why: nobody is asked; a login; the login by the token of the settings; a token; the key of a feed.'),
    hasPassword: z.boolean().describe('false: logs in by the account of the organisation, or not at all.'),
    logins: z.int().nonnegative().describe('With how many browsers the user is logged in.'),
  })
  .meta({ id: 'Account' });

const loginSchema = z
  .strictObject({
    id: z.string(),
    createdAt: z.iso.datetime(),
    seenAt: z.iso.datetime().describe('When it was used last; noted once in some minutes.'),
    current: z.boolean().describe('Whether it is the one that asks.'),
  })
  .meta({ id: 'Login' });

const password = z.string().max(1_000);

const getRoute = createRoute({
  operationId: 'getAccount',
  method: 'get',
  path: '/account',
  tags,
  summary: 'Who asks, and what they may do',
  responses: jsonAnswers(accountSchema, []),
});

const passwordRoute = createRoute({
  operationId: 'changePassword',
  method: 'put',
  path: '/account/password',
  tags,
  summary: "Change one's own password, by the old one; all other logins end, and addresses of feeds are new ones",
  request: {
    body: jsonBody(z.strictObject({ old: password, new: password.describe('12 characters or more.') })),
  },
  responses: goneAnswers('It is changed.', [400, 409, 413, 415]),
});

const loginsRoute = createRoute({
  operationId: 'listLogins',
  method: 'get',
  path: '/account/logins',
  tags,
  summary: 'The browsers that one is logged in with, last used first',
  responses: jsonAnswers(z.strictObject({ items: z.array(loginSchema) }), []),
});

const endLoginRoute = createRoute({
  operationId: 'endLogin',
  method: 'delete',
  path: '/account/logins/{login}',
  tags,
  summary: "End one of one's own logins",
  request: { params: z.strictObject({ login: idSchema.describe('The id of the login.') }) },
  responses: goneAnswers('It is ended.', [400, 404, 413]),
});

const endLoginsRoute = createRoute({
  operationId: 'endLogins',
  method: 'delete',
  path: '/account/logins',
  tags,
  summary: 'Log out everywhere, here too; addresses of feeds are new ones, tokens stay',
  responses: goneAnswers('They are ended.', [409, 413]),
});

const tokensRoute = createRoute({
  operationId: 'listOwnTokens',
  method: 'get',
  path: '/account/tokens',
  tags,
  summary: "One's own tokens, without what they are",
  responses: jsonAnswers(z.strictObject({ items: z.array(tokenSchema) }), []),
});

const makeTokenRoute = createRoute({
  operationId: 'makeOwnToken',
  method: 'post',
  path: '/account/tokens',
  tags,
  summary: "Make a token of one's own, that may no more than one may; it is shown in this answer and never again",
  request: { body: jsonBody(wantedTokenSchema) },
  responses: madeAnswers(madeTokenSchema, [400, 409, 413, 415]),
});

const removeTokenRoute = createRoute({
  operationId: 'removeOwnToken',
  method: 'delete',
  path: '/account/tokens/{token}',
  tags,
  summary: "End a token of one's own at once",
  request: { params: z.strictObject({ token: idSchema.describe('The id of the token.') }) },
  responses: goneAnswers('It is ended.', [400, 404, 413]),
});

/** One's own account: who one is, password and logins. What alters it takes a login, or a token of the scope `admin`. */
export function addAccountOperations(api: Api, web: Web): void {
  const { db, clock } = web;
  const texts = TEXTS.access.account;
  api.openapi(getRoute, async (c) => {
    const { name, scope, by } = requireVisitor(c);
    const user = name === null ? null : await loadUser(db, name);
    const logins = name === null ? [] : await listLogins(db, name, clock.now());
    return c.json({ name, scope, by, hasPassword: user?.password != null, logins: logins.length }, 200);
  });
  api.openapi(passwordRoute, async (c) => {
    const { name, by } = requireVisitor(c);
    if (name === null) return answerProblem(c, 409, texts.nobody);
    const came = await changePassword(web, { name, address: clientAddressOf(c) }, c.req.valid('json'));
    if (came.kind === 'unknown') return answerProblem(c, 409, texts.nobody);
    if (came.kind === 'unfit') return answerProblem(c, 400, came.sentence);
    if (came.kind === 'wait') return answerProblem(c, 429, sayWait(c, came.waitMs));
    if (came.kind === 'wrong') return answerProblem(c, 400, texts.passwordWrong);
    if (by === 'login') await letUserIn(c, web, name); // this browser goes on, by a new login
    return c.body(null, 204);
  });
  api.openapi(loginsRoute, async (c) => {
    const { name } = requireVisitor(c);
    const logins = name === null ? [] : await listLogins(db, name, clock.now(), readLoginCookie(c));
    return c.json({ items: logins.map(loginJson) }, 200);
  });
  api.openapi(endLoginsRoute, async (c) => {
    const { name, by } = requireVisitor(c);
    if (name === null) return answerProblem(c, 409, texts.nobody);
    await endLogins(db, name);
    if (by === 'login') clearLoginCookie(c);
    return c.body(null, 204);
  });
  api.openapi(endLoginRoute, async (c) => {
    const { name } = requireVisitor(c);
    const isEnded = name !== null && (await endLoginOf(db, name, c.req.valid('param').login));
    return isEnded ? c.body(null, 204) : answerProblem(c, 404, texts.noLogin);
  });
  addOwnTokenOperations(api, web);
}

function addOwnTokenOperations(api: Api, web: Web): void {
  const { db } = web;
  const texts = TEXTS.access.tokens;
  api.openapi(tokensRoute, async (c) => {
    const tokens = await listApiTokens(db, requireVisitor(c).name);
    return c.json({ items: tokens.map(tokenJson) }, 200);
  });
  api.openapi(makeTokenRoute, async (c) => {
    const visitor = requireVisitor(c);
    const { name, scope: wanted, days } = c.req.valid('json');
    const scope = lesserScope(wanted, visitor.scope);
    const made = await makeToken(web, { name, userName: visitor.name, scope, days });
    if (made === null) return answerProblem(c, 409, texts.taken(name));
    c.header('cache-control', 'no-store');
    return c.json(madeTokenJson(made), 201);
  });
  api.openapi(removeTokenRoute, async (c) => {
    const isEnded = await removeApiToken(db, c.req.valid('param').token, requireVisitor(c).name);
    return isEnded ? c.body(null, 204) : answerProblem(c, 404, texts.unknown);
  });
}

function loginJson({ id, createdAt, seenAt, isCurrent }: LoginSummary) {
  return { id, createdAt: createdAt.toISOString(), seenAt: seenAt.toISOString(), current: isCurrent };
}
