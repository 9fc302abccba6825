import { readFileSync } from 'node:fs';
import type { AnyNode } from 'domhandler';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePage } from '../../../src/extract/decode-page.ts';
import { parsePage } from '../../../src/extract/parse-page.ts';
import { GOLDEN_DIR, listGoldenNames } from './golden-pages.ts';

/** A node with all below it. */
function write(node: AnyNode): unknown {
  const children = 'children' in node ? node.children.map(write) : [];
  if ('attribs' in node) return [node.name, node.attribs, children];
  return 'data' in node ? node.data : children;
}

function treeOf(html: string | string[]): string {
  const parsed = parsePage(html);
  return parsed.kind === 'tree' ? JSON.stringify(write(parsed.document)) : parsed.reason;
}

it.each(listGoldenNames())('is the tree of the whole: %s', (name) => {
  const bytes = readFileSync(new URL(`${name}.in.html`, GOLDEN_DIR));
  // Long enough to come in several.
  const long = Buffer.concat([bytes, ...Array.from({ length: 4 }, () => bytes)]);
  const pieces = decodePage(long, 'text/html; charset=utf-8');
  expect(treeOf(pieces)).toBe(treeOf(pieces.join('')));
});

it('comes in several pieces, whatever the letters, and where nothing ends a tag', () => {
  const text = fc.array(fc.constantFrom('>', '<p>', 'é', '字', '\u{1f30a}', ' ', '\ufeff', 'word'), { minLength: 1 });
  fc.assert(
    fc.property(text, fc.integer({ min: 3_000, max: 20_000 }), (parts, times) => {
      const whole = `x${parts.join('').repeat(times)}`;
      const pieces = decodePage(Buffer.from(whole), 'text/html; charset=utf-8');
      expect(pieces.join('') === whole).toBe(true);
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(32_768);
    }),
    { numRuns: 60 },
  );
});
