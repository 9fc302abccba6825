import * as z from 'zod';
import { recordSchema } from '../src/model/record-schema.ts';
import { toJsonSchema } from './json-schema.ts';
import { settingsSchema } from './settings-schema.ts';
import { sourceSchema } from './source-schema.ts';

/** The JSON Schemas for editors, by file name in `config/`, as the text of the files. */
export function renderSchemaFiles(): Record<string, string> {
  return {
    'stet.schema.json': render(toJsonSchema(settingsSchema)),
    'source.schema.json': render(toJsonSchema(sourceSchema)),
  };
}

/** The JSON Schema of an article's record, as the text of `docs/record.schema.json`. */
export function renderRecordSchema(): string {
  return render(z.toJSONSchema(recordSchema, { target: 'draft-7' }));
}

function render(schema: unknown): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
