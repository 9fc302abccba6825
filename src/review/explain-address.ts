import { ADDRESS_TEXTS } from './address-texts.ts';

/** Longer addresses are refused by the form. */
const LONGEST = 2_000;

/** What is wrong with an address that cannot be asked at all, and what to write. */
export function explainAddress(given: string): string {
  const text = given.trim();
  if (text === '') return ADDRESS_TEXTS.empty;
  if (text.length > LONGEST) return ADDRESS_TEXTS.tooLong;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return ADDRESS_TEXTS.noScheme;
  return /^https?:/i.test(text) ? ADDRESS_TEXTS.noAddress : ADDRESS_TEXTS.otherScheme;
}

/**
 * Why nothing came of an address, as the look at it told, and what to do about it where that is not said already. No visit
 * follows of what is no source yet.
 */
export function adviseAddress(reason: string): string {
  const told = reason.replace('; it is tried again at the next visit.', '.');
  const known = ADVICE.find(({ of }) => of.test(told));
  return known === undefined ? told : `${told} ${ADDRESS_TEXTS.advice[known.advice]}`;
}

/** By the words of the client, which asks for robots.txt first: why that could not be had comes before what it says. */
const ADVICE: { of: RegExp; advice: keyof typeof ADDRESS_TEXTS.advice }[] = [
  { of: /gave no TLS certificate/, advice: 'tls' },
  { of: /could not be reached|did not accept a connection|was not found \(/, advice: 'unreachable' },
  { of: /^The robots\.txt of .* disallows/, advice: 'robots' },
];
