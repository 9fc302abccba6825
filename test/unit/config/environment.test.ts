import { writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment, readSecret, resolveHeaders } from '../../../config/environment.ts';
import { StetError } from '../../../src/model/stet-error.ts';
import { makeConfigFolder } from './config-folder.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

describe('readEnvironment', () => {
  it('has a default for everything, wherever the program was started', () => {
    const defaults = {
      configDir: join(ROOT, 'config'),
      varDir: join(ROOT, 'var'),
      databaseUrl: null,
      redisUrl: null,
      logLevel: 'info',
      chromiumPath: null,
      searchPath: [],
      isCi: false,
      isNpmScript: false,
      hasColor: null,
    };
    expect(readEnvironment({})).toEqual(defaults);
    const empty = [
      'STET_CONFIG',
      'STET_DATA',
      'DATABASE_URL',
      'REDIS_URL',
      'LOG_LEVEL',
      'CI',
      'NO_COLOR',
      'FORCE_COLOR',
    ];
    expect(readEnvironment(Object.fromEntries(empty.map((name) => [name, ' '])))).toEqual(defaults);
  });

  it('reads each variable', () => {
    const read = readEnvironment({
      STET_CONFIG: 'here',
      STET_DATA: '/there/var',
      DATABASE_URL: 'postgresql://u:p@db.example/stet?sslmode=require',
      REDIS_URL: 'rediss://:p@cache.example:6380/2',
      LOG_LEVEL: 'DEBUG',
      CHROMIUM_PATH: '/usr/bin/chromium',
      PATH: ['/bin', '', '/usr/bin'].join(delimiter),
      CI: 'true',
      NO_COLOR: '1',
      FORCE_COLOR: '1',
      npm_lifecycle_event: 'start',
    });
    expect(read).toEqual({
      configDir: resolve('here'),
      varDir: '/there/var',
      databaseUrl: 'postgresql://u:p@db.example/stet?sslmode=require',
      redisUrl: 'rediss://:p@cache.example:6380/2',
      logLevel: 'debug',
      chromiumPath: '/usr/bin/chromium',
      searchPath: ['/bin', '/usr/bin'],
      isCi: true,
      isNpmScript: true,
      hasColor: false,
    });
  });

  it.each([
    [
      { CI: 'false', FORCE_COLOR: '0' },
      { isCi: false, hasColor: false },
    ],
    [
      { CI: '1', FORCE_COLOR: '3' },
      { isCi: true, hasColor: true },
    ],
  ])('knows on from off: %j', (env, expected) => {
    expect(readEnvironment(env)).toMatchObject(expected);
  });

  it.each([
    [
      { DATABASE_URL: 'mysql://u:hunter2@db' },
      'DATABASE_URL is not an address that can be used; write e.g. postgres://user:password@host:5432/stet.',
    ],
    [
      { DATABASE_URL: 'hunter2' },
      'DATABASE_URL is not an address that can be used; write e.g. postgres://user:password@host:5432/stet.',
    ],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL is not an address that can be used; write e.g. redis://host:6379.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; it must be one of trace, debug, info, warn, error, fatal, silent.'],
  ])('refuses %j in one sentence, with exit code 2', (env, message) => {
    expect(() => readEnvironment(env)).toThrow(new StetError(message, { exitCode: 2 }));
  });
});

describe('readSecret', () => {
  it('reads the environment and files', () => {
    const dir = makeConfigFolder({ 'secret.txt': ' hunter2\n' });
    expect(readSecret('env:A', { A: 'hunter1' })).toEqual({ ok: true, secret: 'hunter1' });
    expect(readSecret(`file:${dir}/secret.txt`)).toEqual({ ok: true, secret: 'hunter2' });
  });

  it('says what is missing, and never shows what was given in place of a reference', () => {
    const dir = makeConfigFolder();
    writeFileSync(join(dir, 'empty'), '\n');
    expect(readSecret('env:A', {})).toEqual({
      ok: false,
      reason: 'The environment variable A, which should hold a secret, is not set; set it.',
    });
    expect(readSecret(`file:${dir}/none`)).toEqual({
      ok: false,
      reason: `The file ${dir}/none, which should hold a secret, cannot be read (ENOENT); check it.`,
    });
    expect(readSecret(`file:${dir}/empty`)).toMatchObject({ ok: false });
    expect(JSON.stringify(readSecret('hunter2'))).not.toContain('hunter2');
  });
});

describe('resolveHeaders', () => {
  it('replaces references alone', () => {
    expect(resolveHeaders({ cookie: 'env:A', accept: 'text/html' }, { A: 'x=1' })).toEqual({
      ok: true,
      headers: { cookie: 'x=1', accept: 'text/html' },
    });
    expect(resolveHeaders({ cookie: 'env:A' }, {})).toMatchObject({ ok: false });
  });
});
