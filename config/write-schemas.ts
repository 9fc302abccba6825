import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSchemaFiles } from './schema-files.ts';

// Run as `node config/write-schemas.ts` after a change of the schemas: editors check the YAML against these files.
for (const [name, text] of Object.entries(renderSchemaFiles())) writeFileSync(join(import.meta.dirname, name), text);
