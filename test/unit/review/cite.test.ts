import { describe, expect, it } from 'vitest';
import { cite } from '../../../src/review/cite.ts';

const SHA = 'ab'.repeat(32);
const version = (number: number, sha256: string | null = SHA) => {
  return { number, capturedAt: new Date(`2026-03-0${number}T12:05:09Z`), sha256 };
};
const about = {
  publisher: 'The Gazette',
  headline: ' Mayor\n resigns ',
  url: 'https://gazette.example/a1',
  address: 'https://stet.example/changes/abc',
};

describe('a citation', () => {
  it('names the two versions that were compared, when they were captured, and what proves them', () => {
    expect(cite({ ...about, versions: [version(1), version(2)] })).toBe(
      `The Gazette, “Mayor resigns”, https://gazette.example/a1: version 1 as captured on 1 March 2026 at 12:05:09 UTC (SHA-256 of the page ${SHA}) and version 2 as captured on 2 March 2026 at 12:05:09 UTC (SHA-256 of the page ${SHA}). Compared by stet: https://stet.example/changes/abc`,
    );
  });

  it('says of a version alone where it is kept, and where no page was stored', () => {
    expect(cite({ ...about, versions: [version(3, null)] })).toMatch(
      /: version 3 as captured on 3 March 2026 at 12:05:09 UTC \(no page was stored\)\. Kept by stet: https:/,
    );
  });
});
