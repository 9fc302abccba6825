import { createRoute, z } from '@hono/zod-openapi';
import { VERDICTS_OF_FINDINGS } from '../../model/finding.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { jsonAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';

const findingSchema = z
  .strictObject({
    part: z.string().describe('What was examined.'),
    verdict: z.enum(VERDICTS_OF_FINDINGS).describe('`note` can wait, `wrong` cannot.'),
    found: z.string(),
    advice: z.string().nullable().describe('What to do.'),
  })
  .meta({ id: 'Finding' });

const examineRoute = createRoute({
  operationId: 'examine',
  method: 'get',
  path: '/doctor',
  tags: ['Operating'],
  summary: 'What stet needs and finds on the machine that answers, as “stet doctor” says it; takes some seconds',
  responses: jsonAnswers(z.strictObject({ items: z.array(findingSchema) }), [409]),
});

/** What stet finds on this machine; names of files and hosts, and no secrets. */
export function addDoctorOperations(api: Api, { examine }: Web): void {
  api.openapi(examineRoute, async (c) => {
    if (examine === undefined) return answerProblem(c, 409, TEXTS.api.noDoctor);
    return c.json({ items: await examine() }, 200);
  });
}
