import type { Context } from 'hono';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import type { Web } from '../web.ts';

/** The answer where there is no such page. */
export function answerNotFound(c: Context, web: Web): Response | Promise<Response> {
  return c.html(renderMessagePage(web, TEXTS.errors.notFound, TEXTS.errors.notFoundHint), 404);
}
