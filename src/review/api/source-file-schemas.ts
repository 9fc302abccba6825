import { z } from '@hono/zod-openapi';

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

/** What would be found at a site. */
export const sourcePreviewSchema = z
  .strictObject({
    id: z.string(),
    text: z.string(),
    endpoints: z.array(
      z.strictObject({
        kind: z.string(),
        url: z.string(),
        articles: z.int().nonnegative(),
        titles: z.array(z.string()),
        reason: z.string().nullable().describe('Why it names no articles.'),
      }),
    ),
    article: z
      .strictObject({ url: z.string(), headline: z.string().nullable(), reason: z.string().nullable() })
      .nullable()
      .describe('One of them, as it reads.'),
  })
  .meta({ id: 'SourcePreview' });
