import type { Scope } from '../model/scope.ts';
import { count } from './count.ts';

/** Logging in, in words. */
export const LOGIN_TEXTS = {
  title: 'Log in',
  name: 'Name',
  password: 'Password',
  elsewhere: 'Log in with the account of your organisation',
  elsewhereFailed: (reason: string) => `Logging in with that account failed: ${reason}`,
  elsewhereLost: 'It took too long, or was begun in another browser. Begin again.',
  elsewhereTaken: (name: string) =>
    `There is a user ${name} already, who does not log in so. An admin can remove it, or add it with --no-password.`,
  elsewhereNoRole: (name: string) => `Nobody has given ${name} a role here. Ask an admin for one.`,
  byToken: 'With the token',
  token: 'Token',
  hint: 'The token is the one that web.token in config/stet.yaml names.',
  usersHint: 'An admin gives you a name and a password: “stet users add”.',
  shown: 'Log in, or show a token: “Authorization: Bearer …”.',
  button: 'Log in',
  wrong: 'That is not the token.',
  wrongPassword: 'There is no such name with this password.',
  disabled: 'An admin of this stet has disabled this account.',
  tooMany: (seconds: number) =>
    `Too many wrong tokens or passwords were tried here. Wait ${count(seconds, 'second', 'seconds')}, then try again.`,
};

const MAY: Record<Scope, string> = {
  read: 'read: see everything',
  review: 'review: also give verdicts, assign and decide',
  admin: 'admin: also manage sources and tokens',
};

/** Who may do what, in words. */
export const ACCESS_TEXTS = {
  lacks: (scope: Scope) => `This needs the scope “${scope}”, which you do not have: ask an admin of this stet for it.`,
  loggedIn: (name: string, scope: Scope) => `${name} (${scope})`,
  scopes: MAY,
  account: {
    title: 'Account',
    you: (scope: Scope) => `Your scope is ${MAY[scope]}.`,
    open: 'Nobody has to log in here: only this machine reaches this review UI. “stet users add NAME --role admin” adds somebody, and from then on all log in.',
    token: 'You are here by the token of the settings, which names nobody: “stet users add NAME” adds people.',
    password: 'Password',
    passwordOld: 'The present one',
    passwordNew: 'A new one (12 characters or more)',
    passwordAgain: 'The new one again',
    passwordButton: 'Change the password',
    passwordMeaning: 'You are logged out everywhere else, and the addresses of your feeds are new ones.',
    passwordDone: 'The password is changed.',
    passwordWrong: 'The present password is another one.',
    passwordUnlike: 'The new password was typed in two ways.',
    nobody: 'You are nobody who is named here, and have neither a password nor logins.',
    noLogin: 'You have no such login; its id is 16 letters and digits.',
    elsewhere: 'You log in with the account of your organisation, and have no password here.',
    logins: 'Logins',
    loginsMeaning: (n: number) =>
      `You are logged in with ${count(n, 'browser', 'browsers')}. A login ends after a week without use, and after a month.`,
    loginsEnd: 'Log out everywhere',
  },
  users: {
    badName: 'That cannot be a name: take letters, digits and . _ @ + - only.',
    taken: (name: string) => `There is a user ${name} already; nothing was done.`,
    unknown: 'There is no such user.',
    oneself: 'Nobody alters or removes themselves: ask another admin.',
  },
  tokens: {
    unknown: 'There is no such token; its id is 16 letters and digits.',
    title: 'Tokens for programs',
    meaning:
      'A program shows its token as “Authorization: Bearer …” to the API, to feeds and to all pages. It may what its scope says, and never more than you.',
    all: 'Tokens of everybody',
    none: 'There is none.',
    caption: 'Tokens',
    name: 'Name',
    owner: 'Whose',
    nobody: '–',
    scope: 'Scope',
    created: 'Made',
    used: 'Last used',
    never: 'never',
    expires: 'Ends',
    noEnd: 'when it is removed',
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    make: 'Make a token',
    days: 'Ends after days (empty: never)',
    button: 'Make it',
    made: (name: string) => `The token “${name}” is made. It is shown now, and never again:`,
    taken: (name: string) => `There is a token “${name}” already: choose another name, or remove that one.`,
  },
};

/** Who is to look at a change, in words. */
export const ASSIGN_TEXTS = {
  label: 'Assigned to',
  me: 'me',
  nobody: 'nobody',
  assign: 'Assign',
  assignTo: 'Assign to',
  assigned: (name: string) => `for ${name}`,
  done: (n: number, name: string | null) => `${count(n, 'change', 'changes')} assigned to ${name ?? 'nobody'}.`,
  unknown: 'There is no such user.',
  by: (name: string) => `by ${name}`,
};
