import { z } from 'zod';
import { toOwnPath } from './access/to-own-path.ts';
import { idSchema } from './id-schema.ts';

/** A page of the list, and some more. */
export const MOST_AT_ONCE = 200;

/** The ids that a form of a list sends: one, or several. */
export const idsSchema = z.union([idSchema.transform((one) => [one]), z.array(idSchema).min(1).max(MOST_AT_ONCE)]);

/**
 * Where a form stood: the list with its filters, or the page of a change. It is written as addresses are, since it goes
 * into a header: what is no ASCII, or no text at all, is percent-encoded (URL standard, § 4.4).
 */
export const backSchema = z
  .string()
  .regex(/^\/(?:changes\/[a-z2-9]{1,32})?(?:\?.*)?$/)
  .max(4_000)
  .transform(toOwnPath)
  .default('/');

/** Where a form stood that cannot be used otherwise: the list where that cannot be told. */
export function readBack(form: Record<string, unknown>): string {
  return backSchema.catch('/').parse(form.back);
}
