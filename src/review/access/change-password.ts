import { forgiveGuesses, takeGuess } from '../../../storage/guesses.ts';
import { loadUser, setPassword } from '../../../storage/users.ts';
import type { Web } from '../web.ts';
import { hashPassword, isPasswordOf } from './hash-password.ts';
import { findPasswordFault } from './password-rules.ts';

/** What changing one's own password came to; whatever it is but `changed`, it is the old one. */
export type PasswordChange =
  | { kind: 'changed' }
  | { kind: 'unfit'; sentence: string }
  | { kind: 'wrong' }
  /** So many wrong ones were tried that none is looked at for so long. */
  | { kind: 'wait'; waitMs: number }
  | { kind: 'unknown' };

/** Changes one's own password, by who knows the old one, which is guessed at no more often than at the login. */
export async function changePassword(
  { db, clock }: Pick<Web, 'db' | 'clock'>,
  { name, address }: { name: string; address: string },
  passwords: { old: string; new: string },
): Promise<PasswordChange> {
  const user = await loadUser(db, name);
  if (user === null) return { kind: 'unknown' };
  const sentence = findPasswordFault(passwords.new, user.name);
  if (sentence !== null) return { kind: 'unfit', sentence };
  const guessed = { name: user.name, address };
  const waitMs = await takeGuess(db, guessed, clock.now());
  if (waitMs > 0) return { kind: 'wait', waitMs };
  if (!(await isPasswordOf(passwords.old, user.password))) return { kind: 'wrong' };
  await forgiveGuesses(db, guessed);
  await setPassword(db, user.name, await hashPassword(passwords.new));
  return { kind: 'changed' };
}
