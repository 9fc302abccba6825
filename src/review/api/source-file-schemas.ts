import { z } from '@hono/zod-openapi';
import { PAGE_KINDS } from '../../model/article.ts';
import { TEXTS } from '../texts.ts';
import type { SourceFault } from '../web.ts';

/** The id of a source, in an address. */
export const sourceIdSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);
export const sourceIdParameters = z.strictObject({ id: sourceIdSchema.describe("The source's id.") });

/** What is wrong in a file, as the sentence of a problem. */
export function tellFaults(lead: string, faults: SourceFault[]): string {
  const told = faults.map(
    ({ line, column, path, message }) => `${TEXTS.keeping.place(line, column)}: ${path} ${message}`,
  );
  return `${lead} ${told.join('; ')}`;
}

/** A source's file, as the API gives it. */
export const sourceFileSchema = z
  .strictObject({
    id: z.string(),
    text: z.string().describe('The file, in YAML, as it is written.'),
    digest: z.string().describe('SHA-256 of the file: give it back when you save.'),
    takenUp: z
      .boolean()
      .describe('Whether the process that answers makes visits by this file; others read a folder of their own.'),
  })
  .meta({ id: 'SourceFile' });

const endpoint = {
  kind: z.string(),
  url: z.string(),
  articles: z.int().nonnegative(),
  titles: z.array(z.string()),
  reason: z.string().nullable().describe('Why it names no articles.'),
};

/** What is wrong in the text of a source's file. */
export const sourceCheckSchema = z
  .strictObject({
    faults: z
      .array(
        z.strictObject({
          line: z.int().nonnegative().describe('Lines and columns count from 1; 0: as a whole.'),
          column: z.int().nonnegative(),
          path: z.string().describe('Which key.'),
          message: z.string(),
        }),
      )
      .describe('None: it can be saved.'),
  })
  .meta({ id: 'SourceCheck' });

/** What trying a source came to. */
export const sourceTrialSchema = z
  .strictObject({
    id: z.string(),
    endpoints: z.array(z.strictObject({ ...endpoint, hub: z.string().nullable().describe('Its WebSub hub.') })),
    article: z
      .strictObject({
        url: z.string(),
        kind: z.enum(PAGE_KINDS).nullable().describe('What its page is; `null` where it was not read.'),
        headline: z.string().nullable(),
        publishedAt: z.string().nullable().describe('As the page gives it.'),
        byline: z.string().nullable(),
        leadImage: z.string().nullable().describe('The address of its picture.'),
        words: z.int().nonnegative().nullable(),
        reason: z.string().nullable().describe('Why it could not be read as an article.'),
      })
      .nullable()
      .describe('The first that they name, as it reads; `null`: they name none.'),
    waits: z.array(z.string()).describe('Why a daemon would not ask it at present.'),
  })
  .meta({ id: 'SourceTrial' });

/** What would be found at a site. */
export const sourcePreviewSchema = z
  .strictObject({
    id: z.string(),
    text: z.string(),
    endpoints: z.array(z.strictObject(endpoint)),
    article: z
      .strictObject({ url: z.string(), headline: z.string().nullable(), reason: z.string().nullable() })
      .nullable()
      .describe('One of them, as it reads.'),
  })
  .meta({ id: 'SourcePreview' });
