import type { Context, MiddlewareHandler } from 'hono';
import { covers, type Scope } from '../../model/scope.ts';
import { answerProblem } from '../api/problems.ts';
import { sayWait } from '../guard-token.ts';
import type { GuessLimit } from '../limit-guesses.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import type { Web } from '../web.ts';
import { identifyVisitor } from './identify-visitor.ts';
import { isOfApi, wantsPage } from './kind-of-request.ts';
import { type Needed, scopeNeededBy } from './route-scopes.ts';
import type { Visitor } from './visitor.ts';

/**
 * Lets a request through that may do what its route needs by the table of scopes, and notes who sends it; `refuse`
 * answers those of whom nobody knows who they are.
 */
export function guardAccess(
  web: Web,
  limit: GuessLimit,
  refuse: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  return async (c, next) => {
    const needed = scopeNeededBy(c);
    if (needed === 'open') return await next();
    const found = await identifyVisitor(c, web, limit);
    if (found.kind === 'wait') return answerWait(c, found.waitMs);
    if (found.kind === 'unknown') {
      c.header('www-authenticate', 'Bearer realm="stet"');
      return await refuse(c);
    }
    c.set('visitor', found.visitor);
    const least = leastOf(needed, found.visitor);
    if (covers(found.visitor.scope, least)) return await next();
    return await answerLacking(c, web, least);
  };
}

/** The scope that this visitor has to have. */
function leastOf(needed: Exclude<Needed, 'open'>, { by }: Visitor): Scope {
  if (needed !== 'own') return needed;
  return by === 'bearer' ? 'admin' : 'read';
}

function answerWait(c: Context, waitMs: number): Response {
  const sentence = sayWait(c, waitMs);
  return isOfApi(c) ? answerProblem(c, 429, sentence) : c.json({ error: sentence }, 429);
}

/** Says which scope is lacking; the header for it is that of RFC 6750, § 3.1. */
async function answerLacking(c: Context, web: Web, needed: Scope): Promise<Response> {
  const sentence = TEXTS.access.lacks(needed);
  c.header('www-authenticate', `Bearer realm="stet", error="insufficient_scope", scope="${needed}"`);
  if (isOfApi(c)) return answerProblem(c, 403, sentence, { scope: needed });
  if (wantsPage(c)) return await c.html(renderMessagePage(web, TEXTS.errors.refused, sentence), 403);
  return c.json({ error: sentence }, 403);
}
