import { createRoute, z } from '@hono/zod-openapi';
import { forgiveGuesses } from '../../../storage/guesses.ts';
import {
  addUser,
  disableUser,
  endLogins,
  listUsers,
  loadUser,
  removeUser,
  setPassword,
  setRole,
  USER_NAME,
  type User,
} from '../../../storage/users.ts';
import { SCOPES } from '../../model/scope.ts';
import { hashPassword } from '../access/hash-password.ts';
import { findPasswordFault } from '../access/password-rules.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { goneAnswers, jsonAnswers, jsonBody, madeAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';

const tags = ['Users and tokens'];

const userParameters = z.strictObject({
  user: z
    .string()
    .max(100)
    .regex(/^\P{Cc}+$/u)
    .describe('The name of the user; capitals make no difference.'),
});
const role = z.enum(SCOPES).describe('What the user may do: see everything; also judge; also manage.');

const userSchema = z
  .strictObject({
    name: z.string(),
    role,
    hasPassword: z.boolean().describe('false: logs in by the account of the organisation only.'),
    disabledAt: z.iso.datetime().nullable().describe('Since when the user cannot come in; null: it can.'),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });

const newUserSchema = z.strictObject({
  name: z.string().max(100).describe('A word or an e-mail address.'),
  role,
  password: z
    .string()
    .max(1_000)
    .nullable()
    .default(null)
    .describe('12 characters or more; null: logs in by the account of the organisation only.'),
});
const editSchema = z.strictObject({
  role: role.optional(),
  disabled: z.boolean().optional().describe('true: the user cannot come in, by logins, tokens or feeds; false: again.'),
});

const listRoute = createRoute({
  operationId: 'listUsers',
  method: 'get',
  path: '/users',
  tags,
  summary: 'All users, by name',
  responses: jsonAnswers(z.strictObject({ items: z.array(userSchema) }), []),
});

const addRoute = createRoute({
  operationId: 'addUser',
  method: 'post',
  path: '/users',
  tags,
  summary: 'Add a user; from the first one on, everybody has to log in',
  request: { body: jsonBody(newUserSchema) },
  responses: madeAnswers(userSchema, [400, 409, 413, 415]),
});

const editRoute = createRoute({
  operationId: 'editUser',
  method: 'put',
  path: '/users/{user}',
  tags,
  summary: 'Give a user another role, keep it from coming in, or let it in again',
  request: {
    params: userParameters,
    body: jsonBody(editSchema),
  },
  responses: jsonAnswers(userSchema, [400, 404, 409, 413, 415]),
});

const removeRoute = createRoute({
  operationId: 'removeUser',
  method: 'delete',
  path: '/users/{user}',
  tags,
  summary: 'Remove a user with logins, tokens and assignments; verdicts stand',
  request: { params: userParameters },
  responses: goneAnswers('It is removed.', [400, 404, 409, 413]),
});

const passwordRoute = createRoute({
  operationId: 'setUserPassword',
  method: 'put',
  path: '/users/{user}/password',
  tags,
  summary: 'Give a user another password; all logins of it end, and wrong guesses are forgiven',
  request: {
    params: userParameters,
    body: jsonBody(z.strictObject({ password: z.string().max(1_000).describe('12 characters or more.') })),
  },
  responses: goneAnswers('It is set.', [400, 404, 409, 413, 415]),
});

const logOutRoute = createRoute({
  operationId: 'logUserOut',
  method: 'delete',
  path: '/users/{user}/logins',
  tags,
  summary: 'Log a user out everywhere; addresses of feeds are new ones, tokens stay',
  request: { params: userParameters },
  responses: goneAnswers('They are ended.', [400, 404, 413]),
});

/** Users, for admins. Nobody shuts themselves out: what is one's own, another admin alters. */
export function addUserOperations(api: Api, web: Web): void {
  const { db, clock } = web;
  const texts = TEXTS.access.users;
  api.openapi(listRoute, async (c) => c.json({ items: (await listUsers(db)).map(userJson) }, 200));
  api.openapi(addRoute, async (c) => {
    const { role, password, ...given } = c.req.valid('json');
    const name = given.name.toLowerCase();
    if (!USER_NAME.test(name)) return answerProblem(c, 400, texts.badName);
    const fault = password === null ? null : findPasswordFault(password, name);
    if (fault !== null) return answerProblem(c, 400, fault);
    if ((await loadUser(db, name)) !== null) return answerProblem(c, 409, texts.taken(name));
    const hash = password === null ? null : await hashPassword(password);
    await addUser(db, { name, role, password: hash }, clock.now());
    const added = await loadUser(db, name);
    return added === null ? answerProblem(c, 409, texts.taken(name)) : c.json(userJson(added), 201);
  });
  addLoginOperations(api, web);
  api.openapi(editRoute, async (c) => {
    const name = c.req.valid('param').user.toLowerCase();
    if (name === requireVisitor(c).name) return answerProblem(c, 409, texts.oneself);
    const { role, disabled } = c.req.valid('json');
    if (role !== undefined) await setRole(db, name, role);
    if (disabled !== undefined) await disableUser(db, name, disabled ? clock.now() : null);
    const user = await loadUser(db, name);
    return user === null ? answerProblem(c, 404, texts.unknown) : c.json(userJson(user), 200);
  });
  api.openapi(removeRoute, async (c) => {
    const name = c.req.valid('param').user.toLowerCase();
    if (name === requireVisitor(c).name) return answerProblem(c, 409, texts.oneself);
    return (await removeUser(db, name)) ? c.body(null, 204) : answerProblem(c, 404, texts.unknown);
  });
}

function addLoginOperations(api: Api, { db }: Web): void {
  const texts = TEXTS.access.users;
  api.openapi(passwordRoute, async (c) => {
    const name = c.req.valid('param').user.toLowerCase();
    if (name === requireVisitor(c).name) return answerProblem(c, 409, texts.oneself);
    const { password } = c.req.valid('json');
    if ((await loadUser(db, name)) === null) return answerProblem(c, 404, texts.unknown);
    const fault = findPasswordFault(password, name);
    if (fault !== null) return answerProblem(c, 400, fault);
    await forgiveGuesses(db, { name });
    const isSet = await setPassword(db, name, await hashPassword(password));
    return isSet ? c.body(null, 204) : answerProblem(c, 404, texts.unknown);
  });
  api.openapi(logOutRoute, async (c) => {
    const user = await loadUser(db, c.req.valid('param').user);
    if (user === null) return answerProblem(c, 404, texts.unknown);
    await endLogins(db, user.name);
    return c.body(null, 204);
  });
}

function userJson({ name, role, password, disabled_at: disabledAt, created_at: createdAt }: User) {
  const at = { disabledAt: disabledAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
  return { name, role, hasPassword: password !== null, ...at };
}
