import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Readers } from '../extract/open-readers.ts';
import type { Rules } from '../model/source.ts';
import { StetError } from '../model/stet-error.ts';
import { startProgress } from './progress.ts';
import { readAsArticle, readBytes, requireUrl } from './read-file.ts';
import { runInOrder } from './run-pool.ts';
import { printJson, type Terminal } from './terminal.ts';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), url: z.string(), file: z.string() });

/**
 * Extracts the pages of a list, a line `{"id","url","file"}` each (files relative to the list, gzip allowed), and
 * prints `{"id","article"}` or `{"id","error"}` for each, in the order of the list.
 * @throws StetError when the list itself cannot be read.
 */
export async function extractBatch(
  terminal: Terminal,
  readers: Readers,
  listPath: string,
  rules: Rules,
  threads: number,
): Promise<void> {
  const text = await readFile(listPath, 'utf8').catch((cause: Error) => {
    throw new StetError(`The list ${listPath} cannot be read: ${cause.message}.`, { cause });
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const progress = startProgress(lines.length, process.stderr.isTTY === true);
  const extractLine = async (line: string) => {
    try {
      return await extractOne(readers, dirname(listPath), line, rules);
    } finally {
      progress.advance();
    }
  };
  let failed = 0;
  await runInOrder(lines, threads * 2, extractLine, (result) => {
    if ('error' in result) failed += 1;
    printJson(terminal, result);
  });
  progress.end();
  if (failed > 0) terminal.say(`${failed} of ${lines.length} pages could not be read: their lines have an "error".`);
}

async function extractOne(readers: Readers, folder: string, line: string, rules: Rules) {
  const entry = parseLine(line);
  if ('error' in entry) return entry;
  try {
    const url = requireUrl(entry.url);
    const bytes = await readBytes(resolve(folder, entry.file));
    return {
      id: entry.id,
      article: await readAsArticle(readers, { url, finalUrl: url, contentType: null, bytes }, rules),
    };
  } catch (error) {
    if (!(error instanceof StetError)) throw error;
    return { id: entry.id, error: error.message };
  }
}

function parseLine(line: string): z.infer<typeof lineSchema> | { id: unknown; error: string } {
  let value: unknown = null;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { id: null, error: `This line of the list is not JSON: ${(error as Error).message}.` };
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const id = (value as { id?: unknown } | null)?.id ?? null;
  return { id, error: 'A line of the list must have "id", "url" and "file".' };
}
