import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packEvidence } from '../../../src/review/pack-evidence.ts';

const AT = new Date('2026-03-01T12:00:00Z');

describe('a file of evidence', () => {
  it('holds the files as they are, with their digests in the form of sha256sum', () => {
    const page = Uint8Array.from([0, 255, 13, 10, 60]);
    const files = unzipSync(
      packEvidence(
        new Map<string, string | Uint8Array>([
          ['a/page.html', page],
          ['note.md', 'ünï'],
        ]),
        AT,
      ),
    );
    expect(files['a/page.html']).toEqual(page);
    expect(strFromU8(files['note.md'] ?? new Uint8Array())).toBe('ünï');
    const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
    expect(strFromU8(files.SHA256SUMS ?? new Uint8Array())).toBe(
      `${digest(page)}  a/page.html\n${digest('ünï')}  note.md\n`,
    );
  });

  it('has the same bytes for the same files', () => {
    const files = new Map([['a', 'b']]);
    expect(packEvidence(files, AT)).toEqual(packEvidence(files, AT));
    expect(packEvidence(files, new Date(0)).length).toBeGreaterThan(0); // before the times of ZIP files begin
  });
});
