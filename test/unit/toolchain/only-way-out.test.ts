import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = ['src', 'jobs', 'config', 'storage'];

/** Modules of Node by which a program can reach a network, or start another program that does. */
const NETWORK = [
  'child_process',
  'dgram',
  'dns',
  'dns/promises',
  'http',
  'http2',
  'https',
  'inspector',
  'net',
  'quic',
  'tls',
];

/** Packages that open no connection of their own. Whoever adds one that does has to say here where it may be used. */
const OFFLINE = [
  '@fontsource-variable/noto-sans-kr',
  '@fontsource-variable/noto-sans-sc',
  '@resvg/resvg-wasm',
  '@duckduckgo/autoconsent',
  '@hono/node-server',
  '@hono/zod-openapi',
  '@modelcontextprotocol/server',
  'cheerio',
  'iconv-lite',
  'p-limit',
  'tldts',
  'commander',
  'croner',
  'csv-stringify',
  'domhandler',
  'feedsmith',
  'fflate',
  'hono',
  'htmlparser2',
  'ipaddr.js',
  'jschardet',
  'kysely',
  'pino',
  're2js',
  'piscina',
  'standardwebhooks',
  'tar-fs',
  'third-party-web',
  'tough-cookie',
  'yaml',
  'zod',
];

/** Who may use what of the network. The web is asked by src/fetch/ alone. */
const ALLOWED: Record<string, string[]> = {
  'src/fetch/browser/block-films.ts': ['playwright-core'],
  'src/fetch/browser/find-chromium.ts': ['child_process', 'playwright-core'],
  'src/fetch/browser/keep-spare-tabs.ts': ['playwright-core'],
  'src/fetch/browser/load-page.ts': ['playwright-core'],
  'src/fetch/browser/open-browser.ts': ['playwright-core'],
  'src/fetch/browser/open-renderer.ts': ['playwright-core'],
  'src/fetch/browser/open-tab.ts': ['playwright-core'],
  'src/fetch/browser/read-whole-page.ts': ['playwright-core'],
  'src/fetch/browser/refuse-consent.ts': ['playwright-core'],
  'src/fetch/browser/render-page.ts': ['playwright-core'],
  'src/fetch/browser/settle-page.ts': ['playwright-core'],
  'src/fetch/browser/take-likenesses.ts': ['playwright-core'],
  'src/fetch/connect-through-proxy.ts': ['http', 'net', 'socks', 'undici'],
  'src/fetch/create-crawler.ts': ['@crawlee/http'],
  'src/fetch/guard-connections.ts': ['dns', 'net', 'undici'],
  'src/fetch/open-filtering-proxy.ts': ['http', 'net'],
  'src/fetch/open-routes.ts': ['undici'],
  'src/fetch/send-mail.ts': ['nodemailer'],
};

const RULES: { path: RegExp; may: string[]; why: string }[] = [
  {
    path: /^src\/fetch\//,
    may: ['net', '@crawlee/core', '@crawlee/http'],
    why: 'net.isIP, and types; the crawler sends through the guarded client',
  },
  { path: /^storage\//, may: ['net', 'pg', 'child_process'], why: 'PostgreSQL' },
  { path: /^jobs\//, may: ['ioredis', 'bullmq'], why: 'Redis' },
  { path: /^src\/review\/start-web\.ts$/, may: ['http'], why: 'the web server' },
  { path: /^src\/review\/api\/problems\.ts$/, may: ['http'], why: 'what statuses mean, in words' },
  { path: /^src\/cli\/open-oidc\.ts$/, may: ['openid-client'], why: 'it asks through the guarded client' },
  { path: /^src\/cli\//, may: ['net', 'child_process'], why: 'whether a port is free; the programs that stet starts' },
];

function listFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name) && !name.includes('assets'))
    .map((name) => `${folder}/${name}`);
}

/** The modules that a text imports in whatever way, without those of the repository. */
function listImports(text: string): string[] {
  const ways = [
    /^(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/gm,
    /^import\s+['"]([^'"]+)['"]/gm,
    /\b(?:import|require|getBuiltinModule)\(\s*['"`]([\w@:./-]+)['"`]/g,
  ];
  const names = ways.flatMap((way) => [...text.matchAll(way)].map(([, name = '']) => name.replace(/^node:/, '')));
  return names.filter((name) => !name.startsWith('.'));
}

/** `@hono/node-server` of `@hono/node-server/serve-static`, `hono` of `hono/html`. */
const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

function findWaysOut(path: string, text: string): string[] {
  const may = [...(ALLOWED[path] ?? []), ...RULES.filter((rule) => rule.path.test(path)).flatMap((rule) => rule.may)];
  const isHarmless = (name: string) =>
    builtinModules.includes(name) ? !NETWORK.includes(name) : OFFLINE.includes(packageOf(name));
  return listImports(text).filter((name) => !isHarmless(name) && !may.includes(name));
}

describe('the guarded client', () => {
  const files = FOLDERS.flatMap(listFiles);

  it('is the only way out to the web', () => {
    const ways = files.map((path) => [path, findWaysOut(path, readFileSync(join(ROOT, path), 'utf8'))] as const);
    expect(ways.filter(([, found]) => found.length > 0)).toEqual([]);
    expect(files.length).toBeGreaterThan(300);
  });

  it.each([
    ["import { request } from 'undici';", ['undici']],
    ["import { request } from 'node:https';", ['https']],
    ["const { connect } = await import('node:net');", ['net']],
    ["import nodemailer from 'nodemailer';", ['nodemailer']],
    ["const dns = process.getBuiltinModule('node:dns');", ['dns']],
    ["import { createHash } from 'node:crypto';\nimport { z } from 'zod';\nawait fetcher.fetch(url);", []],
  ])('would be seen to be bypassed by %s', (text, expected) => {
    expect(findWaysOut('src/deliver/planted.ts', text)).toEqual(expected);
  });
});
