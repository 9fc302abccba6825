import type { Context, Hono } from 'hono';
import { loadCapture } from '../../../storage/captures.ts';
import { loadPayload } from '../../../storage/payloads.ts';
import type { VersionRecord } from '../../../storage/versions.ts';
import { charsetOf } from '../../model/charset-of.ts';
import { disarmPage } from '../disarm-page.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderStoredPage } from '../views/render-stored-page.ts';
import type { Web } from '../web.ts';
import { findVersion, viewVersion } from './add-version-routes.ts';
import { answerNotFound } from './answer-not-found.ts';

/**
 * What a stored page may do, in a frame or alone: be read. `sandbox` gives it an origin of its own and no scripts, forms,
 * windows or navigation of others (HTML standard, § 7.1.5); nothing is loaded from anywhere (CSP 3).
 */
const POWERLESS =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/** A version's page as it was stored. */
export function addStoredPageRoutes(app: Hono, web: Web): void {
  const base = '/articles/:id{[a-z2-9]+}/versions/:number{[0-9]{1,9}}/stored';
  app.get(base, async (c) => {
    const found = await findVersion(web, c.req.param('id'), c.req.param('number'));
    return found === null ? await answerNotFound(c, web) : c.html(renderStoredPage(web, await viewVersion(web, found)));
  });
  app.get(`${base}/page`, async (c) => {
    const found = await findVersion(web, c.req.param('id'), c.req.param('number'));
    return found === null ? await answerNotFound(c, web) : await answerPage(c, web, found.version);
  });
}

async function answerPage(c: Context, web: Web, version: VersionRecord): Promise<Response> {
  const capture = await loadCapture(web.db, version.captureId);
  const bytes = capture?.payload_id == null ? null : await loadPayload(web.db, capture.payload_id);
  if (capture === null || bytes === null)
    return c.html(renderMessagePage(web, TEXTS.errors.notFound, TEXTS.version.notStored), 404);
  // What the server named counts before what the page says.
  const charset = charsetOf(capture.headers['content-type']);
  return c.body(Uint8Array.from(disarmPage(bytes)), 200, {
    'content-type': charset === null ? 'text/html' : `text/html; charset=${charset}`,
    'content-security-policy': POWERLESS,
    'x-frame-options': 'SAMEORIGIN',
    'x-dns-prefetch-control': 'off',
    'referrer-policy': 'no-referrer',
  });
}
