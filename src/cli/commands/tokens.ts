import { type Command, Option } from 'commander';
import { parseDuration } from '../../../config/duration.ts';
import { type ApiToken, addApiToken, listApiTokens, removeApiToken } from '../../../storage/api-tokens.ts';
import { loadUser } from '../../../storage/users.ts';
import { SCOPES, type Scope } from '../../model/scope.ts';
import { StetError } from '../../model/stet-error.ts';
import { type Context, withDatabase } from '../context.ts';
import { printJson, printTable, showTime } from '../terminal.ts';

/** `stet tokens add NAME --scope SCOPE [--expires 90d] | list | remove`: what programs show to the API and to feeds. */
export function addTokensCommand(program: Command, context: Context): void {
  const tokens = program.command('tokens').description('tokens that programs show to the API, to feeds and to pages');
  tokens
    .command('list', { isDefault: true })
    .description('every token, with its scope and when it was used last; never what it is')
    .option('--json', 'one JSON object a line, for programs')
    .action(({ json }) => list(context, json === true));
  tokens
    .command('add')
    .description('make one, and print it: it is shown now, and never again')
    .argument('<name>', 'what it is for')
    .addOption(
      new Option('--scope <scope>', 'read: see everything; review: also judge; admin: also manage')
        .choices(SCOPES)
        .makeOptionMandatory(),
    )
    .option('--user <name>', 'whose it is: it never may more than that user')
    .option('--expires <time>', 'ends after that long: 90d')
    .action((name: string, options) => add(context, name, options));
  tokens
    .command('remove')
    .description('end one at once')
    .argument('<token>', 'its name or its id')
    .action((reference: string) => remove(context, reference));
}

async function list(context: Context, asJson: boolean): Promise<void> {
  const { terminal } = context;
  const tokens = await withDatabase(context, ({ db }) => listApiTokens(db));
  if (asJson) return tokens.forEach((token) => void printJson(terminal, tokenJson(token)));
  if (tokens.length === 0) return terminal.say('There are no tokens: "stet tokens add NAME --scope read" makes one.');
  const titles = ['ID', 'NAME', 'WHOSE', 'SCOPE', 'MADE', 'LAST USED', 'ENDS'];
  const rows = tokens.map((token) => [
    ...[token.id.slice(0, 8), token.name, token.user_name ?? '–', token.scope],
    ...[showTime(token.created_at), showTime(token.used_at), showTime(token.expires_at)],
  ]);
  printTable(
    terminal,
    titles.map((title) => ({ title, isFlexible: title === 'NAME' })),
    rows,
  );
}

function tokenJson(token: ApiToken) {
  return {
    ...{ id: token.id, name: token.name, user: token.user_name, scope: token.scope },
    createdAt: token.created_at.toISOString(),
    usedAt: token.used_at?.toISOString() ?? null,
    expiresAt: token.expires_at?.toISOString() ?? null,
  };
}

type AddOptions = { scope: Scope; user?: string; expires?: string };

async function add(context: Context, name: string, { scope, user, expires }: AddOptions): Promise<void> {
  const lastsMs = expires === undefined ? null : parseDuration(expires);
  if (expires !== undefined && (lastsMs === null || lastsMs === 0)) {
    throw new StetError(`"${expires}" is not a time for --expires; write e.g. 90d.`, { exitCode: 2 });
  }
  const made = await withDatabase(context, async ({ db }) => {
    const owner = user === undefined ? null : await loadUser(db, user);
    if (user !== undefined && owner === null) throw new StetError(`There is no user "${user}"; nothing was done.`);
    const now = new Date();
    const expiresAt = lastsMs === null ? null : new Date(now.getTime() + lastsMs);
    return await addApiToken(db, { name, userName: owner?.name ?? null, scope, expiresAt }, now);
  });
  if (made === null) throw new StetError(`There is a token "${name}" already; remove it, or choose another name.`);
  context.terminal.print(made.secret);
  context.terminal.say('This is the token. It is shown now, and never again: “Authorization: Bearer …”.');
}

async function remove(context: Context, reference: string): Promise<void> {
  await withDatabase(context, async ({ db }) => {
    const tokens = await listApiTokens(db);
    const named = tokens.filter(({ name }) => name === reference);
    const found = named.length > 0 ? named : tokens.filter(({ id }) => id.startsWith(reference));
    const [token] = found;
    if (token === undefined) throw new StetError(`There is no token "${reference}": "stet tokens list" names them.`);
    if (found.length > 1) throw new StetError(`Several tokens are meant by "${reference}"; give one by its id.`);
    await removeApiToken(db, token.id);
    context.terminal.say(`The token ${token.name} is ended.`);
  });
}
