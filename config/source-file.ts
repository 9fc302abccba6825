import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { stringify } from 'yaml';
import type { EndpointKind } from '../src/model/source.ts';
import { isSourceId } from './list-source-files.ts';
import { sourceSchema } from './source-schema.ts';
import { readYamlText } from './yaml-file.ts';

/** What is known of a source that is being added; the rest are defaults. */
export type SourceDraft = {
  name: string;
  homepage: string;
  language: string | null;
  timezone: string | null;
  discover: { kind: EndpointKind; url: string }[];
  /** Regular expressions for the URLs of articles, where they could be told. */
  match: string | null;
  identity: string | null;
};

export type WrittenSource = { ok: true; file: string } | { ok: false; reason: string };

/** Writes `sources/ID.yaml` with its keys explained; a source that is there already stays as it is. */
export function writeSourceFile(configDir: string, id: string, draft: SourceDraft): WrittenSource {
  if (!isSourceId(id)) {
    return { ok: false, reason: `"${id}" cannot be the id of a source; use a to z, 0 to 9 and - only.` };
  }
  const file = join(configDir, 'sources', `${id}.yaml`);
  const text = renderSourceText(configDir, id, draft);
  const parsed = sourceSchema.safeParse(readYamlText(text).value);
  if (!parsed.success) {
    const why = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    return { ok: false, reason: `No file was written for the source ${id}: ${why}.` };
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
    const twin = readdirSync(dirname(file)).find((name) => name.toLowerCase().replace(/\.ya?ml$/, '') === id);
    if (twin !== undefined) return refuseToOverwrite(join(dirname(file), twin));
    writeFileSync(file, text, { flag: 'wx' });
    return { ok: true, file };
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'EEXIST' && syscall === 'open') return refuseToOverwrite(file);
    return { ok: false, reason: `${file} cannot be written (${code}); check that stet may write into that folder.` };
  }
}

function refuseToOverwrite(file: string): WrittenSource {
  return { ok: false, reason: `${file} is there already and was not touched; edit it, or choose another id.` };
}

/** The text of the file of a new source, with its keys explained. */
export function renderSourceText(configDir: string, id: string, draft: SourceDraft): string {
  const file = join(configDir, 'sources', `${id}.yaml`);
  const lines = [
    `# yaml-language-server: $schema=${findSchema(file)}`,
    '# Found by stet when the source was added. All keys: docs/adding-a-source.md',
    `name: ${inline(draft.name)}`,
    `homepage: ${inline(draft.homepage)}`,
    'tried: false                     # the day somebody tried this file on the live site',
    draft.language === null
      ? '# language: en                   # where pages do not say it'
      : `language: ${inline(draft.language)}`,
    draft.timezone === null
      ? '# timezone: Europe/London        # of dates without a zone, and of cron; default UTC'
      : `timezone: ${inline(draft.timezone)}`,
    'discover:',
    ...draft.discover.map(({ kind, url }) => `  - ${kind}: ${inline(url)}`),
    ...renderPatterns(draft),
    'schedule:',
    '  every: 10m                     # or cron: "*/10 6-23 * * *" (in the time zone of the source)',
    'fetch:',
    '  delay: 2s                      # the least time between two requests to one host',
    '',
  ];
  return lines.join('\n');
}

function renderPatterns({ match, identity }: SourceDraft): string[] {
  if (match === null && identity === null) {
    return ['# articles:', "#   match: '/\\d{4}/\\d{2}/\\d{2}/'   # a URL is an article where this is found"];
  }
  return [
    'articles:',
    ...(match === null ? [] : [`  match: ${quote(match)}`]),
    ...(identity === null ? [] : [`  identity: ${quote(identity)}     # the article's own id, in brackets`]),
  ];
}

/** The schema beside the sources where there is one, else stet's own: the folder may be anywhere. */
function findSchema(file: string): string {
  const beside = join(dirname(file), '..', 'source.schema.json');
  const schema = existsSync(beside) ? beside : join(import.meta.dirname, 'source.schema.json');
  return relative(dirname(file), schema).replaceAll('\\', '/');
}

/** A value on one line, quoted where YAML needs it. */
function inline(value: string): string {
  return stringify(value.replace(/\s+/g, ' '), { lineWidth: 0 }).trim();
}

/** A regular expression in single quotes, where YAML leaves backslashes alone. */
function quote(pattern: string): string {
  return `'${pattern.replaceAll("'", "''")}'`;
}
