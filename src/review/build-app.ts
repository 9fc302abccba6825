import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { contextStorage } from 'hono/context-storage';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { isDataFault } from '../../storage/is-data-fault.ts';
import { hasUsers } from '../../storage/users.ts';
import { guardAccess } from './access/guard-access.ts';
import { guardForms } from './access/guard-forms.ts';
import { guardOrigin, isOwnOrigin } from './access/guard-origin.ts';
import { isOfApi, wantsPage } from './access/kind-of-request.ts';
import { isNowhere } from './access/route-scopes.ts';
import { API_PATH } from './api/api-path.ts';
import { buildApi, describeApi } from './api/build-api.ts';
import { answerProblem } from './api/problems.ts';
import { cleanAddress, FILTERED_PATHS } from './clean-address.ts';
import { guardHost, isLoopback } from './guard-host.ts';
import { openPainter } from './image/open-painter.ts';
import { limitGuesses } from './limit-guesses.ts';
import { loadAssets } from './load-assets.ts';
import { packAnswers } from './pack-answers.ts';
import { REFUSALS } from './refusal-texts.ts';
import { rememberNumbers } from './remember-numbers.ts';
import { addAccountRoutes } from './routes/add-account-routes.ts';
import { addArticleRoutes } from './routes/add-article-routes.ts';
import { addAssignmentRoutes } from './routes/add-assignment-routes.ts';
import { addChangeRoutes } from './routes/add-change-routes.ts';
import { addDeliveryRoutes } from './routes/add-delivery-routes.ts';
import { addEvidenceRoutes } from './routes/add-evidence-routes.ts';
import { addFeedRoutes } from './routes/add-feed-routes.ts';
import { addImageRoutes } from './routes/add-image-routes.ts';
import { addLoginRoutes, showLogin } from './routes/add-login-routes.ts';
import { addNumbersRoutes } from './routes/add-numbers-routes.ts';
import { addOidcRoutes } from './routes/add-oidc-routes.ts';
import { addPushRoutes } from './routes/add-push-routes.ts';
import { addSavedRoutes } from './routes/add-saved-routes.ts';
import { addSearchRoutes } from './routes/add-search-routes.ts';
import { addSourceFileRoutes } from './routes/add-source-file-routes.ts';
import { addHealthRoute, addSourceRoutes } from './routes/add-source-routes.ts';
import { addStoredPageRoutes } from './routes/add-stored-page-routes.ts';
import { addTriageRoutes } from './routes/add-triage-routes.ts';
import { addVersionRoutes } from './routes/add-version-routes.ts';
import { answerNotFound } from './routes/answer-not-found.ts';
import { setHeaders } from './set-headers.ts';
import { TEXTS } from './texts.ts';
import { renderApiPage } from './views/render-api-page.ts';
import { renderMessagePage } from './views/render-message-page.ts';
import type { Web, WebOptions } from './web.ts';

const MOST_FORM_BYTES = 64 * 1_024;

/** The review UI as a Hono app: what it answers, without a server. */
export function buildApp(options: WebOptions): Hono {
  const token = options.token === '' ? null : options.token;
  const isAlwaysGuarded = token !== null || options.oidc !== undefined || !isLoopback(options.host);
  const isGuarded = async () => isAlwaysGuarded || (await hasUsers(options.db));
  const web: Web = {
    ...options,
    token,
    isGuarded,
    pushes: options.pushes ?? null,
    assets: loadAssets(),
    numbers: rememberNumbers(options),
    painter: openPainter(),
  };
  const app = new Hono();
  addFirstGuards(app, web);
  addAssetRoute(app, web);
  addHealthRoute(app, web);
  const limit = limitGuesses();
  addLoginRoutes(app, web, limit);
  addOidcRoutes(app, web);
  app.use(guardAccess(web, limit, (c) => askToLogIn(c, web)));
  addPages(app, web);
  const api = buildApi(web);
  app.route(API_PATH, api);
  app.get('/api', (c) => c.html(renderApiPage(web, describeApi(api))));
  app.notFound((c) => answerNotFound(c, web));
  app.onError((error, c) => answerError(error, c, web));
  return app;
}

/** What stands before every route, whoever asks. */
function addFirstGuards(app: Hono, web: Web): void {
  app.use(contextStorage());
  app.use(packAnswers());
  app.use(setHeaders());
  const publicUrl = () => web.publicUrl?.() ?? null;
  app.use(guardHost(web.host, { name: () => hostnameOf(publicUrl()), isGuarded: web.isGuarded }));
  addPushRoutes(app, web); // before the guards of forms: what hubs send is none
  app.use(guardOrigin(web));
  // Refuses forms of which no header says that they are of here.
  app.use(unlessToken(unlessNowhere(csrf({ origin: (origin, c) => isOwnOrigin(origin, c, web) }))));
  app.use(bodyLimit({ maxSize: MOST_FORM_BYTES, onError: () => refuseTooLarge() }));
  app.use(unlessNowhere(guardForms()));
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-cache');
  });
}

/** What the API does not have is said to be nowhere, and not to be a form. */
function unlessNowhere(guard: MiddlewareHandler): MiddlewareHandler {
  return (c, next) => (isOfApi(c) && isNowhere(c) ? next() : guard(c, next));
}

/** No form can show a token in a header, and no page of elsewhere either without asking first (Fetch, § 3.3.5). */
function unlessToken(guard: MiddlewareHandler): MiddlewareHandler {
  return (c, next) => (/^Bearer /i.test(c.req.header('authorization') ?? '') ? next() : guard(c, next));
}

/** What takes a scope: its routes are in the table of `access/route-scopes.ts`. */
function addPages(app: Hono, web: Web): void {
  for (const path of FILTERED_PATHS) app.get(path, cleanAddress);
  addFeedRoutes(app, web);
  addChangeRoutes(app, web);
  addTriageRoutes(app, web);
  addAssignmentRoutes(app, web);
  addArticleRoutes(app, web);
  addVersionRoutes(app, web);
  addStoredPageRoutes(app, web);
  addEvidenceRoutes(app, web);
  addSourceRoutes(app, web);
  addSourceFileRoutes(app, web);
  addAccountRoutes(app, web);
  addImageRoutes(app, web);
  addDeliveryRoutes(app, web);
  addSearchRoutes(app, web);
  addNumbersRoutes(app, web);
  addSavedRoutes(app, web);
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
async function askToLogIn(c: Context, web: Web): Promise<Response> {
  const { shown } = TEXTS.login;
  if (isOfApi(c)) return answerProblem(c, 401, shown);
  if (c.req.method !== 'GET' || !wantsPage(c)) return c.json({ error: shown }, 401);
  const { pathname, search } = new URL(c.req.url);
  return await showLogin(c, web, `${pathname}${search}`, { status: 401 });
}

function answerError(error: Error, c: Context, web: Web): Response | Promise<Response> {
  if (error instanceof HTTPException) {
    const usual = error.status === 403 ? TEXTS.errors.foreignForm : TEXTS.errors.badForm;
    if (isOfApi(c)) return answerProblem(c, error.status, error.message || usual);
    const sentence = error.status === 403 ? usual : error.message || usual;
    return c.html(renderMessagePage(web, TEXTS.errors.refused, sentence), error.status);
  }
  if (isDataFault(error)) return answerDataFault(c, web);
  web.onError?.(error);
  return c.html(renderMessagePage(web, TEXTS.errors.failed, TEXTS.errors.failedHint), 500);
}

/** A value that the database refuses is the fault of the request, wherever it got past what reads requests. */
function answerDataFault(c: Context, web: Web): Response | Promise<Response> {
  if (isOfApi(c)) return answerProblem(c, 400, REFUSALS.badValue);
  return c.html(renderMessagePage(web, TEXTS.errors.refused, REFUSALS.badValue), 400);
}
