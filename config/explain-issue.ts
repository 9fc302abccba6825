import type * as z from 'zod';
import type { JsonSchema } from './json-schema.ts';
import { findNearestWord } from './nearest-word.ts';
import { quoteValue } from './scalar-schemas.ts';

type Issue = z.core.$ZodIssue;

/** One thing that is wrong with a value: `atKey` when it is the key itself, not what stands after it. */
export type Explanation = { path: PropertyKey[]; message: string; atKey: boolean };

/** What is wrong, in sentences, each with what is allowed instead: one for each key or value that is refused. */
export function explainIssue(issue: Issue, schema: JsonSchema): Explanation[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: explainUnknownKey(key, issue.path, schema),
      atKey: true,
    }));
  }
  if (issue.code === 'invalid_key') {
    return [{ path: issue.path, message: issue.issues[0]?.message ?? issue.message, atKey: true }];
  }
  if (issue.code === 'invalid_union') {
    const inner = findInnerIssues(issue).map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
    if (inner.length > 0) return inner.flatMap((one) => explainIssue(one, schema));
  }
  return [{ path: issue.path, message: explainValue(issue), atKey: false }];
}

/** What the alternatives have against the inside of a value, such as two selectors of a list; else against itself. */
function findInnerIssues(issue: Extract<Issue, { code: 'invalid_union' }>): Issue[] {
  const all = issue.errors.flat();
  const inside = all.filter((one) => one.path.length > 0);
  return inside.length > 0 ? inside : all.filter((one) => one.code === 'custom').slice(0, 1);
}

function explainUnknownKey(key: string, path: PropertyKey[], schema: JsonSchema): string {
  const allowed = Object.keys(schemaAt(schema, path)?.properties ?? {});
  const nearest = findNearestWord(key, allowed);
  if (nearest !== null) return `unknown key; did you mean "${nearest}"? Allowed here: ${allowed.join(', ')}`;
  const home = findHome(key, schema);
  const allowedHere = `allowed here: ${allowed.join(', ')}`;
  return home === null ? `unknown key; ${allowedHere}` : `unknown key; it belongs to "${home}"; ${allowedHere}`;
}

function schemaAt(schema: JsonSchema, path: PropertyKey[]): JsonSchema | undefined {
  let here: JsonSchema | undefined = schema;
  for (const segment of path) here = here && stepInto(here, segment);
  return here;
}

function stepInto(schema: JsonSchema, segment: PropertyKey): JsonSchema | undefined {
  if (typeof segment === 'number') return schema.items;
  const named = schema.properties?.[String(segment)];
  if (named !== undefined) return named;
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** Where a key that is unknown here would be allowed: `fetch.delay` for `delay`. */
function findHome(key: string, schema: JsonSchema, prefix = ''): string | null {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const path = `${prefix}${name}`;
    if (name === key) return prefix.replace(/\.$/, '');
    const deeper = findHome(key, inner, `${path}.`) ?? (inner.items ? findHome(key, inner.items, `${path}[].`) : null);
    if (deeper !== null) return deeper;
  }
  return null;
}

const TYPE_NAMES: Record<string, string> = {
  string: 'a text; put it in quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a set of keys and values',
  record: 'a set of keys and values',
};

function explainValue(issue: Issue): string {
  const shown = quoteValue(issue.input);
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return 'is missing; it must be given';
      // A message of our own says more than the type does.
      if (!issue.message.startsWith('Invalid input')) return issue.message;
      return `${describeInput(issue.input)} is not ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    }
    case 'invalid_value':
      return `${shown} is not allowed; write ${issue.values
        .map(String)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}`;
    case 'too_small':
      return explainBound(issue.origin, shown, 'least', issue.minimum, issue.inclusive ?? true);
    case 'too_big':
      return explainBound(issue.origin, shown, 'most', issue.maximum, issue.inclusive ?? true);
    default:
      return issue.message;
  }
}

function describeInput(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object' && input !== null) return 'a set of keys and values';
  return quoteValue(input);
}

function explainBound(origin: string, shown: string, side: string, bound: number | bigint, inclusive: boolean): string {
  if (origin === 'string') return 'is empty; it must be given';
  if (origin === 'array') return `the list needs at ${side} ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
  if (!inclusive) return `${shown} is out of range; it must be ${side === 'least' ? 'more' : 'less'} than ${bound}`;
  return `${shown} is out of range; it must be at ${side} ${bound}`;
}
