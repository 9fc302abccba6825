import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { isArticleKind, PAGE_KINDS } from '../../../src/model/article.ts';
import { CHANGE_KINDS } from '../../../src/model/change.ts';

const FOLDER = new URL('../../golden/compare/', import.meta.url);
/** Says what stands around an edit; it holds no pairs. */
const FRAME = 'frame.yaml';

const share = z.number().min(0).max(1);
const kinds = z.array(z.enum(CHANGE_KINDS)).nonempty();
const image = z.strictObject({
  url: z.string(),
  alt: z.string().optional(),
  caption: z.string().optional(),
  credit: z.string().optional(),
});

/** One piece of a body: a text as a newspaper's editor would write it, or a mapping for what is no text. */
const piece = z.union([
  z.string(),
  z.strictObject({ ...image.omit({ url: true }).shape, image: z.string() }),
  z.strictObject({ embed: z.string(), author: z.string().optional(), text: z.string().optional() }),
  z.strictObject({ quote: z.string(), citation: z.string() }),
  z.strictObject({ list: z.array(z.string()) }),
  z.strictObject({ entry: z.string(), time: z.string(), blocks: z.array(z.string()) }),
]);
export type Piece = z.infer<typeof piece>;

const side = z.strictObject({
  kind: z.enum(PAGE_KINDS).refine(isArticleKind).optional(),
  headline: z.string().optional(),
  kicker: z.string().optional(),
  dek: z.string().optional(),
  byline: z.string().optional(),
  publishedAt: z.iso.datetime({ offset: true }).optional(),
  modifiedAt: z.iso.datetime({ offset: true }).optional(),
  section: z.string().optional(),
  tags: z.array(z.string()).optional(),
  leadImage: image.optional(),
  isAccessibleForFree: z.boolean().optional(),
  notes: z.array(z.string()).optional(),
  /** The second paragraph of a text that otherwise stays. */
  text: z.string().optional(),
  body: z.array(piece).optional(),
  /** HTML of the page above the article's text, within it and below: only a page has it. */
  above: z.string().optional(),
  between: z.string().optional(),
  below: z.string().optional(),
});
export type GoldenSide = z.infer<typeof side>;

const pair = z.strictObject({
  name: z.string().min(1),
  language: z.string().min(2).optional(),
  before: z.union([z.string().transform((text) => ({ text })), side]).pipe(side),
  after: z.union([z.string().transform((text) => ({ text })), side]).pipe(side),
  must: kinds.optional(),
  mustNot: kinds.optional(),
  /** A change that is marked as noise. */
  noise: z.boolean().optional(),
  /** No change, or noise. */
  quiet: z.literal(true).optional(),
  silent: z.boolean().optional(),
  minImportance: share.optional(),
  maxImportance: share.optional(),
  /** Stretches of the reasons. */
  reasons: z.array(z.string()).optional(),
  /** Why it cannot be shown as a page, or `true` for what only a page can show. */
  page: z.union([z.literal(true), z.string()]).optional(),
});

const file = z.strictObject({ language: z.string().min(2).optional(), pairs: z.array(pair).nonempty() });

/** A pair of records or pages with what the comparison must say of it. */
export type GoldenPair = z.infer<typeof pair> & { language: string; file: string };

/** The pairs of all files. Throws with file and place where one is malformed or names an unknown kind. */
export function readPairs(): GoldenPair[] {
  const names = readdirSync(FOLDER).filter((name) => name !== FRAME);
  return names.sort().flatMap((name) => {
    const { language = null, pairs } = readFile(name);
    return pairs.map((found) => ({ ...found, file: name, language: found.language ?? language ?? missing(name) }));
  });
}

function readFile(name: string) {
  if (!name.endsWith('.yaml')) throw new Error(`${name} is no file of golden pairs.`);
  return parsePairs(readFileSync(new URL(name, FOLDER), 'utf8'), name);
}

/** One file of pairs. Throws where it is malformed. */
export function parsePairs(yaml: string, name: string) {
  const parsed = file.safeParse(parse(yaml));
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function missing(name: string): never {
  throw new Error(`${name} has pairs without a language.`);
}

const frame = z
  .record(z.string(), z.strictObject({ opening: z.string(), closing: z.string() }))
  .parse(parse(readFileSync(new URL(FRAME, FOLDER), 'utf8')));

/** What stands around an edit in a language. */
export function frameOf(language: string): { opening: string; closing: string } {
  const found = frame[language];
  if (found === undefined) throw new Error(`${FRAME} has no text in ${language}.`);
  return found;
}
