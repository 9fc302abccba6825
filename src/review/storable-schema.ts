import { z } from 'zod';
import { toStorableText } from '../../storage/storable-text.ts';

/** Text of a request as the database takes it: whatever a query is given goes through here. */
export const storableSchema = z.string().overwrite(toStorableText);

/** What people call something of theirs, in a hundred letters. */
export const nameSchema = storableSchema.trim().min(1).max(100);

/** The name of a user as it is sent: no name has control characters, and none is made another by leaving them out. */
export const userNameSchema = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u);

/** An importance as it is sent, 0 to 1: PostgreSQL refuses what its `real` has no number for but 0. */
export const importanceSchema = z.number().min(0).max(1).overwrite(toReal);

/** The same in an address. */
export const importanceTextSchema = z.coerce.number().min(0).max(1).overwrite(toReal);

function toReal(value: number): number {
  return Math.fround(value) === 0 ? 0 : value;
}
