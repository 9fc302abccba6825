import * as z from 'zod';
import { SCOPES, type Scope } from '../src/model/scope.ts';
import { httpUrlSchema, secretReferenceSchema } from './scalar-schemas.ts';

const LOOPBACK = /^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/;

const rolesSchema = z
  .partialRecord(z.enum(SCOPES), z.array(z.string().trim().min(1)).min(1))
  .prefault({})
  .describe(
    'What one may by what the claim says: for each of read, review and admin its values; of the claim email, an address, or @example.org for all of a domain.',
  );

/** Logging in by the account that people have elsewhere (OpenID Connect). */
export const oidcSchema = z
  .strictObject({
    issuer: httpUrlSchema().describe('Address of the provider, as it calls itself.'),
    clientId: z.string().trim().min(1).describe('What the provider calls this stet.'),
    clientSecret: secretReferenceSchema()
      .nullable()
      .prefault(null)
      .describe('Where the secret lies that the provider gave out (env:NAME or file:PATH); null: it gave none.'),
    claim: z.string().trim().min(1).prefault('email').describe('The claim by which roles are given: email, groups …'),
    roles: rolesSchema,
  })
  .check((context) => {
    const { issuer } = context.value;
    if (issuer.startsWith('https:') || LOOPBACK.test(issuer)) return;
    const message = 'a provider is reached by https; without, anybody on the way could log in as anybody';
    context.issues.push({ code: 'custom', input: context.value, path: ['issuer'], message });
  });

/** How people log in elsewhere. */
export type Oidc = {
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  claim: string;
  roles: Partial<Record<Scope, string[]>>;
};
