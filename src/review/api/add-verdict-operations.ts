import { createRoute, z } from '@hono/zod-openapi';
import { judgeChanges } from '../../../storage/annotations.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { MOST_AT_ONCE } from '../form-schemas.ts';
import { idSchema } from '../id-schema.ts';
import { noteSchema } from '../note-schema.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers, jsonBody } from './list-answer.ts';
import { judgedSchema } from './schemas.ts';

const judgeRoute = createRoute({
  operationId: 'judgeChanges',
  method: 'post',
  path: '/verdicts',
  tags: ['Changes'],
  summary: 'Give many changes the same verdict; `undo` takes the newest of each back, so that the one before counts',
  request: {
    body: jsonBody(
      z.strictObject({
        changes: z.array(idSchema).min(1).max(MOST_AT_ONCE),
        verdict: z.enum([...VERDICTS, 'undo']),
        note: noteSchema.openapi({ type: 'string' }),
      }),
    ),
  },
  responses: jsonAnswers(z.strictObject({ items: z.array(judgedSchema) }), [400, 413, 415]),
});

/** Verdicts on many changes at once, as the list of changes gives them; of ids that there are none of nothing is said. */
export function addVerdictOperations(api: Api, { db, clock }: Web): void {
  api.openapi(judgeRoute, async (c) => {
    const { changes, verdict, note = null } = c.req.valid('json');
    const ids = [...new Set(changes)];
    const now = clock.now();
    const by = requireVisitor(c).name;
    const judged = await judgeChanges(db, ids, { verdict, note, by }, now);
    return c.json({ items: judged.map(({ id, ...said }) => ({ change: id, ...said })) }, 200);
  });
}
