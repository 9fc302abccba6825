import type { Hono } from 'hono';
import { isDatabaseUp, listSourceHealth } from '../../../storage/health.ts';
import { renderSourcesPage } from '../views/render-sources-page.ts';
import type { Web } from '../web.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** The sources with their health. */
export function addSourceRoutes(app: Hono, web: Web): void {
  app.get('/sources', async (c) => {
    const since = new Date(web.clock.now().getTime() - WEEK_MS);
    return await c.html(renderSourcesPage(web, await listSourceHealth(web.db, since)));
  });
}

/** How long the database may take to answer before it counts as down, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Whether this process can do its work, for load balancers and container engines: 200 or 503. Asks for no token. */
export function addHealthRoute(app: Hono, web: Web): void {
  app.get('/health', async (c) => {
    const isUp = await isDatabaseUp(web.db, PATIENCE_MS);
    return c.json({ ok: isUp, database: isUp ? 'answers' : 'does not answer' }, isUp ? 200 : 503);
  });
}
