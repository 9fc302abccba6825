import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { loadApiToken } from '../../../storage/api-tokens.ts';
import { loadLogin } from '../../../storage/logins.ts';
import { loadUser, loadUserByFeedKey, type User } from '../../../storage/users.ts';
import { isSameSecret, makeFeedKey, makeTicket, TICKET_COOKIE } from '../guard-token.ts';
import type { GuessLimit } from '../limit-guesses.ts';
import type { Web } from '../web.ts';
import { readLoginCookie } from './cookies.ts';
import type { Visitor } from './visitor.ts';

/** Who sends a request; or that nobody is known by it, or that no token is looked at for so many milliseconds. */
export type Identified = { kind: 'known'; visitor: Visitor } | { kind: 'unknown' } | { kind: 'wait'; waitMs: number };

/** Finds out who sends a request: by a cookie, by the key of a feed, by a token in the header, or because all are let in. */
export async function identifyVisitor(c: Context, web: Web, limit: GuessLimit): Promise<Identified> {
  const visitor = (await byCookie(c, web)) ?? (await byFeedKey(c, web));
  if (visitor !== null) return { kind: 'known', visitor };
  const byHeader = await byBearer(c, web, limit);
  if (byHeader.kind !== 'unknown') return byHeader;
  if (await web.isGuarded()) return byHeader;
  return { kind: 'known', visitor: { by: 'open', name: null, scope: 'admin', feedKey: null } };
}

async function byCookie(c: Context, web: Web): Promise<Visitor | null> {
  const secret = readLoginCookie(c);
  const user = secret === null ? null : await loadLogin(web.db, secret, web.clock.now());
  if (user !== null) return { ...ofUser(user), by: 'login' };
  const ticket = getCookie(c, TICKET_COOKIE);
  if (ticket === undefined || web.token === null || !isSameSecret(ticket, makeTicket(web.token))) return null;
  return { ...ofToken(web.token), by: 'ticket' };
}

/** It opens feeds alone: readers of feeds may keep their addresses where others see them. */
async function byFeedKey(c: Context, web: Web): Promise<Visitor | null> {
  const key = c.req.path.startsWith('/feeds/') ? c.req.query('key') : undefined;
  if (key === undefined || key === '') return null;
  if (web.token !== null && isSameSecret(key, makeFeedKey(web.token))) {
    return { by: 'feed-key', name: null, scope: 'read', feedKey: key };
  }
  const user = await loadUserByFeedKey(web.db, key);
  return user === null ? null : { by: 'feed-key', name: user.name, scope: 'read', feedKey: key };
}

async function byBearer(c: Context, web: Web, limit: GuessLimit): Promise<Identified> {
  const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (bearer === undefined) return { kind: 'unknown' };
  const token = await loadApiToken(web.db, bearer, web.clock.now());
  if (token !== null) {
    const owner = token.user_name === null ? null : await loadUser(web.db, token.user_name);
    const { scope } = token;
    return { kind: 'known', visitor: { by: 'bearer', name: token.user_name, scope, feedKey: owner?.feed_key ?? null } };
  }
  if (web.token === null) return { kind: 'unknown' };
  // Whoever may choose the token of the settings may choose a short one: it must not be guessed at.
  const now = performance.now();
  const waitMs = limit.waitMs(now);
  if (waitMs > 0) return { kind: 'wait', waitMs };
  if (isSameSecret(bearer, web.token)) return { kind: 'known', visitor: { ...ofToken(web.token), by: 'bearer' } };
  limit.countWrong(now);
  return { kind: 'unknown' };
}

function ofUser({ name, role, feed_key: feedKey }: User) {
  return { name, scope: role, feedKey };
}

/** Who has the token of the settings may do all, and is nobody who is named. */
function ofToken(token: string) {
  return { name: null, scope: 'admin' as const, feedKey: makeFeedKey(token) };
}
