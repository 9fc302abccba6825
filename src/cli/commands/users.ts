import { type Command, Option } from 'commander';
import { forgiveGuesses } from '../../../storage/guesses.ts';
import {
  addUser,
  disableUser,
  endLogins,
  listUsers,
  loadUser,
  removeUser,
  setPassword,
  setRole,
  USER_NAME,
} from '../../../storage/users.ts';
import { SCOPES, type Scope } from '../../model/scope.ts';
import { StetError } from '../../model/stet-error.ts';
import { hashPassword } from '../../review/access/hash-password.ts';
import { findPasswordFault } from '../../review/access/password-rules.ts';
import { type Context, withDatabase } from '../context.ts';
import { readPassword } from '../read-password.ts';
import { printJson, printTable, showTime } from '../terminal.ts';

/** `stet users add | list | remove | password | role | logout`: who may log in to the review UI. */
export function addUsersCommand(program: Command, context: Context): void {
  const users = program.command('users').description('who may log in to the review UI, and what they may do');
  users
    .command('list', { isDefault: true })
    .description('everybody, with the role')
    .option('--json', 'one JSON object a line, for programs')
    .action(({ json }) => list(context, json === true));
  users
    .command('add')
    .description('add somebody; the password is asked for, or read from standard input')
    .argument('<name>', 'a word or an e-mail address')
    .addOption(roleOption().makeOptionMandatory())
    .option('--no-password', 'logs in by the account of the organisation only (web.oidc)')
    .action((name: string, { role, password }) => add(context, name, { role, hasPassword: password !== false }));
  users
    .command('password')
    .description('set another password, and log out everywhere')
    .argument('<name>')
    .action((name: string) => changePassword(context, name));
  users
    .command('role')
    .description('give another role')
    .argument('<name>')
    .addArgument(program.createArgument('<role>').choices(SCOPES))
    .action((name: string, role: Scope) =>
      change(context, name, `is ${role} now`, (db) => setRole(db, lower(name), role)),
    );
  users
    .command('logout')
    .description('log out everywhere; the addresses of feeds are new ones, tokens stay')
    .argument('<name>')
    .action((name: string) => logOut(context, name));
  users
    .command('disable')
    .description('keep somebody from coming in, by logins, tokens and feeds; everything else stays')
    .argument('<name>')
    .action((name: string) =>
      change(context, name, 'cannot come in any more', (db) => disableUser(db, lower(name), new Date())),
    );
  users
    .command('enable')
    .description('let somebody in again')
    .argument('<name>')
    .action((name: string) => change(context, name, 'may come in again', (db) => disableUser(db, lower(name), null)));
  users
    .command('remove')
    .description('remove somebody, with logins, tokens and assignments; verdicts stand')
    .argument('<name>')
    .action((name: string) => change(context, name, 'is removed', (db) => removeUser(db, lower(name))));
}

function roleOption(): Option {
  return new Option('--role <role>', 'read: see everything; review: also judge; admin: also manage').choices(SCOPES);
}

async function list(context: Context, asJson: boolean): Promise<void> {
  const { terminal } = context;
  const users = await withDatabase(context, ({ db }) => listUsers(db));
  if (asJson) {
    for (const { name, role, password, disabled_at: disabledAt, created_at: at } of users) {
      const times = { disabledAt: disabledAt?.toISOString() ?? null, createdAt: at.toISOString() };
      printJson(terminal, { name, role, hasPassword: password !== null, ...times });
    }
    return;
  }
  if (users.length === 0) return terminal.say('There are no users: "stet users add NAME --role admin" adds one.');
  const columns = [{ title: 'NAME', isFlexible: true }, { title: 'ROLE' }, { title: 'PASSWORD' }, { title: 'SINCE' }];
  printTable(
    terminal,
    columns,
    users.map(({ name, role, password, disabled_at: disabledAt, created_at: at }) => [
      name,
      disabledAt === null ? role : `${role}, disabled`,
      password === null ? 'no' : 'yes',
      showTime(at),
    ]),
  );
}

async function add(
  context: Context,
  given: string,
  { role, hasPassword }: { role: Scope; hasPassword: boolean },
): Promise<void> {
  const name = lower(given);
  if (!USER_NAME.test(name)) {
    throw new StetError(`"${given}" cannot be a name: take letters, digits and . _ @ + - only.`, { exitCode: 2 });
  }
  await withDatabase(context, async ({ db }) => {
    if ((await loadUser(db, name)) !== null) throw new StetError(`There is a user ${name} already; nothing was done.`);
    const password = hasPassword ? await hashPassword(await requirePassword(name)) : null;
    const isAdded = await addUser(db, { name, role, password }, new Date());
    if (!isAdded) throw new StetError(`There is a user ${name} already; nothing was done.`);
  });
  context.terminal.say(`${name} may log in now (${role}). From the first user on, everybody has to.`);
}

async function changePassword(context: Context, name: string): Promise<void> {
  await change(context, name, 'has another password, and is logged out everywhere', async (db) => {
    if ((await loadUser(db, name)) === null) return false;
    const hash = await hashPassword(await requirePassword(lower(name)));
    await forgiveGuesses(db, { name });
    return await setPassword(db, lower(name), hash);
  });
}

async function logOut(context: Context, name: string): Promise<void> {
  await change(context, name, 'is logged out everywhere', async (db) => {
    if ((await loadUser(db, name)) === null) return false;
    await endLogins(db, lower(name));
    return true;
  });
}

/** Does something to a user, and says so, or that there is none. */
async function change(
  context: Context,
  name: string,
  told: string,
  work: (db: Parameters<typeof loadUser>[0]) => Promise<boolean>,
): Promise<void> {
  await withDatabase(context, async ({ db }) => {
    if (!(await work(db))) throw new StetError(`There is no user "${name}": "stet users list" names them.`);
  });
  context.terminal.say(`${lower(name)} ${told}.`);
}

async function requirePassword(name: string): Promise<string> {
  const password = await readPassword(`Password of ${name}`);
  const fault = findPasswordFault(password, name);
  if (fault !== null) throw new StetError(`${fault} Nothing was done.`, { exitCode: 2 });
  return password;
}

function lower(name: string): string {
  return name.toLowerCase();
}
