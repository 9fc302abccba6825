import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { expect, it } from 'vitest';
import { StridingTokenizer } from '../../../src/extract/striding-tokenizer.ts';
import { GOLDEN_DIR, listGoldenNames } from './golden-pages.ts';

/** All that a parser says of a page that comes in pieces. */
function eventsOf(pieces: string[], options: ConstructorParameters<typeof Parser>[1]): unknown[] {
  const events: unknown[] = [];
  const note =
    (kind: string) =>
    (...given: unknown[]) =>
      void events.push([kind, ...given]);
  const parser = new Parser(
    {
      onopentag: note('open'),
      onattribute: note('attribute'),
      onclosetag: note('close'),
      ontext: note('text'),
      oncomment: note('comment'),
      onprocessinginstruction: note('instruction'),
    },
    options,
  );
  for (const piece of pieces) parser.write(piece);
  parser.end();
  return events;
}

const SCRAPS = [
  ...['<', '>', '/', '=', '"', "'", '&', ';', '!', '-', ' ', '\n', 'a', 'é', '字', '\u{1f30a}'],
  ...[
    '<p>',
    '</p>',
    '<br/>',
    '<p class="a b" id=c hidden>',
    "<a href='?a=1&copy=2&amp;b'>",
    '<A DATA-x1:y="',
    '<x-y.z ',
  ],
  ...['&amp;', '&notit;', '&#x41;', '&#1', '<!--', '-->', '--!>', '<!', '<?', '<![CDATA[', ']]>', '<!doctype html>'],
  ...[
    '<script>',
    '</script>',
    '</scr',
    '<style>',
    '</style >',
    '<title>',
    '</title>',
    '<textarea>',
    '<svg>',
    '<plaintext>',
  ],
];

it('reads any mark-up, in any pieces, as the tokenizer does that it is made of', () => {
  const scraps = fc.array(fc.constantFrom(...SCRAPS), { maxLength: 40 }).map((list) => list.join(''));
  fc.assert(
    fc.property(fc.array(scraps, { minLength: 1, maxLength: 4 }), (pieces) => {
      expect(eventsOf(pieces, { Tokenizer: StridingTokenizer })).toEqual(eventsOf(pieces, {}));
    }),
    { numRuns: 2_000 },
  );
});

it.each(listGoldenNames())('reads %s as the tokenizer does that it is made of', (name) => {
  const html = readFileSync(new URL(`${name}.in.html`, GOLDEN_DIR), 'utf8');
  expect(eventsOf([html], { Tokenizer: StridingTokenizer })).toEqual(eventsOf([html], {}));
});
