import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Config } from '../../config/load-config.ts';
import { rulesOf } from '../../jobs/stet.ts';
import type { Readers } from '../extract/open-readers.ts';
import type { Article } from '../model/article.ts';
import type { Explanation } from '../model/explanation.ts';
import type { Rules } from '../model/source.ts';
import { StetError } from '../model/stet-error.ts';

const unzip = promisify(gunzip);

/** The rules of any site: none. */
const NO_RULES: Rules = { language: null, timezone: null, identity: null, extract: [] };

/**
 * The rules of a source of the configuration, whether it is switched on or not; none for `null`.
 * @throws StetError when there is no such source.
 */
export function findRules(config: Config, sourceId: string | null): Rules {
  if (sourceId === null) return NO_RULES;
  const source = config.sources.find((candidate) => candidate.id === sourceId);
  if (source !== undefined) return rulesOf(source);
  throw new StetError(`There is no source "${sourceId}" in ${config.dir}: "stet sources list" names them.`, {
    exitCode: 2,
  });
}

/**
 * The address that a person gave with --url.
 * @throws StetError when it is none.
 */
export function requireUrl(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return new URL(text).href;
  throw new StetError(`"${text}" is not a web address: write it whole, https://… .`, { exitCode: 2 });
}

/**
 * The bytes of a file, or of standard input for `-`; gzip is undone.
 * @throws StetError when it cannot be read.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const bytes = path === '-' ? await readStandardInput() : await readFile(path);
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return isGzip ? await unzip(bytes) : bytes;
  } catch (cause) {
    throw new StetError(`The file ${path} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A page as bytes, from wherever it came. */
export type RawPage = { url: string; finalUrl: string; contentType: string | null; bytes: Uint8Array };

/**
 * The record of a page, of whatever kind the page is: `kind` in the record says it.
 * @throws StetError when the page cannot be read.
 */
export async function readAsArticle(readers: Readers, page: RawPage, rules: Rules): Promise<Article> {
  return (await readAnyKind(readers, page, rules, {})).article;
}

/**
 * The record of a page with the reasons for it.
 * @throws StetError when the page cannot be read.
 */
export async function readWithReasons(
  readers: Readers,
  page: RawPage,
  rules: Rules,
): Promise<{ article: Article; explanation: Explanation }> {
  const { article, explanation } = await readAnyKind(readers, page, rules, { explain: true });
  if (explanation === undefined) throw new Error('a reading that was to be explained came without its explanation');
  return { article, explanation };
}

async function readAnyKind(readers: Readers, page: RawPage, rules: Rules, options: { explain?: boolean }) {
  const reading = await readers.read(page, rules, { ...options, anyKind: true });
  if (reading.kind === 'article') return reading;
  const reason = reading.kind === 'failed' ? reading.reason : reading.reasons.join(' ');
  throw new StetError(`${page.url} could not be read: ${reason}`);
}
