import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { type JudgedChange, judgeChanges } from '../../../storage/annotations.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { wantsJson } from '../access/kind-of-request.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { backSchema, idsSchema, readBack } from '../form-schemas.ts';
import { noteSchema } from '../note-schema.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import type { Web } from '../web.ts';

const triageSchema = z.object({
  id: idsSchema,
  verdict: z.enum([...VERDICTS, 'undo']),
  note: noteSchema,
  back: backSchema,
});

/** Verdicts on many changes at once, from the list; the last one of each can be taken back. */
export function addTriageRoutes(app: Hono, web: Web): void {
  app.post('/verdicts', (c) => answerTriage(c, web));
}

async function answerTriage(c: Context, web: Web): Promise<Response> {
  const isProgram = wantsJson(c);
  const body = await c.req.parseBody({ all: true });
  const form = triageSchema.safeParse(body);
  if (!form.success) {
    if (isProgram) return c.json({ error: TEXTS.errors.badForm }, 400);
    const back = { href: readBack(body), label: TEXTS.triage.back };
    // A box that is not ticked is not sent at all.
    if (body.id === undefined) {
      return await c.html(renderMessagePage(web, TEXTS.triage.nothingTitle, TEXTS.triage.nothingHint, back), 400);
    }
    return await c.html(renderMessagePage(web, TEXTS.errors.refused, TEXTS.errors.badForm, back), 400);
  }
  const { id: ids, verdict, note, back } = form.data;
  const now = web.clock.now();
  const by = requireVisitor(c).name;
  const judged = await judgeChanges(web.db, ids, { verdict, note: note ?? null, by }, now);
  if (isProgram) return c.json({ changes: judged.map(judgedJson), sentence: sayDone(verdict, judged.length) });
  return c.redirect(withDone(back, verdict, ids), 303);
}

function judgedJson({ id, verdict, note }: JudgedChange) {
  const isNone = verdict === 'note' && note === null;
  return { id, verdict, label: isNone ? null : (TEXTS.verdicts[verdict] ?? verdict) };
}

function sayDone(verdict: string, n: number): string {
  const { done, undone } = TEXTS.triage;
  return verdict === 'undo' ? undone(n) : done(n, TEXTS.verdicts[verdict] ?? verdict);
}

/** The list again, which says what was done and offers to take it back. */
function withDone(back: string, verdict: string, ids: string[]): string {
  const list = new URL(back, 'http://list.invalid');
  list.searchParams.set('done', verdict);
  list.searchParams.set('judged', ids.join('.'));
  return `/${list.search}#done`;
}
