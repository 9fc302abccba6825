import fc from 'fast-check';
import type { Article } from '../../../src/model/article.ts';
import type { Block, RichText, Span } from '../../../src/model/block.ts';
import { makeRecord } from '../../helpers/articles.ts';

const words = [
  'the',
  'a',
  'said',
  'claimed',
  'Lavrov',
  'Kyiv',
  'will',
  'may',
  '12',
  '21',
  'March',
  'not',
  '“yes”',
  'go.',
  'peace',
  '—',
  '七个月',
  'x',
];
const text = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((list) => list.join(' '));
const wild = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);
const address = fc.constantFrom('https://a.example/1.jpg', 'https://a.example/2.jpg?w=1', 'https://b.example/x');
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const rich: fc.Arbitrary<RichText> = fc.tuple(wild, orNull(address)).map(([value, href]) => {
  const spans: Span[] = href === null || value === '' ? [] : [{ start: 0, end: value.length, kind: 'link', href }];
  return { text: value, spans };
});
const image = fc.record({ url: address, alt: orNull(text), caption: orNull(wild), credit: orNull(text) });

const flat: fc.Arbitrary<Block> = fc.oneof(
  { weight: 6, arbitrary: rich.map((value): Block => ({ type: 'paragraph', ...value })) },
  rich.map((value): Block => ({ type: 'heading', level: 2, ...value })),
  fc.tuple(rich, orNull(text)).map(([value, citation]): Block => ({ type: 'quote', citation, ...value })),
  fc.array(rich, { maxLength: 3 }).map((items): Block => ({ type: 'list', ordered: false, items })),
  fc.array(fc.array(text, { maxLength: 2 }), { maxLength: 2 }).map((rows): Block => ({ type: 'table', rows })),
  image.map((value): Block => ({ type: 'image', ...value })),
  fc.tuple(orNull(address), orNull(wild)).map(([url, value]): Block => {
    return { type: 'embed', provider: 'x', url, author: null, handle: null, date: null, text: value };
  }),
  fc.tuple(text, address).map(([title, url]): Block => ({ type: 'related', title, url, label: null })),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 9, arbitrary: flat },
  {
    weight: 1,
    arbitrary: fc
      .array(flat, { maxLength: 2 })
      .map((blocks): Block => ({ type: 'live-entry', id: '1', time: null, blocks })),
  },
);

/** A record with any of the watched fields, in any order of blocks. */
export const arbitraryArticle: fc.Arbitrary<Article> = fc
  .record({
    headline: orNull(wild),
    kicker: orNull(text),
    dek: orNull(wild),
    byline: orNull(text.map((value) => ({ text: value, authors: [{ name: value, url: null }] }))),
    publishedAt: orNull(fc.constantFrom('2022-02-11T12:05:00+03:00', '2022-02-11T09:05:00Z', '2022-03-11')),
    section: orNull(text),
    tags: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
    leadImage: orNull(image),
    body: fc.array(block, { maxLength: 8 }),
    notes: fc.array(
      text.map((value) => ({ kind: 'correction' as const, text: value })),
      { maxLength: 2 },
    ),
    isAccessibleForFree: orNull(fc.boolean()),
  })
  .map((fields) => ({ ...makeRecord('x'), ...fields }));

/** A record and a later one made from it by a few edits: blocks dropped, copied, moved, rewritten, split and put together, fields replaced. */
export const arbitraryEdit: fc.Arbitrary<[Article, Article]> = fc
  .tuple(arbitraryArticle, arbitraryArticle, fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.nat(5)), { maxLength: 4 }))
  .map(([from, other, edits]) => {
    const body = [...from.body];
    for (const [one, place, op] of edits) {
      if (op >= 4) {
        rebreak(body, one % Math.max(1, body.length), place, op === 4);
        continue;
      }
      const [taken] =
        op === 0 ? [other.body[one % Math.max(1, other.body.length)]] : body.splice(one % Math.max(1, body.length), 1);
      if (op !== 1 && taken !== undefined) body.splice(place % (body.length + 1), 0, op === 2 ? touch(taken) : taken);
    }
    return [from, { ...from, body, headline: edits.length > 2 ? other.headline : from.headline }];
  });

/** The same record as another fetch would bring it: tags in another order, pictures in another size. */
export function refurnish(article: Article, seed: number): Article {
  const resize = (url: string) => `${url}${url.includes('?') ? '&' : '?'}width=${320 + (seed % 7) * 80}`;
  const dress = (one: Block): Block => (one.type === 'image' ? { ...one, url: resize(one.url) } : one);
  const turn = article.tags.length === 0 ? 0 : seed % article.tags.length;
  return {
    ...article,
    tags: [...article.tags.slice(turn), ...article.tags.slice(0, turn)],
    leadImage: article.leadImage === null ? null : { ...article.leadImage, url: resize(article.leadImage.url) },
    body: article.body.map(dress),
  };
}

function touch(block: Block): Block {
  return block.type === 'paragraph' ? { ...block, text: `${block.text} more`, spans: [] } : block;
}

/** Cuts a paragraph at a space, or puts it together with the one behind it. */
function rebreak(body: Block[], at: number, cut: number, isSplit: boolean): void {
  const [one, next] = body.slice(at, at + 2);
  if (one?.type !== 'paragraph') return;
  if (!isSplit) {
    if (next?.type === 'paragraph') body.splice(at, 2, { ...one, text: `${one.text} ${next.text}`, spans: [] });
    return;
  }
  const spaces = [...one.text.matchAll(/ /g)];
  const space = spaces[cut % Math.max(1, spaces.length)]?.index;
  if (space === undefined) return;
  const [head, tail] = [one.text.slice(0, space), one.text.slice(space + 1)];
  body.splice(at, 1, { ...one, text: head, spans: [] }, { ...one, text: tail, spans: [] });
}
