import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stet-walls-'));
copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What biome, with the repository's configuration, says of a file of this text planted at `path`. */
function lint(path: string, text: string): { status: number | null; output: string } {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const run = spawnSync(process.execPath, [biome, 'lint', '--vcs-enabled=false', '--colors=off', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(file);
  return { status: run.status, output: run.stdout + run.stderr };
}

/** The same of a file that imports `specifier`. */
function lintImport(path: string, specifier: string) {
  return lint(path, `import { anything } from '${specifier}';\n\nexport const used = anything;\n`);
}

describe('the walls between the stages', () => {
  it.each([
    ['src/compare/planted.ts', '../extract/extract-article.ts'],
    ['src/extract/fields/planted.ts', '../../fetch/fetch-page.ts'],
    ['src/discover/planted.ts', '../../storage/articles.ts'],
    ['src/fetch/planted.ts', '../../jobs/stet.ts'],
    ['src/revisit/planted.ts', '../../config/load-config.ts'],
    ['src/model/planted.ts', '../compare/compare-versions.ts'],
    ['src/review/planted.ts', '../extract/extract-article.ts'],
    ['storage/planted.ts', '../src/extract/extract-article.ts'],
    ['config/planted.ts', '../storage/articles.ts'],
    ['jobs/planted.ts', '../src/cli/main.ts'],
    ['src/cli/planted.ts', 'bullmq'],
    ['src/review/planted.ts', 'bullmq'],
    ['storage/planted.ts', 'bullmq'],
  ])('%s may not import %s', (path, specifier) => {
    const { status, output } = lintImport(path, specifier);
    expect(output).toContain('noRestrictedImports');
    expect(status).not.toBe(0);
  });

  it.each([
    ['src/compare/planted.ts', '../model/article.ts'],
    ['src/extract/fields/planted.ts', '../evidence/json-ld.ts'],
    ['src/review/planted.ts', '../compare/compare-versions.ts'],
    ['src/review/planted.ts', '../../storage/articles.ts'],
    ['storage/planted.ts', '../src/model/article.ts'],
    ['jobs/planted.ts', 'bullmq'],
    ['jobs/planted.ts', '../src/extract/open-readers.ts'],
    ['src/cli/commands/planted.ts', '../../../jobs/open-stet.ts'],
  ])('%s may import %s', (path, specifier) => {
    const { status, output } = lintImport(path, specifier);
    expect(output).not.toContain('noRestrictedImports');
    expect(status).toBe(0);
  });

  it('only config/environment.ts reads process.env', () => {
    const run = (path: string) => lint(path, 'export const home = process.env.HOME;\n').status;
    expect(run('jobs/planted.ts')).not.toBe(0);
    expect(run('config/environment.ts')).toBe(0);
  });

  it.each(['fetch', 'WebSocket'])('nothing goes out by the global %s', (name) => {
    const { status, output } = lint('src/deliver/planted.ts', `export const way = ${name};\n`);
    expect(output).toContain('noRestrictedGlobals');
    expect(status).not.toBe(0);
  });
});
