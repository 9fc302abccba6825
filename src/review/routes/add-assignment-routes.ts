import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { assignChanges } from '../../../storage/assignments.ts';
import { wantsJson } from '../access/kind-of-request.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { backSchema, idsSchema, readBack } from '../form-schemas.ts';
import { userNameSchema } from '../storable-schema.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import type { Web } from '../web.ts';

const assignmentSchema = z.object({
  id: idsSchema,
  /** A user; empty: nobody. */
  to: userNameSchema,
  back: backSchema,
});

/** Assigning changes to a person, from their list or from the page of one. */
export function addAssignmentRoutes(app: Hono, web: Web): void {
  app.post('/assignments', (c) => answerAssignment(c, web));
}

async function answerAssignment(c: Context, web: Web): Promise<Response> {
  const body = await c.req.parseBody({ all: true });
  const form = assignmentSchema.safeParse(body);
  if (!form.success) {
    const isNothing = body.id === undefined;
    if (isNothing && !wantsJson(c)) {
      const back = { href: readBack(body), label: TEXTS.triage.back };
      return await c.html(renderMessagePage(web, TEXTS.triage.nothingTitle, TEXTS.triage.nothingHint, back), 400);
    }
    return await refuse(c, web, isNothing ? TEXTS.triage.nothing : TEXTS.errors.badForm);
  }
  const { id: ids, to, back } = form.data;
  const by = requireVisitor(c).name;
  const assigned = await assignChanges(web.db, ids, { to: to === '' ? null : to, by }, web.clock.now());
  if (assigned === null) return await refuse(c, web, TEXTS.assign.unknown);
  if (!wantsJson(c)) return c.redirect(back, 303);
  const changes = assigned.map(({ id, assignee }) => ({
    ...{ id, assignee, label: assignee === null ? null : TEXTS.assign.assigned(assignee) },
  }));
  return c.json({ changes, sentence: TEXTS.assign.done(assigned.length, assigned[0]?.assignee ?? null) });
}

async function refuse(c: Context, web: Web, sentence: string): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: sentence }, 400);
  return await c.html(renderMessagePage(web, TEXTS.errors.refused, sentence), 400);
}
