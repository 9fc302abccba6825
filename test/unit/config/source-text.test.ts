import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load-config.ts';
import { readSourceText, saveSourceText } from '../../../config/source-text.ts';
import { LEAST_SOURCE, makeConfigFolder } from './config-folder.ts';

const COMMENTED = `# keep me\n${LEAST_SOURCE}# and me, to the end  `;

function open(files: Record<string, string> = { 'sources/a.yaml': COMMENTED }) {
  const dir = makeConfigFolder(files);
  const loaded = loadConfig(dir);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { settings } = loaded.config;
  const save = (id: string, text: string, digest: string | null) => saveSourceText(dir, settings, { id, text, digest });
  return { dir, save, list: () => readdirSync(join(dir, 'sources')).sort() };
}

describe('the text of a source', () => {
  it('is saved as it is, comments and all, with the rights that the file had, and leaves nothing beside it', () => {
    const { dir, save, list } = open();
    const read = readSourceText(dir, 'a');
    expect(read?.text).toBe(COMMENTED);
    const text = COMMENTED.replace('name: A', 'name: B # another');
    const { mode } = lstatSync(join(dir, 'sources/a.yaml'));
    expect(save('a', text, read?.digest ?? '')).toEqual({ kind: 'saved', file: join(dir, 'sources/a.yaml') });
    expect(readFileSync(join(dir, 'sources/a.yaml'), 'utf8')).toBe(text);
    expect(lstatSync(join(dir, 'sources/a.yaml')).mode).toBe(mode);
    expect(list()).toEqual(['a.yaml']);
  });

  it('is not saved over what somebody else has written meanwhile, which is told', () => {
    const { dir, save } = open();
    const digest = readSourceText(dir, 'a')?.digest ?? '';
    writeFileSync(join(dir, 'sources/a.yaml'), LEAST_SOURCE);
    expect(save('a', COMMENTED, digest)).toEqual({ kind: 'conflict', current: readSourceText(dir, 'a') });
    expect(readFileSync(join(dir, 'sources/a.yaml'), 'utf8')).toBe(LEAST_SOURCE);
  });

  it.each([
    ['name: A\nhomepag: https://a.example/\n', 2],
    ['name: A\n\tx: y\n', 2],
    [`${LEAST_SOURCE}alerts: [nowhere]\n`, 4],
    ['', 1],
  ])('is not saved with a fault: %j', (text, line) => {
    const { dir, save } = open();
    const saved = save('a', text, readSourceText(dir, 'a')?.digest ?? '');
    expect(saved.kind).toBe('faulty');
    expect(saved.kind === 'faulty' && saved.faults.map((fault) => fault.line)).toContain(line);
    expect(readFileSync(join(dir, 'sources/a.yaml'), 'utf8')).toBe(COMMENTED);
  });

  it('brings in no secret of this machine, and keeps those that are there', () => {
    const secret = 'fetch: { headers: { Cookie: env:A_COOKIE } }\n';
    const { dir, save } = open({ 'sources/a.yaml': `${LEAST_SOURCE}${secret}` });
    const digest = readSourceText(dir, 'a')?.digest ?? '';
    for (const other of ['headers: { X: env:DATABASE_URL }', 'headers: { X: file:/etc/passwd }', 'proxy: env:SECRET']) {
      const saved = save('a', `${LEAST_SOURCE}fetch: { ${other} }\n`, digest);
      expect(saved, other).toMatchObject({ kind: 'faulty', faults: [{ path: 'fetch' }] });
      expect(save('b', `${LEAST_SOURCE}fetch: { ${other} }\n`, null).kind, other).toBe('faulty');
    }
    expect(save('a', `# more\n${LEAST_SOURCE}${secret}`, digest).kind).toBe('saved');
  });

  it('of a new source never takes the place of one that is there, in whatever spelling', () => {
    const { save, list } = open({ 'sources/a.yaml': LEAST_SOURCE });
    expect(save('a', LEAST_SOURCE, null)).toEqual({ kind: 'exists' });
    expect(save('b', LEAST_SOURCE, null).kind).toBe('saved');
    expect(list()).toEqual(['a.yaml', 'b.yaml']);
  });

  it.each(['../a', 'a/../../b', '/etc/passwd', 'A', 'a.yaml', '', '.hidden', 'a\0b'])('never is that of %j', (id) => {
    const { dir, save, list } = open();
    expect(readSourceText(dir, id)).toBeNull();
    expect(() => save(id, LEAST_SOURCE, null)).toThrow('not the id of a source');
    expect(list()).toEqual(['a.yaml']);
  });

  it('is not written through a link, nor where nothing can be written', () => {
    const { dir, save } = open();
    writeFileSync(join(dir, 'elsewhere.yaml'), LEAST_SOURCE);
    symlinkSync(join(dir, 'elsewhere.yaml'), join(dir, 'sources/linked.yaml'));
    const digest = readSourceText(dir, 'linked')?.digest ?? '';
    expect(save('linked', COMMENTED, digest)).toEqual({
      kind: 'unwritable',
      reason: expect.stringContaining('is a link'),
    });
    expect(readFileSync(join(dir, 'elsewhere.yaml'), 'utf8')).toBe(LEAST_SOURCE);
    const other = open({});
    writeFileSync(join(other.dir, 'sources'), 'a file where the folder would be');
    expect(other.save('b', LEAST_SOURCE, null).kind).toBe('unwritable');
  });
});
