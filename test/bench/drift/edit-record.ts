import type { Article } from '../../../src/model/article.ts';
import type { Block } from '../../../src/model/block.ts';
import type { Draw } from '../../newspaper/seeded-random.ts';

const SUBJECTS = [
  'The council',
  'A harbour pilot',
  'The clinic',
  'One of the teachers',
  'The ferry',
  'A jury',
  'The mill',
];
const VERBS = ['closed', 'turned down', 'had paid for', 'wanted to see', 'lost', 'opened', 'spoke about'];
const OBJECTS = ['the bridge', 'two schools', 'the old market', 'a plan for trams', 'the winter fair', 'its licence'];
const WHEN = ['in March', 'last year', 'on Tuesday', 'before the vote', 'after the storm', 'for the third time'];

/** A sentence that is seldom written twice. */
export function writeParagraph(draw: Draw): string {
  const words = [SUBJECTS, VERBS, OBJECTS, WHEN].map((list) => draw.oneOf(list)).join(' ');
  return `${words}, and ${draw.between(2, 9_999)} people heard of it.`;
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text, spans: [] });
const picture = (draw: Draw) => `https://img.example/${draw.between(1, 1e6)}.jpg`;

type RecordEdit = (record: Article, draw: Draw) => Article;

/** What newsrooms do to one story, the common ones several times. */
const EDITS: RecordEdit[] = [
  editParagraph,
  editParagraph,
  editParagraph,
  (record, draw) => ({ ...record, body: [...record.body, paragraph(writeParagraph(draw))] }),
  (record, draw) => ({ ...record, body: [...record.body, paragraph(writeParagraph(draw))] }),
  (record, draw) => ({ ...record, body: [paragraph(writeParagraph(draw)), ...record.body] }),
  (record) => ({ ...record, body: record.body.length > 3 ? record.body.slice(1) : record.body }),
  (record, draw) => ({ ...record, headline: writeParagraph(draw) }),
  (record, draw) => ({ ...record, dek: writeParagraph(draw) }),
  (record, draw) => ({ ...record, tags: [...record.tags, draw.oneOf(['trams', 'harbour', 'schools', 'vote'])] }),
  (record, draw) => ({ ...record, leadImage: { url: picture(draw), alt: null, caption: null, credit: null } }),
  (record, draw) => ({ ...record, notes: [{ kind: 'correction', text: `Correction: ${writeParagraph(draw)}` }] }),
];

function editParagraph(record: Article, draw: Draw): Article {
  const place = draw.between(0, record.body.length - 1);
  const isHere = (at: number) => at === place;
  return { ...record, body: record.body.map((block, at) => (isHere(at) ? paragraph(writeParagraph(draw)) : block)) };
}

/** An edit of one story by its newsroom. */
export function editAsNewsroom(record: Article, draw: Draw): Article {
  return draw.oneOf(EDITS)(record, draw);
}

/** What an event brings to a story that it concerns: its topic, a new opening or headline, in words of the story's own. */
export function editForEvent(record: Article, draw: Draw): Article {
  const opened = { ...record, body: [paragraph(writeParagraph(draw)), ...record.body] };
  const told = draw.chance(0.5) ? opened : { ...record, headline: writeParagraph(draw) };
  return draw.chance(0.5) ? { ...told, tags: [...record.tags, 'the storm'] } : told;
}

const GIFT = paragraph('Support our work with a gift, and read on without a wall.');

/** What a new template does to every page. */
export const TEMPLATE_CHANGES = {
  box: (record) => ({ ...record, body: [...record.body.slice(0, 3), GIFT, ...record.body.slice(3)] }),
  kicker: (record) => ({ ...record, kicker: record.headline?.split(' ').slice(0, 2).join(' ') ?? null }),
  dek: (record) => {
    const [first, ...rest] = record.body;
    return { ...record, dek: first?.type === 'paragraph' ? first.text : null, body: rest };
  },
  byline: (record) => ({ ...record, byline: { text: 'By our own reporters', authors: [] } }),
  tags: (record) => ({ ...record, tags: [...record.tags, record.headline ?? 'story'] }),
  picture: (record) => ({
    ...record,
    body: [
      ...record.body,
      { type: 'image', url: `https://img.example/${record.digest}`, alt: null, caption: null, credit: null },
    ],
  }),
} satisfies Record<string, (record: Article) => Article>;
export type TemplateChange = keyof typeof TEMPLATE_CHANGES;
