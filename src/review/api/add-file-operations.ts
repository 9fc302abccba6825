import { createRoute, z } from '@hono/zod-openapi';
import { loadChange, type StoredChange } from '../../../storage/changes.ts';
import { collectEvidence } from '../collect-evidence.ts';
import { idSchema } from '../id-schema.ts';
import { paintChange } from '../image/paint-change.ts';
import { type AnsweredFile, readVersionFile, type VersionFormat } from '../read-version-file.ts';
import { renderChangeHtml } from '../render-change-html.ts';
import { renderChangeMarkdown } from '../render-change-markdown.ts';
import { findVersion } from '../routes/add-version-routes.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { fileAnswers } from './list-answer.ts';
import { answerProblem } from './problems.ts';
import { versionNumber } from './schemas.ts';

type VersionFile = {
  name: string;
  format: VersionFormat;
  operationId: string;
  mediaType: string;
  summary: string;
};

/** By the names that they have in the evidence of a change. */
const VERSION_FILES: VersionFile[] = [
  {
    name: 'version.md',
    format: 'md',
    operationId: 'getVersionMarkdown',
    mediaType: 'text/markdown',
    summary: 'A version as Markdown',
  },
  {
    name: 'version.txt',
    format: 'txt',
    operationId: 'getVersionText',
    mediaType: 'text/plain',
    summary: 'A version as plain text',
  },
  {
    name: 'page.html',
    format: 'html',
    operationId: 'getVersionPage',
    mediaType: 'text/html',
    summary: "The page of a version: the newspaper's bytes as they were captured; save them, and do not show them",
  },
  {
    name: 'screenshot.webp',
    format: 'webp',
    operationId: 'getVersionScreenshot',
    mediaType: 'image/webp',
    summary: 'The screenshot of a version, where one was taken',
  },
  {
    name: 'page.pdf',
    format: 'pdf',
    operationId: 'getVersionPdf',
    mediaType: 'application/pdf',
    summary: 'The page of a version as PDF, where one was made',
  },
];

type ChangeFile = {
  name: string;
  operationId: string;
  mediaType: string;
  summary: string;
  make(web: Web, change: StoredChange, askedAt: string): AnsweredFile | Promise<AnsweredFile>;
};

const CHANGE_FILES: ChangeFile[] = [
  {
    name: 'evidence.zip',
    operationId: 'getChangeEvidence',
    mediaType: 'application/zip',
    summary: 'What proves a change: both versions, their captures and pages, with SHA256SUMS, as one ZIP file',
    make: collectEvidence,
  },
  {
    name: 'image.png',
    operationId: 'getChangeImage',
    mediaType: 'image/png',
    summary: 'The picture of a change, to be shared',
    make: paintChange,
  },
  {
    name: 'change.md',
    operationId: 'getChangeMarkdown',
    mediaType: 'text/markdown',
    summary: 'A change as Markdown',
    make: (_, change) => textOf('text/markdown', renderChangeMarkdown({ ...change, passedOver: change.passed_over })),
  },
  {
    name: 'change.html',
    operationId: 'getChangeHtml',
    mediaType: 'text/html',
    summary: 'A change as a part of an HTML page, with what was captured escaped',
    make: (_, change) => textOf('text/html', renderChangeHtml({ ...change, passedOver: change.passed_over })),
  },
];

const changeParameters = z.strictObject({ id: idSchema.describe("The change's id.") });
const versionParameters = z.strictObject({
  id: idSchema.describe("The article's id."),
  number: versionNumber.describe('The number of the version.'),
});

/** Versions and changes as files: to read, to print, to keep as proof. */
export function addFileOperations(api: Api, web: Web): void {
  for (const { name, operationId, mediaType, summary, make } of CHANGE_FILES) {
    const route = createRoute({
      ...{ operationId, summary, tags: ['Changes'], method: 'get', path: `/changes/{id}/${name}` },
      request: { params: changeParameters },
      responses: fileAnswers(mediaType, [400, 404]),
    });
    api.openapi(route, async (c) => {
      const change = await loadChange(web.db, c.req.valid('param').id);
      if (change === null) return answerProblem(c, 404, TEXTS.api.noChange);
      const { body, headers } = await make(web, change, c.req.url);
      return c.body(body, 200, headers);
    });
  }
  for (const { name, operationId, mediaType, summary, format } of VERSION_FILES) {
    const route = createRoute({
      ...{ operationId, summary, tags: ['Articles'], method: 'get', path: `/articles/{id}/versions/{number}/${name}` },
      request: { params: versionParameters },
      responses: fileAnswers(mediaType, [400, 404]),
    });
    api.openapi(route, async (c) => {
      const { id, number } = c.req.valid('param');
      const found = await findVersion(web, id, String(number));
      if (found === null) return answerProblem(c, 404, TEXTS.api.noVersion);
      const file = await readVersionFile(web.db, found, format);
      if (file === null) return answerProblem(c, 404, TEXTS.api.notKept);
      return c.body(file.body, 200, file.headers);
    });
  }
}

function textOf(mediaType: string, body: string): AnsweredFile {
  return { body, headers: { 'content-type': `${mediaType}; charset=utf-8` } };
}
