import { storableSchema } from './storable-schema.ts';

/** A reviewer's note, as a form or a program sends it; an empty one is none. */
export const noteSchema = storableSchema
  .trim()
  .max(2_000)
  .transform((note) => (note === '' ? null : note))
  .optional();
