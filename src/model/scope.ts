/** What somebody may do, least first; each may what those before it may. Roles of people and scopes of tokens are both of these. */
export const SCOPES = ['read', 'review', 'admin'] as const;

/** `read`: see everything; `review`: give verdicts, assign, decide; `admin`: manage sources, and all tokens. */
export type Scope = (typeof SCOPES)[number];

/** Whether who has `scope` may do what needs `needed`. */
export function covers(scope: Scope, needed: Scope): boolean {
  return SCOPES.indexOf(scope) >= SCOPES.indexOf(needed);
}

/** The lesser of two scopes: a token never may more than its owner. */
export function lesserScope(one: Scope, other: Scope): Scope {
  return covers(one, other) ? other : one;
}
