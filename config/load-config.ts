import { isAbsolute, join, relative, resolve } from 'node:path';
import type * as z from 'zod';
import { mapTexts } from '../src/model/map-texts.ts';
import type { Source } from '../src/model/source.ts';
import { isFile, isFolder, listSourceFiles, type SourceFile } from './list-source-files.ts';
import { findNearestWord } from './nearest-word.ts';
import { type ConfigFile, readConfigFile, readConfigText } from './read-config-file.ts';
import { type Settings, settingsSchema, toSettings } from './settings-schema.ts';
import { sourceSchema, toSource } from './source-schema.ts';
import type { Fault } from './yaml-file.ts';

export type Config = { settings: Settings; sources: Source[]; dir: string };

/** What is wrong in a file: line and column count from 1; both are 0 when it concerns the file as a whole. */
export type Problem = Fault & { file: string };

export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: Problem[] };

/** What a file came to: its value where it is sound, else `null`. */
type Loaded<T> = { value: T | null; problems: Problem[] };

/** Reads `stet.yaml` and `sources/*.yaml` of a folder: all of it, or every problem there is. */
export function loadConfig(configDir: string): ConfigResult {
  const dir = resolve(configDir);
  if (!isFolder(dir)) {
    const message = 'there is no such folder; set STET_CONFIG to the folder that holds stet.yaml and sources/';
    return { ok: false, problems: [wholeFile(dir, message)] };
  }
  const listed = listSourceFiles(dir);
  const settings = loadSettings(
    dir,
    listed.sources.map(({ id }) => id),
  );
  const sources = listed.sources.map((source) => loadSource(dir, source, settings.value));
  const misnamed = listed.misnamed.map(({ file, message }) => wholeFile(file, message));
  const problems = [...settings.problems, ...misnamed, ...sources.flatMap((source) => source.problems)];
  if (problems.length > 0 || settings.value === null) return { ok: false, problems };
  return { ok: true, config: { settings: settings.value, sources: sources.flatMap(({ value }) => value ?? []), dir } };
}

/** One line for people: `config/sources/x.yaml:12:5  schedule.every: "5 minutes" is not a duration; …`. */
export function formatProblem(problem: Problem): string {
  const near = relative(process.cwd(), problem.file);
  const file = near === '' || near.startsWith('..') || isAbsolute(near) ? problem.file : near;
  const place = problem.line === 0 ? file : `${file}:${problem.line}:${problem.column}`;
  return `${place}  ${problem.path === '' ? '' : `${problem.path}: `}${problem.message}`;
}

function loadSettings(dir: string, sourceIds: string[]): Loaded<Settings> {
  const other = join(dir, 'stet.yml');
  if (isFile(other))
    return { value: null, problems: [wholeFile(other, 'stet reads stet.yaml only; rename this file')] };
  const file = join(dir, 'stet.yaml');
  const read = isFile(file) ? readConfigFile(file, settingsSchema) : readConfigText('', settingsSchema);
  const settings = read.value === null ? null : toSettings(read.value);
  const faults = [...read.faults, ...(settings === null ? [] : listUnknownSources(settings, sourceIds, read))];
  return {
    value: settings === null ? null : placeSecrets(dir, settings),
    problems: faults.map((fault) => ({ file, ...fault })),
  };
}

/** The sources that channels' rules name and that there are not: a rule about none would never tell anything. */
function listUnknownSources(
  { channels }: Settings,
  known: string[],
  { locate }: Pick<ConfigFile<unknown>, 'locate'>,
): Fault[] {
  return Object.entries(channels).flatMap(([name, { rules }]) =>
    (['sources', 'notSources'] as const).flatMap((rule) =>
      [...rules[rule].entries()].flatMap(([index, id]) => {
        if (known.includes(id)) return [];
        const nearest = findNearestWord(id, known);
        const hint = nearest === null ? `sources there: ${known.join(', ') || 'none'}` : `did you mean "${nearest}"?`;
        const place = { ...locate(['channels', name, rule, index]), path: `channels.${name}.${rule}[${index}]` };
        return [{ ...place, message: `there is no source "${id}" in sources/; ${hint}` }];
      }),
    ),
  );
}

/** What is wrong in the text of a source's file, by the rules by which the file would be read; none: it can be used. */
export function checkSource(dir: string, id: string, text: string, settings: Settings): Fault[] {
  return readSource(dir, id, readConfigText(text, sourceSchema), settings).faults;
}

/** The source that a text describes. @throws Error when it cannot be used, which `checkSource` tells. */
export function parseSource(dir: string, id: string, text: string, settings: Settings): Source {
  const { value, faults } = readSource(dir, id, readConfigText(text, sourceSchema), settings);
  if (value === null || faults.length > 0) throw new Error(`the text of ${id} has faults`);
  return value;
}

function loadSource(dir: string, { file, id }: SourceFile, settings: Settings | null): Loaded<Source> {
  const { value, faults } = readSource(dir, id, readConfigFile(file, sourceSchema), settings);
  return { value, problems: faults.map((fault) => ({ file, ...fault })) };
}

function readSource(
  dir: string,
  id: string,
  read: ConfigFile<z.output<typeof sourceSchema>>,
  settings: Settings | null,
): { value: Source | null; faults: Fault[] } {
  const faults = [...read.faults];
  if (read.value === null) return { value: null, faults };
  const source = toSource(id, read.value);
  const headers = mapValues(source.fetch.headers, (value) => placeSecret(dir, value));
  if (settings !== null) {
    const known = Object.keys(settings.channels);
    for (const [index, name] of source.alerts.entries()) {
      if (known.includes(name)) continue;
      const message = `there is no channel "${name}" in stet.yaml; channels there: ${known.join(', ') || 'none'}`;
      faults.push({ ...read.locate(['alerts', index]), path: `alerts[${index}]`, message });
    }
  }
  return { value: { ...source, fetch: { ...source.fetch, headers } }, faults };
}

function placeSecrets(dir: string, settings: Settings): Settings {
  const { token, oidc } = settings.web;
  const placeAny = (reference: string | null) => (reference === null ? null : placeSecret(dir, reference));
  return {
    ...settings,
    web: {
      ...settings.web,
      token: placeAny(token),
      oidc: oidc === null ? null : { ...oidc, clientSecret: placeAny(oidc.clientSecret) },
    },
    channels: mapValues(settings.channels, (channel) => ({
      ...channel,
      target: mapTexts(channel.target, (text) => placeSecret(dir, text)),
    })),
  };
}

/** A relative path of a secret's file counts from the configuration's folder, wherever the program was started. */
function placeSecret(dir: string, reference: string): string {
  return reference.startsWith('file:') ? `file:${resolve(dir, reference.slice('file:'.length))}` : reference;
}

function mapValues<From, To>(values: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

function wholeFile(file: string, message: string): Problem {
  return { file, line: 0, column: 0, path: '', message };
}
