import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { explainIssue } from './explain-issue.ts';
import { toJsonSchema } from './json-schema.ts';
import { type Fault, readYamlText, type YamlText } from './yaml-file.ts';

/** A file as its schema reads it: its value where it is sound, all that is wrong, and the place of everything in it. */
export type ConfigFile<T> = { value: T | null; faults: Fault[]; locate: YamlText['locate'] };

/** Reads a file by its schema; a file that cannot be read or is not UTF-8 is a fault like any other. */
export function readConfigFile<S extends z.ZodType>(file: string, schema: S): ConfigFile<z.output<S>> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return readConfigText(text, schema);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refuse('the file is not UTF-8; save it as UTF-8');
    return refuse(`the file cannot be read (${code}); check that stet may read it`);
  }
}

/** Reads the text of a file by its schema; no text at all stands for the defaults. */
export function readConfigText<S extends z.ZodType>(text: string, schema: S): ConfigFile<z.output<S>> {
  const yaml = readYamlText(text);
  if (!yaml.isReadable) return { value: null, faults: yaml.faults, locate: yaml.locate };
  const parsed = schema.safeParse(yaml.value ?? {}, { reportInput: true });
  const keys = toJsonSchema(schema);
  const faults = [...yaml.faults];
  for (const issue of parsed.error?.issues ?? []) {
    for (const { path, message, atKey } of explainIssue(issue, keys)) {
      faults.push({ ...yaml.locate(path, atKey), path: formatPath(path), message });
    }
  }
  faults.sort((a, b) => a.line - b.line || a.column - b.column);
  return { value: parsed.success && faults.length === 0 ? parsed.data : null, faults, locate: yaml.locate };
}

function refuse(message: string): ConfigFile<never> {
  const nowhere = { line: 0, column: 0 };
  return { value: null, faults: [{ ...nowhere, path: '', message }], locate: () => nowhere };
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    return text === '' ? String(segment) : `${text}.${String(segment)}`;
  }, '');
}
