import { z } from 'zod';
import { toStorableText } from '../../storage/storable-text.ts';

/** A reviewer's note, as a form or a program sends it; an empty one is none. */
export const noteSchema = z
  .string()
  .trim()
  .max(2_000)
  .transform(toStorableText)
  .transform((note) => (note === '' ? null : note))
  .optional();
