import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { adviseAddress, explainAddress } from '../explain-address.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderNewSourcePage, renderPreviewPage } from '../views/render-new-source-page.ts';
import { renderSourceFilePage } from '../views/render-source-file-page.ts';
import { nameSource, type SavedSource, type SourceFiles, type Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

/** As much as a form may hold. */
const MOST_TEXT = 50_000;

const previewSchema = z.object({ address: z.url({ protocol: /^https?$/ }).max(2_000) });
const fileSchema = z.object({
  action: z.enum(['check', 'save']),
  /** Browsers send line breaks as CRLF (HTML standard, § 4.10.21.8). */
  text: z
    .string()
    .max(MOST_TEXT)
    .transform((text) => text.replaceAll('\r\n', '\n')),
  digest: z.string().max(64),
});
const newFileSchema = fileSchema.omit({ digest: true }).extend({ id: z.string().trim().max(64) });

/** Adding a source by its address, and editing its file, which stays the truth about it. */
export function addSourceFileRoutes(app: Hono, web: Web): void {
  const withFiles = async (c: Context, answer: (files: SourceFiles) => Promise<Response>) => {
    if (web.sourceFiles !== undefined) return await answer(web.sourceFiles);
    return await c.html(renderMessagePage(web, TEXTS.errors.refused, TEXTS.keeping.noFiles), 409);
  };
  app.get('/sources/new', (c) => withFiles(c, async () => await c.html(renderNewSourcePage(web, '', null))));
  app.post('/sources/preview', (c) => withFiles(c, (files) => answerPreview(c, web, files)));
  app.post('/sources/new', (c) => withFiles(c, (files) => answerNewFile(c, web, files)));
  app.get('/sources/:id{[a-z0-9-]+}/file', (c) =>
    withFiles(c, async (files) => await showFile(c, web, files, c.req.param('id'))),
  );
  app.post('/sources/:id{[a-z0-9-]+}/file', (c) =>
    withFiles(c, async (files) => await answerFile(c, web, files, c.req.param('id'))),
  );
}

async function answerPreview(c: Context, web: Web, files: SourceFiles): Promise<Response> {
  const body = await c.req.parseBody();
  const form = previewSchema.safeParse(body);
  if (!form.success) {
    const given = typeof body.address === 'string' ? body.address : '';
    return await c.html(renderNewSourcePage(web, given, explainAddress(given)), 400);
  }
  const found = await files.preview(new URL(form.data.address), web.clock.now());
  if (!found.ok) return await c.html(renderNewSourcePage(web, form.data.address, adviseAddress(found.reason)), 422);
  return await c.html(renderPreviewPage(web, found.preview));
}

async function answerNewFile(c: Context, web: Web, files: SourceFiles): Promise<Response> {
  const form = newFileSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await refuse(c, web, TEXTS.errors.badForm);
  const { id, text, action } = form.data;
  const view = { id, name: id, text, digest: null };
  if (!files.isId(id))
    return await c.html(renderSourceFilePage(web, { ...view, said: { complaint: TEXTS.keeping.badId } }), 400);
  const saved = action === 'check' ? checkOnly(files, id, text) : files.save({ id, text, digest: null });
  return await c.html(renderSourceFilePage(web, { ...view, said: { saved } }), statusOf(saved));
}

async function showFile(c: Context, web: Web, files: SourceFiles, id: string): Promise<Response> {
  const current = files.read(id);
  if (current === null) return await answerNotFound(c, web);
  return await c.html(renderSourceFilePage(web, { id, name: nameSource(web, id), ...current, said: {} }));
}

async function answerFile(c: Context, web: Web, files: SourceFiles, id: string): Promise<Response> {
  const form = fileSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await refuse(c, web, TEXTS.errors.badForm);
  if (files.read(id) === null) return await answerNotFound(c, web);
  const { text, digest, action } = form.data;
  const saved = action === 'check' ? checkOnly(files, id, text) : files.save({ id, text, digest });
  // What was saved, or what is there instead, is what the next edit begins from.
  const next = saved.kind === 'saved' || saved.kind === 'conflict' ? files.read(id)?.digest : digest;
  const view = { id, name: nameSource(web, id), text, digest: next ?? digest, said: { saved } };
  return await c.html(renderSourceFilePage(web, view), statusOf(saved));
}

/** What came of looking only: faults, or that there is none. */
type Checked = SavedSource | { kind: 'checked' };

function checkOnly(files: SourceFiles, id: string, text: string): Checked {
  const faults = files.check(id, text);
  return faults.length === 0 ? { kind: 'checked' } : { kind: 'faulty', faults };
}

function statusOf({ kind }: Checked): 200 | 409 | 422 {
  if (kind === 'saved' || kind === 'checked') return 200;
  return kind === 'faulty' ? 422 : 409;
}

async function refuse(c: Context, web: Web, sentence: string): Promise<Response> {
  return await c.html(renderMessagePage(web, TEXTS.errors.refused, sentence), 400);
}
