import { expect, it } from 'vitest';
import { parsePage } from '../../../src/extract/parse-page.ts';
import { takeApart } from '../../../src/extract/take-apart.ts';
import { elementsIn } from '../../../src/extract/tree.ts';

it('leaves no way from an element to any other', () => {
  const parsed = parsePage('<main><p id="one">The <b>ferry</b> came.</p><p>It left again.</p></main>');
  if (parsed.kind === 'refused') throw new Error(parsed.reason);
  const elements = elementsIn(parsed.document);
  expect(elements.map(({ name }) => name)).toEqual(['main', 'p', 'b', 'p']);
  takeApart(parsed.document);
  for (const element of elements) {
    expect([element.parent, element.prev, element.next]).toEqual([null, null, null]);
    expect(element.children).toEqual([]);
  }
  expect(elementsIn(parsed.document)).toEqual([]);
});

it('has nothing to do in a page without elements', () => {
  const parsed = parsePage('Only words.');
  if (parsed.kind === 'refused') throw new Error(parsed.reason);
  takeApart(parsed.document);
  expect(parsed.document.children).toEqual([]);
});
