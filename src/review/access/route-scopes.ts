import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Scope } from '../../model/scope.ts';

/**
 * What a route may need: a scope; `open`: nothing, not even a login; `own`: a login, of whatever scope, or a token of the
 * scope `admin`, for what is one's own: whoever gets hold of a token for reading is not to shut out whose it is.
 */
export type Needed = Scope | 'open' | 'own';

/** The least that each route needs, by its method and its path as it is registered. */
export const ROUTE_SCOPES: Record<string, Needed> = {
  'GET /assets/:file': 'open',
  'GET /health': 'open',
  'GET /login': 'open',
  'POST /login': 'open',
  'POST /logout': 'open',
  'GET /login/oidc': 'open',
  'GET /login/oidc/callback': 'open',
  'GET /websub/:id{[A-Za-z0-9_-]{43}}': 'open',
  'POST /websub/:id{[A-Za-z0-9_-]{43}}': 'open',

  'GET /': 'read',
  'GET /waiting': 'read',
  'GET /latest': 'read',
  'GET /changes/:file{[a-z2-9]+\\.json}': 'read',
  'GET /changes/:id{[a-z2-9]+}': 'read',
  'GET /changes/:id{[a-z2-9]+}/evidence.zip': 'read',
  'GET /changes.csv': 'read',
  'GET /feeds/changes.atom': 'read',
  'GET /feeds/changes.rss': 'read',
  'GET /feeds/changes.json': 'read',
  'GET /articles': 'read',
  'GET /articles/:id{[a-z2-9]+}': 'read',
  'GET /articles/:id{[a-z2-9]+}/compare': 'read',
  'GET /articles/:id{[a-z2-9]+}/versions/:number{[0-9]{1,9}}': 'read',
  'GET /articles/:id{[a-z2-9]+}/versions/:number{[0-9]{1,9}}/screenshot': 'read',
  'GET /articles/:id{[a-z2-9]+}/versions/:file{[0-9]{1,9}\\.(?:json|md|txt|html|webp|pdf)}': 'read',
  'GET /articles/:id{[a-z2-9]+}/versions/:number{[0-9]{1,9}}/stored': 'read',
  'GET /articles/:id{[a-z2-9]+}/versions/:number{[0-9]{1,9}}/stored/page': 'read',
  'GET /sources': 'read',
  'GET /api': 'read',
  'GET /changes/:id{[a-z2-9]+}/image.png': 'read',
  'GET /deliveries': 'read',
  'GET /search': 'read',
  'GET /saved': 'read',
  'GET /numbers': 'read',
  'GET /numbers/days.csv': 'read',
  'GET /numbers/hours.csv': 'read',
  'GET /numbers/kinds-over-time.csv': 'read',
  'GET /numbers/kinds.csv': 'read',
  'GET /numbers/over-time.csv': 'read',
  'GET /numbers/sources.csv': 'read',
  'GET /account': 'read',
  'POST /account/password': 'own',
  'POST /account/logins/end': 'own',
  'POST /account/tokens': 'own', // of one's own, and no more than one may
  'POST /account/tokens/:id{[a-z2-9]+}/remove': 'own', // one's own; an admin anybody's

  'POST /changes/:id{[a-z2-9]+}/verdict': 'review',
  'POST /verdicts': 'review',
  'POST /saved': 'review',
  'POST /saved/:id': 'review',
  'POST /assignments': 'review',
  'POST /drifts/:id{[a-z2-9]+}/decision': 'review',

  'POST /deliveries/:id{[a-z2-9]+}/retry': 'review',
  'POST /channels/:name/test': 'admin',
  'POST /channels/:name/enable': 'admin',

  'GET /sources/new': 'admin',
  'POST /sources/preview': 'admin',
  'POST /sources/new': 'admin',
  'GET /sources/:id{[a-z0-9-]+}/file': 'admin',
  'POST /sources/:id{[a-z0-9-]+}/file': 'admin',
  'POST /sources/:id{[a-z0-9-]+}/pause': 'admin',
  'POST /sources/:id{[a-z0-9-]+}/resume': 'admin',
  'POST /sources/:id{[a-z0-9-]+}/visit': 'admin',

  'GET /api/v1/openapi.json': 'read',
  'GET /api/v1/changes': 'read',
  'GET /api/v1/changes.csv': 'read',
  'GET /api/v1/changes/:id': 'read',
  'GET /api/v1/changes/:id/annotations': 'read',
  'POST /api/v1/changes/:id/annotations': 'review',
  'POST /api/v1/changes/:id/assignee': 'review',
  'POST /api/v1/verdicts': 'review',
  'GET /api/v1/changes/:id/evidence.zip': 'read',
  'GET /api/v1/changes/:id/image.png': 'read',
  'GET /api/v1/changes/:id/change.md': 'read',
  'GET /api/v1/changes/:id/change.html': 'read',
  'GET /api/v1/articles': 'read',
  'GET /api/v1/articles/:id': 'read',
  'POST /api/v1/articles/:id/split': 'admin',
  'POST /api/v1/articles/:id/visit': 'admin',
  'GET /api/v1/articles/:id/addresses': 'read',
  'GET /api/v1/articles/:id/elsewhere': 'read',
  'GET /api/v1/articles/:id/captures': 'read',
  'GET /api/v1/articles/:id/versions': 'read',
  'GET /api/v1/articles/:id/versions/:number': 'read',
  'GET /api/v1/articles/:id/versions/:number/version.md': 'read',
  'GET /api/v1/articles/:id/versions/:number/version.txt': 'read',
  'GET /api/v1/articles/:id/versions/:number/page.html': 'read',
  'GET /api/v1/articles/:id/versions/:number/screenshot.webp': 'read',
  'GET /api/v1/articles/:id/versions/:number/page.pdf': 'read',
  'GET /api/v1/articles/:id/compare': 'read',
  'GET /api/v1/sources': 'read',
  'GET /api/v1/sources/:id': 'read',
  'POST /api/v1/sources': 'admin',
  'POST /api/v1/sources/preview': 'admin',
  'GET /api/v1/sources/:id/file': 'admin',
  'POST /api/v1/sources/:id/file': 'admin',
  'POST /api/v1/sources/:id/check': 'admin',
  'POST /api/v1/sources/:id/trial': 'admin',
  'POST /api/v1/sources/:id/pause': 'admin',
  'POST /api/v1/sources/:id/resume': 'admin',
  'POST /api/v1/sources/:id/visit': 'admin',
  'GET /api/v1/doctor': 'admin',
  'GET /api/v1/reextractions': 'admin',
  'POST /api/v1/reextractions': 'admin',
  'GET /api/v1/reextractions/:id': 'admin',
  'POST /api/v1/reextractions/:id/stop': 'admin',
  'GET /api/v1/channels': 'read',
  'POST /api/v1/channels/:name/test': 'admin',
  'POST /api/v1/channels/:name/enable': 'admin',
  'GET /api/v1/deliveries': 'read',
  'POST /api/v1/deliveries/:delivery/retry': 'review',
  'GET /api/v1/search': 'read',
  'GET /api/v1/numbers': 'read',
  'GET /api/v1/numbers/kinds.csv': 'read',
  'GET /api/v1/numbers/hours.csv': 'read',
  'GET /api/v1/numbers/days.csv': 'read',
  'GET /api/v1/numbers/sources.csv': 'read',
  'GET /api/v1/numbers/over-time.csv': 'read',
  'GET /api/v1/numbers/kinds-over-time.csv': 'read',
  'GET /api/v1/saved-searches': 'read',
  'GET /api/v1/saved-searches/:id': 'read',
  'POST /api/v1/saved-searches': 'review',
  'PUT /api/v1/saved-searches/:id': 'review',
  'DELETE /api/v1/saved-searches/:id': 'review',
  'GET /api/v1/account': 'read',
  'PUT /api/v1/account/password': 'own',
  'GET /api/v1/account/logins': 'read',
  'DELETE /api/v1/account/logins': 'own',
  'DELETE /api/v1/account/logins/:login': 'own',
  'GET /api/v1/account/tokens': 'read',
  'POST /api/v1/account/tokens': 'own',
  'DELETE /api/v1/account/tokens/:token': 'own',
  'GET /api/v1/users': 'admin',
  'POST /api/v1/users': 'admin',
  'PUT /api/v1/users/:user': 'admin',
  'DELETE /api/v1/users/:user': 'admin',
  'PUT /api/v1/users/:user/password': 'admin',
  'DELETE /api/v1/users/:user/logins': 'admin',
  'GET /api/v1/tokens': 'admin',
  'POST /api/v1/tokens': 'admin',
  'DELETE /api/v1/tokens/:token': 'admin',
  'GET /api/v1/drifts': 'read',
  'POST /api/v1/drifts/:id/decision': 'review',
};

/**
 * What the route that answers a request needs. A route that is not in the table is for admins: better that than open.
 * Where no route answers, it takes a login to be told so.
 */
export function scopeNeededBy(c: Context): Needed {
  const route = routeOf(c);
  return route === undefined ? 'read' : scopeOfRoute(route.method, route.path);
}

/** Whether no route answers a request. */
export function isNowhere(c: Context): boolean {
  return routeOf(c) === undefined;
}

function routeOf(c: Context) {
  return matchedRoutes(c).find(({ method }) => method !== 'ALL');
}

/** What a route needs by the table. */
export function scopeOfRoute(method: string, path: string): Needed {
  return ROUTE_SCOPES[`${method.toUpperCase()} ${path}`] ?? 'admin';
}
