import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const shared = process.env.STET_SHARED;
const folder = mkdtempSync(join(tmpdir(), 'stet-bombs-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Measured = { name: string; cause: string | number; grewBytes: number };

/** Fetches `bomb-NAME.bin` of a folder, one after the other, in a process of its own. */
async function measure(from: string, names: string[]): Promise<Measured[]> {
  const script = join(import.meta.dirname, '../../helpers/measure-fetch.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, from, ...names]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function expectCut(measured: Measured[], names: string[]): void {
  expect(measured.map(({ name }) => name)).toEqual(names);
  for (const { name, cause, grewBytes } of measured) {
    expect([name, cause]).toEqual([name, 'size']);
    expect(grewBytes, `${name} cost ${Math.round(grewBytes / 1e6)} MB`).toBeLessThan(100_000_000);
  }
}

describe('a bomb', () => {
  it('is cut at the cap, and costs less than 100 MB', async () => {
    const zeros = Buffer.alloc(256 * 1024 * 1024);
    const gzipped = gzipSync(zeros, { level: 1 });
    const bombs = {
      gzip: gzipped,
      'gzip-of-many-members': Buffer.concat(Array.from({ length: 20 }, () => gzipSync(zeros.subarray(0, 1 << 20)))),
      deflate: deflateSync(zeros, { level: 1 }),
      'deflate-bare': deflateRawSync(zeros, { level: 1 }),
      br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
      zstd: zstdCompressSync(zeros, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
    };
    for (const [name, bytes] of Object.entries(bombs)) writeFileSync(join(folder, `bomb-${name}.bin`), bytes);
    expectCut(await measure(folder, Object.keys(bombs)), Object.keys(bombs));
  });

  it('of zstd that asks for a huge window is refused', async () => {
    const params = {
      [constants.ZSTD_c_windowLog]: 27,
      [constants.ZSTD_c_compressionLevel]: 1,
      [constants.ZSTD_c_contentSizeFlag]: 0,
    };
    writeFileSync(join(folder, 'bomb-zstd-wide.bin'), zstdCompressSync(Buffer.alloc(200 * 1024 * 1024), { params }));
    const [wide] = await measure(folder, ['zstd-wide']);
    expect(['size', 'truncated']).toContain(wide?.cause);
    expect(wide?.grewBytes).toBeLessThan(100_000_000);
  });

  it.skipIf(shared === undefined)(
    'of the shared suite is cut too (needs STET_SHARED: the folder that holds suites/bombs)',
    async () => {
      const names = ['br', 'deflate', 'gzip', 'zstd'];
      expectCut(await measure(join(shared ?? '', 'suites', 'bombs'), names), names);
    },
  );
});
