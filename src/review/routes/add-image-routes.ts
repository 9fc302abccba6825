import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import { loadChange } from '../../../storage/changes.ts';
import { paintChange } from '../image/paint-change.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

/** The picture of a change, to be shared. */
export function addImageRoutes(app: Hono, web: Web): void {
  app.get('/changes/:id{[a-z2-9]+}/image.png', etag(), async (c) => {
    const change = await loadChange(web.db, c.req.param('id'));
    if (change === null) return await answerNotFound(c, web);
    const { body, headers } = await paintChange(web, change);
    return c.body(body, 200, headers);
  });
}
