import { readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { StetError } from '../src/model/stet-error.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the environment says; all paths are absolute. */
export type Environment = {
  /** Where the configuration is (STET_CONFIG). */
  configDir: string;
  /** Where the program may write (STET_DATA). */
  varDir: string;
  /** A Postgres server (DATABASE_URL); `null`: the embedded one. */
  databaseUrl: string | null;
  /** Redis or Valkey for the queue (REDIS_URL); `null`: the queue is in Postgres. */
  redisUrl: string | null;
  logLevel: LogLevel;
  /** The browser to use (CHROMIUM_PATH); `null`: look for one. */
  chromiumPath: string | null;
  /** The folders in which programs are looked for (PATH). */
  searchPath: string[];
  isCi: boolean;
  /** Whether npm runs this as a script of package.json: it does not hand on the signals that it gets. */
  isNpmScript: boolean;
  /** Whether colours are wanted (FORCE_COLOR) or unwanted (NO_COLOR, see no-color.org); `null`: as the terminal can. */
  hasColor: boolean | null;
};

const REPOSITORY = resolve(import.meta.dirname, '..');

/**
 * Reads the environment, the only place that does. An empty variable counts as not set.
 * @throws StetError when a variable has a value that cannot be used.
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const chromium = read(env, 'CHROMIUM_PATH');
  return {
    configDir: resolve(read(env, 'STET_CONFIG') ?? join(REPOSITORY, 'config')),
    varDir: resolve(read(env, 'STET_DATA') ?? join(REPOSITORY, 'var')),
    databaseUrl: readServerUrl(
      env,
      'DATABASE_URL',
      ['postgres:', 'postgresql:'],
      'postgres://user:password@host:5432/stet',
    ),
    redisUrl: readServerUrl(env, 'REDIS_URL', ['redis:', 'rediss:'], 'redis://host:6379'),
    logLevel: readLogLevel(env),
    chromiumPath: chromium === null ? null : resolve(chromium),
    searchPath: (read(env, 'PATH') ?? read(env, 'Path') ?? '').split(delimiter).filter((folder) => folder !== ''),
    isCi: isOn(read(env, 'CI')),
    isNpmScript: read(env, 'npm_lifecycle_event') !== null,
    hasColor: readColor(env),
  };
}

/** What a reference to a secret leads to, or a sentence that says why it leads nowhere. */
export type Secret = { ok: true; secret: string } | { ok: false; reason: string };

/** The secret that `env:NAME` or `file:PATH` refers to; a file without the line break at its end. */
export function readSecret(reference: string, env: NodeJS.ProcessEnv = process.env): Secret {
  const [, kind, rest] = /^(env|file):(.+)$/s.exec(reference) ?? [];
  // The text may be a secret that was put there by mistake: it must not get into a log.
  if (kind === undefined || rest === undefined) {
    return { ok: false, reason: 'A secret is given as env:NAME or file:PATH; this is neither.' };
  }
  if (kind === 'env') {
    const secret = read(env, rest);
    if (secret !== null) return { ok: true, secret };
    return { ok: false, reason: `The environment variable ${rest}, which should hold a secret, is not set; set it.` };
  }
  try {
    const secret = readFileSync(rest, 'utf8').trim();
    if (secret !== '') return { ok: true, secret };
    return { ok: false, reason: `The file ${rest}, which should hold a secret, is empty; write the secret into it.` };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return { ok: false, reason: `The file ${rest}, which should hold a secret, cannot be read (${code}); check it.` };
  }
}

/** A text of the configuration, or what it refers to where it is `env:NAME` or `file:PATH`. */
export function resolveText(text: string, env: NodeJS.ProcessEnv = process.env): Secret {
  return /^(?:env|file):/.test(text) ? readSecret(text, env) : { ok: true, secret: text };
}

/** Headers as they go over the wire: values of `env:NAME` and `file:PATH` are replaced by what they refer to. */
export function resolveHeaders(
  headers: Record<string, string>,
  env: NodeJS.ProcessEnv = process.env,
): { ok: true; headers: Record<string, string> } | { ok: false; reason: string } {
  const resolved: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = resolveText(value, env);
    if (!text.ok) return text;
    resolved[name] = text.secret;
  }
  return { ok: true, headers: resolved };
}

function read(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

function readServerUrl(env: NodeJS.ProcessEnv, name: string, protocols: string[], example: string): string | null {
  const text = read(env, name);
  if (text === null) return null;
  const url = URL.parse(text);
  if (url !== null && protocols.includes(url.protocol)) return text;
  // The value is not shown: it may hold a password.
  throw new StetError(`${name} is not an address that can be used; write e.g. ${example}.`, { exitCode: 2 });
}

function readLogLevel(env: NodeJS.ProcessEnv): LogLevel {
  const text = read(env, 'LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((candidate) => candidate === text.toLowerCase());
  if (level !== undefined) return level;
  throw new StetError(`LOG_LEVEL is "${text}"; it must be one of ${LOG_LEVELS.join(', ')}.`, { exitCode: 2 });
}

function readColor(env: NodeJS.ProcessEnv): boolean | null {
  if (read(env, 'NO_COLOR') !== null) return false;
  return read(env, 'FORCE_COLOR') === null ? null : isOn(read(env, 'FORCE_COLOR'));
}

function isOn(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}
