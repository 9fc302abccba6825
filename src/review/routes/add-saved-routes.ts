import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { deleteSearch, listSavedSearches, renameSearch, saveSearch } from '../../../storage/saved-searches.ts';
import { idSchema } from '../id-schema.ts';
import { readSavedQuery, SAVED_PATHS, savedNameSchema, savedSchema } from '../read-saved.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderSavedPage } from '../views/render-saved.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

const editSchema = z.object({ name: savedNameSchema, act: z.enum(['rename', 'delete']).default('rename') });

/** Searches that are kept under a name. */
export function addSavedRoutes(app: Hono, web: Web): void {
  app.get('/saved', async (c) => c.html(renderSavedPage(web, await listSavedSearches(web.db))));
  app.post('/saved', (c) => answerSave(c, web));
  app.post('/saved/:id', (c) => answerEdit(c, web));
}

async function answerSave(c: Context, web: Web): Promise<Response> {
  const form = savedSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await refuse(c, web, TEXTS.errors.badForm);
  const { name, list, query } = form.data;
  const read = readSavedQuery(list, query);
  if (!read.ok) return await refuse(c, web, read.reason);
  await saveSearch(web.db, { name, list, query: read.query }, web.clock.now());
  return c.redirect(read.query === '' ? SAVED_PATHS[list] : `${SAVED_PATHS[list]}?${read.query}`, 303);
}

async function answerEdit(c: Context, web: Web): Promise<Response> {
  const id = idSchema.safeParse(c.req.param('id'));
  const form = editSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await refuse(c, web, TEXTS.errors.badForm);
  if (!id.success) return await answerNotFound(c, web);
  const { name, act } = form.data;
  const isDone =
    act === 'delete' ? await deleteSearch(web.db, id.data) : (await renameSearch(web.db, id.data, name)) !== null;
  return isDone ? c.redirect('/saved', 303) : await answerNotFound(c, web);
}

async function refuse(c: Context, web: Web, reason: string): Promise<Response> {
  return await c.html(renderMessagePage(web, TEXTS.errors.refused, reason), 400);
}
