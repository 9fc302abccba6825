import type { Context } from 'hono';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

/** The answer where no id is just this: the way to the one that begins so, where only one does. */
export async function answerUnknownId(
  c: Context,
  web: Web,
  folder: '/articles' | '/changes',
  found: { id: string }[],
): Promise<Response> {
  const [first, second] = found;
  if (first === undefined) return await answerNotFound(c, web);
  if (second !== undefined) return c.html(renderMessagePage(web, TEXTS.errors.notFound, TEXTS.errors.ambiguous), 404);
  return c.redirect(`${folder}/${first.id}${new URL(c.req.url).search}`, 302);
}
