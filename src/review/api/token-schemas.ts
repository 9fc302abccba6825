import { z } from '@hono/zod-openapi';
import type { ApiToken, MadeToken } from '../../../storage/api-tokens.ts';
import { SCOPES } from '../../model/scope.ts';
import { nameSchema } from '../storable-schema.ts';

const scope = z.enum(SCOPES).describe('What it may do; never more than the user whose it is.');

const fields = {
  id: z.string(),
  name: z.string().describe('What it is for.'),
  user: z.string().nullable().describe('Whose it is; null: nobody who is named.'),
  scope,
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable().describe('When it was used last.'),
  expiresAt: z.iso.datetime().nullable().describe('When it ends; null: when it is removed.'),
};

/** A token, without what it is. */
export const tokenSchema = z.strictObject(fields).meta({ id: 'Token' });

/** A token as the answer that makes it gives it. */
export const madeTokenSchema = z
  .strictObject({ ...fields, secret: z.string().describe('The token itself: it is shown now, and never again.') })
  .meta({ id: 'MadeToken' });

/** A token as it is asked for, of whoever it is. */
export const wantedTokenSchema = z.strictObject({
  name: nameSchema,
  scope,
  days: z.int().min(1).max(3_650).nullable().default(null).describe('It ends after so many days; null: never.'),
});

/** As `tokenSchema` describes it. */
export function tokenJson({ id, name, user_name: user, scope, ...times }: ApiToken) {
  return {
    ...{ id, name, user, scope },
    createdAt: times.created_at.toISOString(),
    usedAt: times.used_at?.toISOString() ?? null,
    expiresAt: times.expires_at?.toISOString() ?? null,
  };
}

/** As `madeTokenSchema` describes it. */
export function madeTokenJson({ token, secret }: MadeToken) {
  return { ...tokenJson(token), secret };
}
