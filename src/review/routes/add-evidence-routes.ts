import type { Hono } from 'hono';
import { loadChange } from '../../../storage/changes.ts';
import { collectEvidence } from '../collect-evidence.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

/** What proves a change, as one file to keep. */
export function addEvidenceRoutes(app: Hono, web: Web): void {
  app.get('/changes/:id{[a-z2-9]+}/evidence.zip', async (c) => {
    const change = await loadChange(web.db, c.req.param('id'));
    if (change === null) return await answerNotFound(c, web);
    const { body, headers } = await collectEvidence(web, change, c.req.url);
    return c.body(body, 200, headers);
  });
}
