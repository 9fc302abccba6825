/** NIST SP 800-63B-4 § 3.1.1.2: length is what helps; no rules about kinds of characters. */
const LEAST = 12;
const MOST = 256;

/** Why a text cannot be a password, in a sentence; `null`: it can. */
export function findPasswordFault(password: string, name: string): string | null {
  const length = [...password].length;
  if (length < LEAST) return `A password has ${LEAST} characters at least: a few words are easy to remember.`;
  if (length > MOST) return `A password has ${MOST} characters at most.`;
  const isPlain = new Set(password).size < 5 || password.toLowerCase().replaceAll(name.toLowerCase(), '').length < 6;
  return isPlain
    ? 'This password is too easy to guess: choose one that is not the name, and not one letter again and again.'
    : null;
}
