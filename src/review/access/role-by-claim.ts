import { SCOPES, type Scope } from '../../model/scope.ts';

/**
 * The greatest role that a claim gives, which is a text or a list of them; `null`: none. Of the claim `email`, which has
 * to be a verified one, `@example.org` stands for all addresses of the domain.
 */
export function roleByClaim(claim: string, told: unknown, roles: Partial<Record<Scope, string[]>>): Scope | null {
  const texts = (Array.isArray(told) ? told : [told]).filter((text) => typeof text === 'string');
  const isOne = (value: string) =>
    texts.some((text) => {
      if (claim !== 'email') return text === value;
      const [address, wanted] = [text.toLowerCase(), value.toLowerCase()];
      return wanted.startsWith('@') ? address.endsWith(wanted) : address === wanted;
    });
  return SCOPES.findLast((scope) => (roles[scope] ?? []).some(isOne)) ?? null;
}
