import { toJsonSchema } from './json-schema.ts';
import { settingsSchema } from './settings-schema.ts';
import { sourceSchema } from './source-schema.ts';

/** The JSON Schemas for editors, by file name in `config/`, as the text of the files. */
export function renderSchemaFiles(): Record<string, string> {
  return {
    'stet.schema.json': `${JSON.stringify(toJsonSchema(settingsSchema), null, 2)}\n`,
    'source.schema.json': `${JSON.stringify(toJsonSchema(sourceSchema), null, 2)}\n`,
  };
}
