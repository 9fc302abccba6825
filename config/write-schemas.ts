import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRecordSchema, renderSchemaFiles } from './schema-files.ts';

// Run as `npm run schemas` after a change of the schemas: editors check the YAML against these files, and programs that
// read records may check them against the record's.
for (const [name, text] of Object.entries(renderSchemaFiles())) writeFileSync(join(import.meta.dirname, name), text);
writeFileSync(join(import.meta.dirname, '../docs/record.schema.json'), renderRecordSchema());
