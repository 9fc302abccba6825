import { z } from '@hono/zod-openapi';
import { cursorSchema, writeCursor } from './cursor.ts';
import { problemAnswers } from './problems.ts';

/** The parameters of every list. */
export const listParameters = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('At most so many.'),
  cursor: cursorSchema.optional().openapi({ type: 'string', description: 'The `next` of the answer before.' }),
};

/** A page of a list: its items, and what leads to the next page. */
export type ListPage<T> = { items: T[]; next: string | null };

/**
 * A page of at most `limit` of the rows that were found, one more than that where there are more; `lookedTo`: where to go
 * on from although they are fewer.
 */
export function toPage<Row, T>(
  rows: Row[],
  limit: number,
  { write, placeOf, lookedTo = null }: PageOf<Row, T>,
): ListPage<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const place = rows.length > limit && last !== undefined ? placeOf(last) : lookedTo;
  return {
    items: shown.map(write),
    next: place === null ? null : writeCursor(place),
  };
}

type Place = Parameters<typeof writeCursor>[0];
type PageOf<Row, T> = { write: (row: Row) => T; placeOf: (row: Row) => Place; lookedTo?: Place | null };

/** The answers of an operation that gives a page of such items, for its description. */
export function listAnswers<T extends z.ZodType>(item: T, failures: number[] = []) {
  const next = z
    .string()
    .nullable()
    .describe('The `cursor` of the next page, also of one that is not full or empty; `null` on the last one.');
  return jsonAnswers(z.strictObject({ items: z.array(item), next }), [400, ...failures]);
}

/** The answers of an operation that gives this, and of those ways in which it can fail, for its description. */
export function jsonAnswers<T extends z.ZodType>(schema: T, failures: number[]) {
  return { ...answers(200, schema, failures), 304: { description: 'As when it was asked for with this ETag.' } };
}

/** What an operation is sent: JSON of this schema, always. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** The same of an operation that gives a file of this media type: text or bytes, and no JSON. */
export function fileAnswers(mediaType: string, failures: number[]) {
  // Bytes have no type in JSON Schema (OpenAPI 3.1.1, § 4.8.14.4.1).
  const schema = mediaType.startsWith('text/') ? { type: 'string' as const } : { contentMediaType: mediaType };
  return {
    ...problemAnswers([...ANYWHERE, ...failures]),
    200: { description: 'As asked.', content: { [mediaType]: { schema } } },
    304: { description: 'As when it was asked for with this ETag.' },
  };
}

/** The same of an operation that makes something. */
export function madeAnswers<T extends z.ZodType>(schema: T, failures: number[]) {
  return answers(201, schema, failures);
}

/** The same of an operation that has something done that takes long: `Location` says where to ask how far it is. */
export function acceptedAnswers<T extends z.ZodType>(schema: T, failures: number[]) {
  return answers(202, schema, failures);
}

/** The same of an operation that takes something away, and answers with nothing. */
export function goneAnswers(description: string, failures: number[]) {
  return { ...problemAnswers([...ANYWHERE, ...failures]), 204: { description } };
}

/** How every operation can fail: by who asks, from where, under which name, and how often. */
const ANYWHERE = [401, 403, 421, 429];

function answers<Status extends 200 | 201 | 202, T extends z.ZodType>(status: Status, schema: T, failures: number[]) {
  const answer = { description: 'As asked.', content: { 'application/json': { schema } } };
  return { ...problemAnswers([...ANYWHERE, ...failures]), [status]: answer } as Problems &
    Record<Status, typeof answer>;
}

/** What the compiler need not know of failures: any answer may be one. */
type Problems = Record<401, { description: string }>;
