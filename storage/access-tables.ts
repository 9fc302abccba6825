import type { ColumnType, Generated } from 'kysely';
import type { Scope } from '../src/model/scope.ts';

/** Who may log in. A name is in lower case, and what a person is called everywhere. */
export type UsersTable = {
  name: string;
  role: Scope;
  /** With its salt and parameters; null: logs in elsewhere (OIDC) only. */
  password: string | null;
  /** Who it is at the provider (OIDC), `issuer subject`; null: nobody logged in so yet. */
  subject: ColumnType<string | null, string | null | undefined, string>;
  /** The provider's claims made it, and say what it may; else an admin's word counts. */
  by_claim: Generated<boolean>;
  /** Opens feeds, and nothing else; another one after a change of the password. */
  feed_key: string;
  /** Since when it cannot come in by any way. */
  disabled_at: ColumnType<Date | null, never, Date | null>;
  created_at: Date;
};

/** A browser that somebody is logged in with. Only a digest of what its cookie holds is kept. */
export type LoginsTable = {
  digest: Uint8Array;
  user_name: string;
  created_at: Date;
  /** Noted once in a few minutes at most. */
  seen_at: Date;
};

/** A token for programs. Only its digest is kept. */
export type ApiTokensTable = {
  id: string;
  name: string;
  /** Whose it is; null: made on the command line, or by who has the token of the settings. */
  user_name: string | null;
  scope: Scope;
  digest: Uint8Array;
  created_at: Date;
  expires_at: Date | null;
  /** Noted once a minute at most. */
  used_at: Date | null;
};

/** Wrong passwords in a row of time, by what they were tried for: a name, or an address. */
export type GuessesTable = { key: string; since: Date; wrong: Generated<number> };

/** Who is to look at a change. */
export type AssignmentsTable = { change_id: string; user_name: string; assigned_at: Date; by: string | null };
