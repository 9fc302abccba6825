import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { API_PATH } from './api/api-path.ts';
import { buildApi, describeApi } from './api/build-api.ts';
import { answerProblem } from './api/problems.ts';
import { guardHost } from './guard-host.ts';
import { guardToken } from './guard-token.ts';
import { openPainter } from './image/open-painter.ts';
import { limitGuesses } from './limit-guesses.ts';
import { loadAssets } from './load-assets.ts';
import { addArticleRoutes } from './routes/add-article-routes.ts';
import { addChangeRoutes } from './routes/add-change-routes.ts';
import { addDeliveryRoutes } from './routes/add-delivery-routes.ts';
import { addFeedRoutes } from './routes/add-feed-routes.ts';
import { addImageRoutes } from './routes/add-image-routes.ts';
import { addLoginRoutes } from './routes/add-login-routes.ts';
import { addPushRoutes } from './routes/add-push-routes.ts';
import { addHealthRoute, addSourceRoutes } from './routes/add-source-routes.ts';
import { addTriageRoutes } from './routes/add-triage-routes.ts';
import { addVersionRoutes } from './routes/add-version-routes.ts';
import { answerNotFound } from './routes/answer-not-found.ts';
import { setHeaders } from './set-headers.ts';
import { TEXTS } from './texts.ts';
import { renderApiPage } from './views/render-api-page.ts';
import { renderLoginPage, renderMessagePage } from './views/render-message-page.ts';
import type { Web, WebOptions } from './web.ts';

const MOST_FORM_BYTES = 64 * 1_024;

/** The review UI as a Hono app: what it answers, without a server. */
export function buildApp(options: WebOptions): Hono {
  const token = options.token === '' ? null : options.token;
  const web: Web = { ...options, token, pushes: options.pushes ?? null, assets: loadAssets(), painter: openPainter() };
  const app = new Hono();
  app.use(compress());
  app.use(setHeaders());
  const publicUrl = () => web.publicUrl?.() ?? null;
  app.use(guardHost(web.host, { name: () => hostnameOf(publicUrl()), hasToken: token !== null }));
  addPushRoutes(app, web); // before the guards of forms: what hubs send is none
  app.use(csrf()); // refuses forms of other origins, by Origin and Sec-Fetch-Site
  app.use(bodyLimit({ maxSize: MOST_FORM_BYTES, onError: () => refuseTooLarge() }));
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-cache');
  });
  addAssetRoute(app, web);
  addHealthRoute(app, web);
  const limit = limitGuesses();
  addLoginRoutes(app, web, limit);
  if (web.token !== null) app.use(guardToken(web.token, limit, (c) => askForToken(c, web)));
  addFeedRoutes(app, web);
  addImageRoutes(app, web);
  addChangeRoutes(app, web);
  addTriageRoutes(app, web);
  addArticleRoutes(app, web);
  addVersionRoutes(app, web);
  addSourceRoutes(app, web);
  addDeliveryRoutes(app, web);
  const api = buildApi(web);
  app.route(API_PATH, api);
  app.get('/api', (c) => c.html(renderApiPage(web, describeApi(api, web))));
  app.notFound((c) => answerNotFound(c, web));
  app.onError((error, c) => answerError(error, c, web));
  return app;
}

function hostnameOf(url: string | null): string | null {
  return url === null ? null : new URL(url).hostname;
}

function addAssetRoute(app: Hono, web: Web): void {
  app.get('/assets/:file', async (c) => {
    const file = web.assets.files.get(c.req.param('file'));
    if (file === undefined) return await answerNotFound(c, web);
    const headers = { 'content-type': file.type, 'cache-control': 'public, max-age=31536000, immutable' };
    return c.body(file.body, 200, headers);
  });
}

function refuseTooLarge(): never {
  throw new HTTPException(413, { message: TEXTS.errors.tooLarge });
}

/** People get the form; programs, which ask for JSON or anything, are told. */
function askForToken(c: Context, web: Web): Response | Promise<Response> {
  const isPerson = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
  if (isOfApi(c)) return answerProblem(c, 401, TEXTS.login.hint);
  if (!isPerson) return c.json({ error: TEXTS.login.hint }, 401);
  const { pathname, search } = new URL(c.req.url);
  return c.html(renderLoginPage(web, `${pathname}${search}`, null), 401);
}

function isOfApi(c: Context): boolean {
  return c.req.path.startsWith(`${API_PATH}/`);
}

function answerError(error: Error, c: Context, web: Web): Response | Promise<Response> {
  if (error instanceof HTTPException) {
    const sentence = error.status === 403 ? TEXTS.errors.foreignForm : error.message || TEXTS.errors.badForm;
    if (isOfApi(c)) return answerProblem(c, error.status, sentence);
    return c.html(renderMessagePage(web, TEXTS.errors.refused, sentence), error.status);
  }
  web.onError?.(error);
  return c.html(renderMessagePage(web, TEXTS.errors.failed, TEXTS.errors.failedHint), 500);
}
