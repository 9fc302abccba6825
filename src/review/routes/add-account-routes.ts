import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { listApiTokens, removeApiToken } from '../../../storage/api-tokens.ts';
import { listLogins } from '../../../storage/logins.ts';
import { endLogins, loadUser } from '../../../storage/users.ts';
import { covers, lesserScope, SCOPES } from '../../model/scope.ts';
import { changePassword } from '../access/change-password.ts';
import { clientAddressOf } from '../access/client-address-of.ts';
import { makeToken } from '../access/make-token.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import type { Visitor } from '../access/visitor.ts';
import { sayWait } from '../guard-token.ts';
import { nameSchema } from '../storable-schema.ts';
import { TEXTS } from '../texts.ts';
import { renderAccountPage, type Said } from '../views/render-account-page.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import type { Web } from '../web.ts';
import { letUserIn } from './add-login-routes.ts';
import { answerNotFound } from './answer-not-found.ts';

const passwordText = z.string().max(1_000);
const passwordSchema = z.object({ old: passwordText, new: passwordText, again: passwordText });
const tokenSchema = z.object({
  name: nameSchema,
  scope: z.enum(SCOPES),
  days: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(3_650)]),
});

/** One's own account: password, logins, and tokens for programs; for admins the tokens of everybody. */
export function addAccountRoutes(app: Hono, web: Web): void {
  app.get('/account', (c) => showAccount(c, web, {}));
  app.post('/account/password', (c) => answerPassword(c, web));
  app.post('/account/logins/end', (c) => answerEnd(c, web));
  app.post('/account/tokens', (c) => answerToken(c, web));
  app.post('/account/tokens/:id{[a-z2-9]+}/remove', (c) => answerRemoval(c, web, c.req.param('id')));
}

/** What is said on top of the page, after a form was sent. */
async function showAccount(c: Context, web: Web, said: Said, status: 200 | 400 | 429 = 200): Promise<Response> {
  const visitor = requireVisitor(c);
  const { name, scope } = visitor;
  const isAdmin = covers(scope, 'admin');
  const [user, tokens, logins] = await Promise.all([
    name === null ? null : loadUser(web.db, name),
    listApiTokens(web.db, isAdmin ? undefined : name),
    name === null ? [] : listLogins(web.db, name, web.clock.now()),
  ]);
  if (said.made !== undefined) c.header('cache-control', 'no-store');
  const view = { visitor, hasPassword: user?.password != null, tokens, logins: logins.length, said };
  return await c.html(renderAccountPage(web, view), status);
}

async function answerPassword(c: Context, web: Web): Promise<Response> {
  const { name } = requireVisitor(c);
  const form = passwordSchema.safeParse(await c.req.parseBody());
  if (!form.success || name === null) return await refuse(c, web);
  const texts = TEXTS.access.account;
  if (form.data.new !== form.data.again) return await showAccount(c, web, { complaint: texts.passwordUnlike }, 400);
  const came = await changePassword(web, { name, address: clientAddressOf(c) }, form.data);
  if (came.kind === 'unknown') return await refuse(c, web);
  if (came.kind === 'unfit') return await showAccount(c, web, { complaint: came.sentence }, 400);
  if (came.kind === 'wait') return await showAccount(c, web, { complaint: sayWait(c, came.waitMs) }, 429);
  if (came.kind === 'wrong') return await showAccount(c, web, { complaint: texts.passwordWrong }, 400);
  await letUserIn(c, web, name); // this browser goes on, by a new login
  return await showAccount(c, web, { done: texts.passwordDone });
}

async function answerEnd(c: Context, web: Web): Promise<Response> {
  const { name } = requireVisitor(c);
  if (name === null) return await refuse(c, web);
  await endLogins(web.db, name);
  return c.redirect('/login', 303);
}

async function answerToken(c: Context, web: Web): Promise<Response> {
  const visitor = requireVisitor(c);
  // One that ends, or is taken back, must not make itself another.
  if (visitor.by === 'bearer') return await refuse(c, web);
  const form = tokenSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await refuse(c, web);
  const { name, days } = form.data;
  const scope = lesserScope(form.data.scope, visitor.scope);
  const made = await makeToken(web, { name, userName: visitor.name, scope, days });
  const texts = TEXTS.access.tokens;
  if (made === null) return await showAccount(c, web, { complaint: texts.taken(name) }, 400);
  return await showAccount(c, web, { made: { name, secret: made.secret } });
}

async function answerRemoval(c: Context, web: Web, id: string): Promise<Response> {
  const { name, scope }: Visitor = requireVisitor(c);
  const isRemoved = await removeApiToken(web.db, id, covers(scope, 'admin') ? undefined : name);
  return isRemoved ? c.redirect('/account#tokens', 303) : await answerNotFound(c, web);
}

async function refuse(c: Context, web: Web): Promise<Response> {
  return await c.html(renderMessagePage(web, TEXTS.errors.refused, TEXTS.errors.badForm), 400);
}
