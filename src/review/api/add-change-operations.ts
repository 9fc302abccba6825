import { createRoute, z } from '@hono/zod-openapi';
import { listAnnotations, type StoredAnnotation, saveAnnotations } from '../../../storage/annotations.ts';
import { assignChanges } from '../../../storage/assignments.ts';
import { loadChange } from '../../../storage/changes.ts';
import { findChangesWithin } from '../../../storage/list-changes.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { idSchema } from '../id-schema.ts';
import { changeJson } from '../json-shapes.ts';
import { placeOfChange } from '../load-changes.ts';
import { noteSchema } from '../note-schema.ts';
import { changeFilters, toChangeFilter } from '../read-filters.ts';
import { userNameSchema } from '../storable-schema.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers, jsonBody, listAnswers, listParameters, madeAnswers, toPage } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import { annotationSchema, changeSchema } from './schemas.ts';

const tags = ['Changes'];
const idParameters = z.strictObject({
  id: idSchema.describe("The change's id."),
});

const listRoute = createRoute({
  operationId: 'listChanges',
  method: 'get',
  path: '/changes',
  tags,
  summary: 'Changes that fit the filters, newest or most important first',
  request: { query: z.strictObject({ ...changeFilters, ...listParameters }) },
  responses: listAnswers(changeSchema),
});

const getRoute = createRoute({
  operationId: 'getChange',
  method: 'get',
  path: '/changes/{id}',
  tags,
  summary: 'One change',
  request: { params: idParameters },
  responses: jsonAnswers(changeSchema, [400, 404]),
});

const annotationsRoute = createRoute({
  operationId: 'listAnnotations',
  method: 'get',
  path: '/changes/{id}/annotations',
  tags,
  summary: 'The verdicts on a change, newest first: the newest counts',
  request: { params: idParameters },
  responses: jsonAnswers(z.strictObject({ items: z.array(annotationSchema) }), [400, 404]),
});

const annotateRoute = createRoute({
  operationId: 'annotateChange',
  method: 'post',
  path: '/changes/{id}/annotations',
  tags,
  summary: 'Give a verdict on a change; `note` alone says none',
  request: {
    params: idParameters,
    body: jsonBody(z.strictObject({ verdict: z.enum(VERDICTS), note: noteSchema.openapi({ type: 'string' }) })),
  },
  responses: madeAnswers(annotationSchema, [400, 404, 413, 415]),
});

const assignRoute = createRoute({
  operationId: 'assignChange',
  method: 'post',
  path: '/changes/{id}/assignee',
  tags,
  summary: 'Assign a change to a user, or to nobody (`null`)',
  request: {
    params: idParameters,
    body: jsonBody(z.strictObject({ user: userNameSchema.nullable() })),
  },
  responses: jsonAnswers(changeSchema, [400, 404, 413, 415]),
});

/** Changes and the verdicts on them. */
export function addChangeOperations(api: Api, { db, clock }: Web): void {
  api.openapi(listRoute, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const filter = { ...toChangeFilter(query, requireVisitor(c).name), behind: cursor, limit: limit + 1 };
    const { found, lookedTo } = await findChangesWithin(db, filter);
    return c.json(toPage(found, limit, { write: changeJson, placeOf: placeOfChange, lookedTo }), 200);
  });
  api.openapi(getRoute, async (c) => {
    const change = await loadChange(db, c.req.valid('param').id);
    return change === null ? answerProblem(c, 404, TEXTS.api.noChange) : c.json(changeJson(change), 200);
  });
  api.openapi(annotationsRoute, async (c) => {
    const { id } = c.req.valid('param');
    if ((await loadChange(db, id)) === null) return answerProblem(c, 404, TEXTS.api.noChange);
    return c.json({ items: (await listAnnotations(db, id)).map(annotationJson) }, 200);
  });
  api.openapi(annotateRoute, async (c) => {
    const { id } = c.req.valid('param');
    const { verdict, note = null } = c.req.valid('json');
    const now = clock.now();
    const by = requireVisitor(c).name;
    const judged = await saveAnnotations(db, [id], { verdict, note, by }, now);
    if (judged.length === 0) return answerProblem(c, 404, TEXTS.api.noChange);
    return c.json({ change: id, verdict, note, by, createdAt: now.toISOString() }, 201);
  });
  api.openapi(assignRoute, async (c) => {
    const { id } = c.req.valid('param');
    const to = c.req.valid('json').user;
    const assigned = await assignChanges(db, [id], { to, by: requireVisitor(c).name }, clock.now());
    if (assigned === null) return answerProblem(c, 400, TEXTS.assign.unknown);
    const change = await loadChange(db, id);
    return change === null ? answerProblem(c, 404, TEXTS.api.noChange) : c.json(changeJson(change), 200);
  });
}

function annotationJson(annotation: StoredAnnotation) {
  const { change_id: change, verdict, note, by, created_at: createdAt } = annotation;
  return { change, verdict, note, by, createdAt: createdAt.toISOString() };
}
