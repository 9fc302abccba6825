import { describe, expect, it } from 'vitest';
import { compareVersions, ExtractorMismatch } from '../../../src/compare/compare-versions.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Block, ParagraphBlock } from '../../../src/model/block.ts';
import type { Change, ChangeKind } from '../../../src/model/change.ts';
import { makeRecord } from '../../helpers/articles.ts';

const opening = 'A first paragraph that no edit of these tests touches in any way.';

function compare(from: Article, to: Article): Change {
  const change = compareVersions(from, to);
  if (change === null) throw new Error('Nothing differs.');
  return change;
}

function withBody(blocks: Block[], language = 'en'): Article {
  return { ...makeRecord('A headline'), language, body: blocks };
}

function paragraph(text: string, link?: [string, string]): ParagraphBlock {
  if (link === undefined) return { type: 'paragraph', text, spans: [] };
  const start = text.indexOf(link[0]);
  return { type: 'paragraph', text, spans: [{ start, end: start + link[0].length, kind: 'link', href: link[1] }] };
}

/** The change of a second paragraph from one text to another. */
function edit(before: string, after: string, language = 'en'): Change {
  const body = (text: string) => withBody([paragraph(opening), paragraph(text)], language);
  return compare(body(before), body(after));
}

describe('kinds of an edit within a paragraph', () => {
  const table: [string, string, string, ChangeKind[], string?][] = [
    // Figures
    ['en', 'He got 7 months in a colony.', 'He got 18 months in a colony.', ['figure'], 'figure: 7 → 18'],
    ['en', 'At least 12 people were killed.', 'At least 21 people were killed.', ['figure'], 'figure: 12 → 21'],
    ['en', 'It cost $1,200 then.', 'It cost $1,300 then.', ['figure'], 'figure: $1,200 → $1,300'],
    ['en', 'It fell by 3.5% since.', 'It fell by 35% since.', ['figure']],
    ['en', 'At least twelve people were killed.', 'At least twenty people were killed.', ['figure']],
    ['en', 'It cost two million euros.', 'It cost two billion euros.', ['figure']],
    ['en', 'They flew F-16 jets there.', 'They flew F-35 jets there.', ['figure']],
    ['en', 'An 18-month term awaits him.', 'A 7-month term awaits him.', ['figure']],
    ['de', 'Dabei starben 12 Menschen in der Stadt.', 'Dabei starben 21 Menschen in der Stadt.', ['figure']],
    ['de', 'Es kostete zwei Millionen Euro.', 'Es kostete zwei Milliarden Euro.', ['figure']],
    ['ru', 'Погибли 1 200 человек в городе.', 'Погибли 1 300 человек в городе.', ['figure']],
    ['zh', '他被判处7个月监禁。', '他被判处18个月监禁。', ['figure'], 'figure: 7 → 18'],
    ['en', 'It costs €5m in all there.', 'It costs €5bn in all there.', ['figure']],
    // Dates
    [
      'en',
      'The trial opens on March 3 in Minsk.',
      'The trial opens on March 9 in Minsk.',
      ['event-date'],
      'event-date: March 3 → March 9',
    ],
    ['en', 'They met on Thursday in town.', 'They met on Friday in town.', ['event-date']],
    ['en', 'He was born in 1961 there.', 'He was born in 1962 there.', ['event-date']],
    ['en', 'It starts at 10:30 tomorrow.', 'It starts at 11:30 tomorrow.', ['event-date']],
    ['de', 'Der Prozess beginnt am 3. März dort.', 'Der Prozess beginnt am 9. März dort.', ['event-date']],
    ['fr', 'Le procès s’ouvre le 3 mars à Minsk.', 'Le procès s’ouvre le 9 mars à Minsk.', ['event-date']],
    ['es', 'El juicio empieza el 3 de marzo allí.', 'El juicio empieza el 9 de abril allí.', ['event-date']],
    ['ru', 'Суд начнется 3 марта в городе.', 'Суд начнется 9 марта в городе.', ['event-date']],
    ['uk', 'Суд почнеться 3 березня у місті.', 'Суд почнеться 9 березня у місті.', ['event-date']],
    // Names
    [
      'en',
      'They published a report blaming Ukraine for it.',
      'They published a report blaming Russia for it.',
      ['name'],
      'name: Ukraine → Russia',
    ],
    [
      'en',
      'It was signed by Sergei Lavrov there.',
      'It was signed by Sergei Shoigu there.',
      ['name'],
      'name: Sergei Lavrov → Sergei Shoigu',
    ],
    ['ru', 'В докладе обвинили Украину в этом.', 'В докладе обвинили Россию в этом.', ['name']],
    ['de', 'Sie kamen aus Kiew zurück.', 'Sie kamen aus Moskau zurück.', ['name']],
    ['en', 'Ukraine attacked. Then Ukraine left.', 'Russia attacked. Then Ukraine left.', ['name']],
    // Attribution
    [
      'en',
      'It was late, the governor said.',
      'It was late, the governor claimed.',
      ['attribution'],
      'attribution: said → claimed',
    ],
    ['de', 'Es sei spät, sagte der Gouverneur.', 'Es sei spät, behauptete der Gouverneur.', ['attribution']],
    ['fr', 'Il est tard, a déclaré le préfet.', 'Il est tard, a prétendu le préfet.', ['attribution']],
    ['es', 'Es tarde, dijo el gobernador.', 'Es tarde, alegó el gobernador.', ['attribution']],
    ['ru', 'Уже поздно, сказал губернатор.', 'Уже поздно, утверждал губернатор.', ['attribution']],
    ['uk', 'Уже пізно, сказав губернатор.', 'Уже пізно, стверджував губернатор.', ['attribution']],
    // Strength
    ['en', 'The court will release him soon.', 'The court may release him soon.', ['strength'], 'strength: will → may'],
    ['en', 'The minister is guilty of it.', 'The minister is not guilty of it.', ['strength']],
    ['en', 'The detained killer was moved.', 'The detained suspected killer was moved.', ['strength']],
    ['en', 'It was a legal strike by all accounts.', 'It was an illegal strike by all accounts.', ['strength']],
    ['en', 'They can stop it any day.', 'They can’t stop it any day.', ['strength']],
    ['en', 'They say that he is accused of killing two men.', 'They say that he killed two men.', ['strength']],
    ['de', 'Das Gericht wird ihn entlassen.', 'Das Gericht könnte ihn entlassen.', ['strength']],
    ['fr', 'Il est l’auteur du texte.', 'Il serait l’auteur du texte.', ['strength']],
    ['es', 'El autor fue detenido ayer.', 'El presunto autor fue detenido ayer.', ['strength']],
    ['ru', 'Суд будет рассматривать это дело.', 'Суд может рассматривать это дело.', ['strength']],
    ['uk', 'Він утік із міста вчора.', 'Він нібито втік із міста вчора.', ['strength']],
    // Quotations
    [
      'en',
      '“We have clearly shown our position here,” he said.',
      '“We have partly shown our position here,” he said.',
      ['quotation'],
    ],
    ['en', 'They reject the peace plan again.', 'They reject the “peace” plan again.', ['quotation']],
    ['en', "They reject the 'peace' plan again.", 'They reject the peace plan again.', ['quotation']],
    [
      'en',
      'He called it a long and rather needless walk home.',
      'He called it “a long and rather needless walk home.”',
      ['quotation'],
    ],
    ['de', 'Er nannte es einen „guten Tag“ gestern.', 'Er nannte es einen „schlechten Tag“ gestern.', ['quotation']],
    ['ru', 'Он назвал это «ошибкой» вчера.', 'Он назвал это «провалом» вчера.', ['quotation']],
    // Slips and style
    ['en', 'The governement answered at once.', 'The government answered at once.', ['typo']],
    ['en', 'They went to the the market early.', 'They went to the market early.', ['typo']],
    ['en', 'In the end, it rained a lot.', 'In the end it rained a lot.', ['style']],
    ['en', 'An e-mail came in later on.', 'An email came in later on.', ['style']],
    ['en', 'The bomb killed seven people then.', 'The bomb killed 7 people then.', ['style']],
    ['en', 'It costs €5m in all there.', 'It costs €5 million in all there.', ['wording']],
    ['en', 'Then the U.S. spoke to them.', 'Then the US spoke to them.', ['style']],
    ['en', 'It cost 10 000 in all.', 'It cost 10,000 in all.', ['style']],
    // Other wording
    ['en', 'The plan was quickly dropped by them.', 'The plan was soon abandoned by them.', ['wording']],
    ['en', 'However, it rained in the end.', 'Still, it rained in the end.', ['wording']],
    // Text that came and went
    ['en', 'It rained in the end.', 'It rained in the end. Nobody knew how long that would go on.', ['addition']],
    ['en', 'It rained in the end. Everyone knew how long that would go on.', 'It rained in the end.', ['deletion']],
  ];
  it.each(table)('%s: %s → %s', (language, before, after, kinds, reason) => {
    const change = edit(before, after, language);
    expect(change.kinds).toEqual(kinds);
    if (reason !== undefined) expect(change.reasons).toContain(reason);
    const back = compare(
      withBody([paragraph(opening), paragraph(after)], language),
      withBody([paragraph(opening), paragraph(before)], language),
    );
    const mirrored = kinds.map((kind) => ({ addition: 'deletion', deletion: 'addition' })[kind as string] ?? kind);
    expect(back.kinds).toEqual(mirrored);
  });
});

describe('edits that matter and edits that do not', () => {
  it.each([
    ['They published a report blaming Ukraine for it.', 'They published a report blaming Russia for it.'],
    ['He got 7 months in a colony.', 'He got 18 months in a colony.'],
    ['The trial opens on March 3 in Minsk.', 'The trial opens on March 9 in Minsk.'],
    ['It was late, the governor said.', 'It was late, the governor claimed.'],
    ['The court will release him soon.', 'The court may release him soon.'],
  ])('%s → %s is important and silent', (before, after) => {
    const change = edit(before, after);
    expect(change.importance).toBeGreaterThanOrEqual(0.5);
    expect(change).toMatchObject({ silent: true, noise: false });
  });

  it('finds one number in five hundred words that stayed', () => {
    const text = (people: number) =>
      `${'It went on and on in the same way as ever. '.repeat(25)}There were ${people} people. ${'And so on it went for a very long time after. '.repeat(25)}`.trim();
    const change = edit(text(12), text(21));
    expect(change).toMatchObject({ kinds: ['figure'], reasons: ['figure: 12 → 21'] });
    expect(change.blocks[0]?.words.filter((word) => word.op !== 'same')).toEqual([
      { op: 'removed', text: '12' },
      { op: 'added', text: '21' },
    ]);
  });

  it.each([
    ['“Yes,” he said – and left…', '"Yes," he said - and left...'],
    ['It’s his', "It's his"],
    ['He said «yes» to it', 'He said “yes” to it'],
    ['A cafe\u0301 there', 'A café there'],
    ['Ten\u00a0men  left', 'Ten men left'],
    ['A word—another word', 'A word — another word'],
    ['Moscow–Kyiv talks', 'Moscow-Kyiv talks'],
  ])('%s → %s is noise', (before, after) => {
    expect(edit(before, after)).toMatchObject({ noise: true, silent: false, importance: 0, kinds: ['style'] });
  });

  it('weighs a typo far below a fact', () => {
    expect(edit('The governement answered at once.', 'The government answered at once.').importance).toBeLessThan(0.1);
  });

  it('does not call an edit silent when the page owns up to it', () => {
    const from = withBody([paragraph(opening), paragraph('He got 7 months.')]);
    const to = withBody([paragraph(opening), paragraph('He got 18 months.')]);
    expect(compare(from, to).silent).toBe(true);
    expect(compare(from, { ...to, modifiedAt: '2026-01-01T10:00:00Z' }).silent).toBe(false);
    expect(
      compare(from, { ...to, notes: [{ kind: 'correction', text: 'An earlier version was wrong.' }] }).silent,
    ).toBe(false);
    expect(compare(from, { ...to, kicker: 'Updated' }).silent).toBe(false);
    expect(compare(from, { ...to, body: [...to.body, paragraph('Update: the number was corrected.')] }).silent).toBe(
      false,
    );
    expect(compare({ ...from, modifiedAt: '2026-01-01' }, { ...to, modifiedAt: '2026-01-01' }).silent).toBe(true);
  });
});

describe('kinds of an edit of blocks', () => {
  const texts = [
    'One of the paragraphs that tell the story here.',
    'Another of them, somewhat longer than the first one was.',
    'The third of them says something else again.',
    'And the last comes to an end with a conclusion.',
  ];
  const image = (url: string, caption: string): Block => ({ type: 'image', url, alt: null, caption, credit: 'A / AP' });
  const embed = (url: string): Block => ({
    type: 'embed',
    provider: 'twitter',
    url,
    author: 'A',
    handle: '@a',
    date: null,
    text: 'A post.',
  });

  it('gives one move for a paragraph that went from last to first', () => {
    const blocks = texts.map((text) => paragraph(text));
    const change = compare(withBody(blocks), withBody([...blocks.slice(3), ...blocks.slice(0, 3)]));
    expect(change.blocks).toEqual([expect.objectContaining({ op: 'moved', from: 3, to: 0, words: [] })]);
    expect(change.kinds).toEqual(['moved-block']);
  });

  it('still sees the move when the others were edited', () => {
    const blocks = texts.map((text) => paragraph(text));
    const edited = texts.slice(0, 3).map((text) => paragraph(`${text} Yes.`));
    const change = compare(withBody(blocks), withBody([...blocks.slice(3), ...edited]));
    expect(change.blocks.map(({ op }) => op)).toEqual(['moved', 'edited', 'edited', 'edited']);
  });

  it('sees a moved paragraph that was edited on its way', () => {
    const blocks = texts.map((text) => paragraph(text));
    const moved = paragraph('And the last comes to an end with a long conclusion.');
    const change = compare(
      withBody(blocks),
      withBody([blocks[0], moved, blocks[1], blocks[2]].filter((block) => block !== undefined)),
    );
    expect(change.blocks).toEqual([expect.objectContaining({ op: 'moved', from: 3, to: 1 })]);
    expect(change.blocks[0]?.words).toContainEqual({ op: 'added', text: ' long' });
  });

  it('takes a paragraph broken in two for style', () => {
    const from = withBody([paragraph(`${texts[0]} ${texts[1]}`), paragraph('And so on.')]);
    const to = withBody([paragraph(texts[0] ?? ''), paragraph(texts[1] ?? ''), paragraph('And so on.')]);
    expect(compare(from, to)).toMatchObject({ kinds: ['style'], silent: false });
  });

  it('takes a sentence that changed its paragraph for a move', () => {
    const from = withBody([
      paragraph(opening),
      paragraph(`${texts[0]} It rained all that day long.`),
      paragraph(texts[1] ?? ''),
    ]);
    const to = withBody([
      paragraph(opening),
      paragraph(texts[0] ?? ''),
      paragraph(`${texts[1]} It rained all that day long.`),
    ]);
    expect(compare(from, to).kinds).toEqual(['moved-block']);
  });

  it.each<[string, Block[], Block[], ChangeKind[]]>([
    ['a paragraph came', [paragraph(opening)], [paragraph(opening), paragraph(texts[0] ?? '')], ['addition']],
    ['a paragraph went', [paragraph(opening), paragraph(texts[0] ?? '')], [paragraph(opening)], ['deletion']],
    [
      'the first paragraph',
      [paragraph('He left the city then.')],
      [paragraph('He left the village then.')],
      ['lead', 'wording'],
    ],
    [
      'a slip in the first paragraph',
      [paragraph('He left the citty then.')],
      [paragraph('He left the city then.')],
      ['typo'],
    ],
    [
      'a link',
      [paragraph('See this report.', ['report', 'https://a.example/1'])],
      [paragraph('See this report.', ['report', 'https://b.example/2'])],
      ['link'],
    ],
    [
      'a caption',
      [image('https://a.example/1.jpg', 'Sergei Lavrov at the talks')],
      [image('https://a.example/1.jpg', 'Sergei Shoigu at the talks')],
      ['name', 'caption'],
    ],
    [
      'a picture',
      [image('https://a.example/1.jpg', 'At the talks')],
      [image('https://a.example/2.jpg', 'At the talks')],
      ['image'],
    ],
    ['an embed came', [paragraph(opening)], [paragraph(opening), embed('https://x.example/1')], ['embed']],
    ['an embed for another', [embed('https://x.example/1')], [embed('https://x.example/2')], ['embed']],
    ['a live entry', [], [{ type: 'live-entry', id: '1', time: '10:00', blocks: [paragraph('New.')] }], ['live-entry']],
    [
      'a correction in the text',
      [paragraph(opening)],
      [paragraph(opening), paragraph('Correction: An earlier version misspelled a name.')],
      ['correction-note'],
    ],
    [
      'a heading of a paragraph',
      [paragraph(opening), paragraph('The talks')],
      [paragraph(opening), { type: 'heading', level: 2, text: 'The talks', spans: [] }],
      ['style'],
    ],
  ])('%s', (_, before, after, kinds) => {
    expect(compare(withBody(before), withBody(after)).kinds).toEqual(kinds);
  });

  it('passes over what an image server and a mailing tool put into addresses', () => {
    const from = withBody([
      image('https://a.example/i/1360/p.jpg?w=1', 'At the talks'),
      paragraph('See this.', ['this', 'https://a.example/1']),
    ]);
    const to = withBody([
      image('https://a.example/i/640/p.jpg?w=2', 'At the talks'),
      paragraph('See this.', ['this', 'https://a.example/1/?utm_source=x']),
    ]);
    expect(compare(from, to)).toMatchObject({ noise: true, importance: 0, kinds: ['image', 'link'] });
  });

  it('says that a text was rewritten when hardly anything of it stands', () => {
    const words = (letter: string) => Array.from({ length: 60 }, (_, at) => letter.repeat(3 + (at % 5)) + at).join(' ');
    const change = compare(
      withBody([paragraph(words('a')), paragraph(words('b'))]),
      withBody([paragraph(words('c')), paragraph(words('d'))]),
    );
    expect(change).toMatchObject({ kinds: ['rewritten'], silent: true });
    expect(change.importance).toBeGreaterThan(0.8);
  });

  it('does not call a text rewritten that only grew', () => {
    const long = Array.from({ length: 30 }, (_, at) => paragraph(`Paragraph ${at} that was not there before at all.`));
    const change = compare(
      withBody(texts.map((text) => paragraph(text))),
      withBody([...texts.map((text) => paragraph(text)), ...long]),
    );
    expect(change.kinds).toEqual(['addition']);
  });
});

describe('kinds of an edit of fields', () => {
  const base: Article = {
    ...makeRecord('Leader rejects peace plan again'),
    byline: { text: 'By Anna Petrova', authors: [{ name: 'Anna Petrova', url: null }] },
    publishedAt: '2026-01-01T10:00:00+03:00',
    tags: ['war', 'peace'],
    leadImage: { url: 'https://a.example/1360/p.jpg', alt: null, caption: 'Sergei Lavrov in Moscow', credit: 'AP' },
    isAccessibleForFree: true,
    notes: [{ kind: 'update', text: 'Updated with a comment.' }],
  };
  const lead = (part: Partial<NonNullable<Article['leadImage']>>) => ({
    leadImage: {
      url: 'https://a.example/1360/p.jpg',
      alt: null,
      caption: 'Sergei Lavrov in Moscow',
      credit: 'AP',
      ...part,
    },
  });

  it.each<[string, Partial<Article>, ChangeKind[]]>([
    ['a word of the headline', { headline: 'Leader revises peace plan again' }, ['headline']],
    ['a step in it', { headline: 'Leader accepts peace plan again' }, ['headline', 'strength']],
    ['marks put around one word of it', { headline: 'Leader rejects ‘peace’ plan again' }, ['headline', 'quotation']],
    ['a slip in it', { headline: 'Leader rejects paece plan again' }, ['headline', 'typo']],
    ['no headline', { headline: null }, ['headline']],
    ['a dek', { dek: 'The leader spoke.' }, ['dek']],
    ['a kicker', { kicker: 'Analysis' }, ['kicker']],
    ['the byline', { byline: { text: 'By Ivan Petrov', authors: [{ name: 'Ivan Petrov', url: null }] } }, ['byline']],
    ['the date', { publishedAt: '2026-01-02T10:00:00+03:00' }, ['dates']],
    ['a tag', { tags: ['war', 'talks'] }, ['tags']],
    ['the section', { section: 'news' }, ['section']],
    ['the picture', lead({ url: 'https://a.example/1360/q.jpg' }), ['image']],
    ['its caption', lead({ caption: 'Sergei Shoigu in Moscow' }), ['name', 'caption']],
    ['its credit', lead({ credit: 'Reuters' }), ['credit']],
    ['access', { isAccessibleForFree: false }, ['access']],
    [
      'a correction',
      { notes: [...base.notes, { kind: 'correction', text: 'A name was wrong.' }] },
      ['correction-note'],
    ],
    [
      'a retraction',
      { notes: [...base.notes, { kind: 'editor', text: 'This article has been retracted.' }] },
      ['retraction'],
    ],
    ['a note taken away', { notes: [] }, ['update-note']],
  ])('%s', (_, part, kinds) => {
    expect(compare(base, { ...base, ...part })).toMatchObject({ kinds, noise: false });
  });

  it.each<[string, Partial<Article>]>([
    ['tags in another order', { tags: ['peace', 'war'] }],
    ['the same instant in another zone', { publishedAt: '2026-01-01T07:00:00Z' }],
    ['another size of the picture', lead({ url: 'https://a.example/640/p.jpg?v=3' })],
    ['free as ever', { isAccessibleForFree: null }],
    [
      'another dash in the byline',
      { byline: { text: 'By Anna Petrova', authors: [{ name: 'Anna Petrova', url: 'https://a.example' }] } },
    ],
  ])('%s is noise', (_, part) => {
    expect(compare(base, { ...base, ...part })).toMatchObject({ noise: true, importance: 0, silent: false });
  });

  it('refuses records of different extractors', () => {
    expect(() => compareVersions(base, { ...base, extractor: 2 })).toThrow(ExtractorMismatch);
    expect(() => compareVersions(base, { ...base, extractor: 2 })).toThrow(/extractor 1 and extractor 2/);
  });
});
