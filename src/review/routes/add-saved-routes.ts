import type { Context, Hono } from 'hono';
import { z } from 'zod';
import {
  deleteSearch,
  editSearch,
  listSavedSearches,
  loadSavedSearch,
  saveSearch,
} from '../../../storage/saved-searches.ts';
import { idSchema } from '../id-schema.ts';
import { readSavedQuery, refuseChannel, SAVED_PATHS, savedChannelSchema, savedSchema } from '../read-saved.ts';
import { nameSchema } from '../storable-schema.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderSavedPage } from '../views/render-saved.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

const formSchema = savedSchema.extend({ channel: savedChannelSchema });
const editSchema = z.object({
  name: nameSchema,
  channel: savedChannelSchema,
  act: z.enum(['rename', 'delete']).default('rename'),
});

/** Searches that are kept under a name. */
export function addSavedRoutes(app: Hono, web: Web): void {
  app.get('/saved', async (c) => c.html(renderSavedPage(web, await listSavedSearches(web.db))));
  app.post('/saved', (c) => answerSave(c, web));
  app.post('/saved/:id', (c) => answerEdit(c, web));
}

async function answerSave(c: Context, web: Web): Promise<Response> {
  const form = formSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await refuse(c, web, TEXTS.errors.badForm);
  const { name, list, query, channel } = form.data;
  const read = readSavedQuery(list, query);
  if (!read.ok) return await refuse(c, web, read.reason);
  const refusal = refuseChannel(web, { list, query: read.query }, channel);
  if (refusal !== null) return await refuse(c, web, refusal);
  await saveSearch(web.db, { name, list, query: read.query, channel }, web.clock.now());
  return c.redirect(read.query === '' ? SAVED_PATHS[list] : `${SAVED_PATHS[list]}?${read.query}`, 303);
}

async function answerEdit(c: Context, web: Web): Promise<Response> {
  const id = idSchema.safeParse(c.req.param('id'));
  const form = editSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await refuse(c, web, TEXTS.errors.badForm);
  if (!id.success) return await answerNotFound(c, web);
  const { name, channel, act } = form.data;
  const saved = await loadSavedSearch(web.db, id.data);
  if (saved === null) return await answerNotFound(c, web);
  // One whose channel is no more can still be renamed.
  const refusal = act === 'delete' || channel === saved.channel ? null : refuseChannel(web, saved, channel);
  if (refusal !== null) return await refuse(c, web, refusal);
  if (act === 'delete') await deleteSearch(web.db, id.data);
  else await editSearch(web.db, id.data, { name, channel });
  return c.redirect('/saved', 303);
}

async function refuse(c: Context, web: Web, reason: string): Promise<Response> {
  return await c.html(renderMessagePage(web, TEXTS.errors.refused, reason), 400);
}
