import { createRoute, z } from '@hono/zod-openapi';
import {
  deleteSearch,
  editSearch,
  listSavedSearches,
  loadSavedSearch,
  type SavedSearch,
  saveSearch,
} from '../../../storage/saved-searches.ts';
import { idSchema } from '../id-schema.ts';
import { readSavedQuery, refuseChannel, SAVED_LISTS, savedSchema } from '../read-saved.ts';
import { nameSchema } from '../storable-schema.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { goneAnswers, jsonAnswers, jsonBody, madeAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';

const tags = ['Saved searches'];
const NO_SEARCH = 'There is no such saved search; its id is 16 letters and digits.';
const idParameters = z.strictObject({ id: idSchema.describe('The id of the saved search.') });

const channel = z
  .string()
  .max(200)
  .nullable()
  .optional()
  .describe('The channel that is told of changes that meet the search; null: none; left out: as it was.');

const savedAnswerSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    list: z.enum(SAVED_LISTS).describe('Which list it is of.'),
    query: z.string().describe('The filters of that list, as its address has them.'),
    channel: z.string().nullable().describe('The channel that is told of changes that meet it; null: none.'),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'SavedSearch' });

const listRoute = createRoute({
  operationId: 'listSavedSearches',
  method: 'get',
  path: '/saved-searches',
  tags,
  summary: 'All saved searches, by their names',
  responses: jsonAnswers(z.strictObject({ items: z.array(savedAnswerSchema) }), []),
});

const getRoute = createRoute({
  operationId: 'getSavedSearch',
  method: 'get',
  path: '/saved-searches/{id}',
  tags,
  summary: 'One saved search',
  request: { params: idParameters },
  responses: jsonAnswers(savedAnswerSchema, [400, 404]),
});

const saveRoute = createRoute({
  operationId: 'saveSearch',
  method: 'post',
  path: '/saved-searches',
  tags,
  summary: 'Keep the filters of a list under a name, and have a channel told of changes that meet them',
  request: {
    body: jsonBody(savedSchema.extend({ channel })),
  },
  responses: madeAnswers(savedAnswerSchema, [400, 403, 413, 415]),
});

const renameRoute = createRoute({
  operationId: 'renameSavedSearch',
  method: 'put',
  path: '/saved-searches/{id}',
  tags,
  summary: 'Give a saved search another name, or another channel',
  request: {
    params: idParameters,
    body: jsonBody(z.strictObject({ name: nameSchema, channel })),
  },
  responses: jsonAnswers(savedAnswerSchema, [400, 403, 404, 413, 415]),
});

const deleteRoute = createRoute({
  operationId: 'deleteSavedSearch',
  method: 'delete',
  path: '/saved-searches/{id}',
  tags,
  summary: 'Delete a saved search',
  request: { params: idParameters },
  responses: goneAnswers('It is deleted.', [400, 404, 413]),
});

/** Searches that are kept under a name. */
export function addSavedOperations(api: Api, web: Web): void {
  const { db, clock } = web;
  api.openapi(listRoute, async (c) => c.json({ items: (await listSavedSearches(db)).map(savedJson) }, 200));
  api.openapi(getRoute, async (c) => {
    const found = await loadSavedSearch(db, c.req.valid('param').id);
    return found === null ? answerProblem(c, 404, NO_SEARCH) : c.json(savedJson(found), 200);
  });
  api.openapi(saveRoute, async (c) => {
    const { name, list, query, channel } = c.req.valid('json');
    const read = readSavedQuery(list, query);
    if (!read.ok) return answerProblem(c, 400, read.reason);
    const refusal = refuseChannel(web, { list, query: read.query }, channel);
    if (refusal !== null) return answerProblem(c, 400, refusal);
    return c.json(savedJson(await saveSearch(db, { name, list, query: read.query, channel }, clock.now())), 201);
  });
  api.openapi(renameRoute, async (c) => {
    const { name, channel } = c.req.valid('json');
    const saved = await loadSavedSearch(db, c.req.valid('param').id);
    if (saved === null) return answerProblem(c, 404, NO_SEARCH);
    const refusal = channel === saved.channel ? null : refuseChannel(web, saved, channel);
    if (refusal !== null) return answerProblem(c, 400, refusal);
    const edited = await editSearch(db, saved.id, { name, channel });
    return edited === null ? answerProblem(c, 404, NO_SEARCH) : c.json(savedJson(edited), 200);
  });
  api.openapi(deleteRoute, async (c) => {
    const isDone = await deleteSearch(db, c.req.valid('param').id);
    return isDone ? c.body(null, 204) : answerProblem(c, 404, NO_SEARCH);
  });
}

function savedJson({ id, name, list, query, channel, created_at: createdAt }: SavedSearch) {
  return { id, name, list, query, channel, createdAt: createdAt.toISOString() };
}
