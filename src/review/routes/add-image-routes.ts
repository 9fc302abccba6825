import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import { loadChange } from '../../../storage/changes.ts';
import { describeImage } from '../image/describe-image.ts';
import { drawChange } from '../image/draw-change.ts';
import { nameSource, type Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

/** The picture of a change, to be shared. */
export function addImageRoutes(app: Hono, web: Web): void {
  app.get('/changes/:id{[a-z2-9]+}/image.png', etag(), async (c) => {
    const change = await loadChange(web.db, c.req.param('id'));
    if (change === null) return await answerNotFound(c, web);
    const picture = await web.painter.paint(drawChange(describeImage(change, nameSource(web, change.source_id))));
    return c.body(new Uint8Array(picture), 200, {
      'content-type': 'image/png',
      'cache-control': 'private, max-age=3600',
    });
  });
}
