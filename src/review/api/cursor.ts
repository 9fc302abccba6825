import { z } from '@hono/zod-openapi';
import { importanceSchema, storableSchema } from '../storable-schema.ts';

const position = z.tuple([importanceSchema, z.iso.datetime(), storableSchema.max(40)]);

/** A place in a list: what it is ordered by, and the id that tells equals apart. */
export type Position = { importance: number; at: Date; id: string };

/** A place as programs hand it back: nothing in it is a promise. Many lists are not ordered by importance. */
export function writeCursor({ importance = 0, at, id }: Omit<Position, 'importance'> & Partial<Position>): string {
  return Buffer.from(JSON.stringify([importance, at.toISOString(), id])).toString('base64url');
}

/** The place that a cursor names; a problem of the query where it is none of ours. */
export const cursorSchema = z
  .string()
  .max(200)
  .transform((text, context): Position => {
    const parsed = position.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
    if (parsed.success) return { importance: parsed.data[0], at: new Date(parsed.data[1]), id: parsed.data[2] };
    context.addIssue({ code: 'custom', message: 'Give the `next` of an answer, or nothing.' });
    return z.NEVER;
  });

/** The place in an address; one that is none of ours is the beginning: the link was cut or mistyped. */
export function readPlace(after: string | undefined): Position | undefined {
  return after === undefined ? undefined : cursorSchema.safeParse(after).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
