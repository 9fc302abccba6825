import { describe, expect, it } from 'vitest';
import { parseSection } from '../../../src/discover/parse-section.ts';
import type { KnownAddresses } from '../../../src/discover/section/choose-article-links.ts';
import { shapeAddress } from '../../../src/discover/section/shape-address.ts';

const NOTHING: KnownAddresses = { articles: [], others: [] };

function choose(body: string, page: string, known: KnownAddresses = NOTHING): string[] {
  const reading = parseSection(
    `<!doctype html><html><body class="has-nav">${body}</body></html>`,
    new URL(page),
    null,
    known,
  );
  if (reading.kind !== 'items') throw new Error(reading.reason);
  return reading.items.map((item) => item.url.replace(/^https:\/\/[^/]+/, ''));
}

const link = (href: string, text: string) => `<a href="${href}">${text}</a>`;
const list = (name: string, links: string[]) =>
  `<ul class="${name}">${links.map((each) => `<li>${each}</li>`).join('')}</ul>`;

/** What surrounds the articles on nearly every page. */
const FURNITURE = `
  <header><a href="/"><img alt="Paper"></a>${list('main-nav', [
    link('/politics', 'Politics'),
    link('/world/europe', 'Europe'),
    link('/culture/film-and-television-reviews', 'Film'),
    link('/login?return=%2Fnews', 'Log in'),
  ])}</header>
  <footer>${list('footer-links', [
    link('/about/our-newsroom-and-its-standards', 'About us'),
    link('/terms-and-conditions-of-use', 'Terms and conditions'),
    link('/privacy', 'Privacy policy'),
    link('/newsletters/sign-up-for-the-morning-briefing', 'Sign up for the Morning Briefing'),
    link('https://social.example/paper/our-page-with-all-the-news', 'Follow our page with all the news'),
    link('mailto:desk@paper.example', 'Write to the desk'),
  ])}</footer>
  <div class="tags">${link('/tag/parliament', 'parliament')} ${link('/topics/budget-and-public-money', 'Budget')}</div>
  <p>${link('/author/anna-petrova', 'Anna Petrova')} ${link('/news?page=2', 'Older stories from this section')}</p>
  <a href="/images/2026/03/parliament-by-night-large.jpg">Parliament by night, in large</a>`;

const HEADLINES = [
  'Parliament passes the budget after a night of talks',
  'Storm closes schools along the northern coast',
  'Museum returns two bronzes to their city',
  'Court halts the sale of the old harbour',
];

describe('which links of a section page are articles', () => {
  const pages: [string, (headline: string, at: number) => string][] = [
    [
      'dates and slugs in headlines',
      (text, at) => `<article><h3>${link(`/2026/03/0${at + 1}/${slug(text)}`, text)}</h3></article>`,
    ],
    [
      'slugs with an id behind',
      (text, at) => `<div class="card">${link(`/news/${slug(text)}-a7633${at}`, text)}</div>`,
    ],
    ['numbers alone', (text, at) => `<li>${link(`/news/48211${at}`, text)}</li>`],
    ['numbers and an ending', (text, at) => `<li><h4>${link(`/a/${1980 + at}34.html`, text)}</h4></li>`],
    ['slugs without a date', (text) => `<div class="teaser"><h2>${link(`/${slug(text)}/`, text)}</h2></div>`],
    [
      'slugs in a section, the headline within the anchor',
      (text) =>
        `<a class="tile" href="/politics/${slug(text)}"><img alt=""><h3>${text}</h3><p>More words about it that are no headline at all.</p></a>`,
    ],
    [
      'short ids of letters and digits',
      (text, at) => `<div>${link(`/articles/c3r9xk${at}0vwzo`, `<h2>${text}</h2>`)}</div>`,
    ],
    ['an id in the query', (text, at) => `<div class="story-title">${link(`/story.php?id=91${at}`, text)}</div>`],
    ['names of months', (text, at) => `<h3>${link(`/world/2026/mar/0${at + 1}/${slug(text)}`, text)}</h3>`],
  ];

  it.each(pages)('%s', (_, teaser) => {
    const teasers = HEADLINES.map(teaser);
    const page = 'https://paper.example/news';
    const wanted = teasers.map((each) => /href="([^"]+)"/.exec(each)?.[1]);
    expect(choose(`${FURNITURE}<main>${teasers.join('')}</main>${FURNITURE}`, page)).toEqual(wanted);
  });

  const written: [string, string[], (at: number, headline: string) => string][] = [
    [
      'Russian',
      [
        'Правительство утвердило новый бюджет страны',
        'В городе открыли мост через реку',
        'Учёные нашли древнюю рукопись в архиве',
      ],
      (_, text) => `/новости/${slug(text)}`,
    ],
    [
      'Arabic',
      [
        'الحكومة تعلن عن ميزانية جديدة للعام القادم',
        'افتتاح جسر جديد فوق النهر في المدينة',
        'باحثون يعثرون على مخطوطة قديمة في الأرشيف',
      ],
      (_, text) => `/${slug(text)}`,
    ],
    [
      'Chinese',
      ['政府公布新的年度预算案引发广泛讨论', '市中心新桥正式通车缓解交通压力', '研究人员在档案馆发现古代手稿'],
      (at) => `/news/2026-03-0${at + 1}/doc-inaxyz8812${at}.shtml`,
    ],
    [
      'Japanese',
      ['政府が新年度の予算案を発表した', '川に新しい橋が開通し渋滞が緩和', '研究者が古文書館で写本を発見'],
      (at) => `/articles/ASV3${at}4K7QV3${at}UTFK00${at}M.html`,
    ],
    [
      'Hindi',
      ['सरकार ने नए बजट की घोषणा की है', 'शहर में नदी पर नया पुल खुला', 'शोधकर्ताओं को मिली पुरानी पांडुलिपि'],
      (at) => `/india/story-${7712340 + at}`,
    ],
    [
      'Greek',
      [
        'Η κυβέρνηση ανακοίνωσε τον νέο προϋπολογισμό',
        'Άνοιξε νέα γέφυρα πάνω από το ποτάμι',
        'Ερευνητές βρήκαν αρχαίο χειρόγραφο σε αρχείο',
      ],
      (at) => `/politiki/${562000100 + at}`,
    ],
  ];

  it.each(written)('of a paper in %s', (_, headlines, addressOf) => {
    const addresses = headlines.map((text, at) => addressOf(at, text));
    const teasers = headlines.map((text, at) => `<li><h3>${link(addresses[at] ?? '', text)}</h3></li>`);
    const chosen = choose(`${FURNITURE}<ul>${teasers.join('')}</ul>`, 'https://paper.example/news');
    expect(chosen).toEqual(addresses.map((each) => new URL(each, 'https://paper.example').pathname));
  });

  it('takes nothing from a page that lists nothing', () => {
    expect(choose(FURNITURE, 'https://paper.example/news')).toEqual([]);
  });

  it('takes an article once, by its headline, wherever else it is linked', () => {
    const href = '/2026/03/01/parliament-passes-the-budget';
    const reading = parseSection(
      `<a href="${href}?utm_source=front"><img></a><h2>${link(href, HEADLINES[0] ?? '')}</h2>${link(`${href}#comments`, '12 comments')}`,
      new URL('https://paper.example/news'),
      null,
      NOTHING,
    );
    expect(reading.kind === 'items' && reading.items).toMatchObject([{ title: HEADLINES[0] }]);
  });

  it('keeps to the site, its subdomains included, and leaves the page itself out', () => {
    const path = '/2026/03/01/storm-closes-schools-along-the-coast';
    const links = [
      'https://sport.paper.example',
      'https://www.paper.example',
      'https://other.example',
      'https://notpaper.example',
    ];
    const body = links.map((origin) => `<h2>${link(`${origin}${path}`, HEADLINES[1] ?? '')}</h2>`).join('');
    const reading = parseSection(body, new URL('https://paper.example/news'), null, NOTHING);
    expect(reading.kind === 'items' && reading.items.map((item) => new URL(item.url).host)).toEqual([
      'sport.paper.example',
      'www.paper.example',
    ]);
    expect(choose(body, `https://www.paper.example${path}`)).toHaveLength(1);
  });

  describe('by what is known of the source', () => {
    const short = ['/world/harbour-sale', '/world/bronzes-return', '/sport/cup-final'];
    const body = short.map((href) => `<li>${link(href, 'Four words of headline')}</li>`).join('');
    const fromFeed = ['a-sale', 'bronzes-home', 'storm-warning', 'school-closed', 'budget-passed'].map(
      (name) => `https://paper.example/world/${name}`,
    );

    it('doubts short addresses, and takes them where those of the feed are built so', () => {
      expect(choose(body, 'https://paper.example/news')).toEqual([]);
      expect(choose(`<h3>${body}</h3>`, 'https://paper.example/news', { articles: fromFeed, others: [] })).toEqual(
        short,
      );
    });

    it('always takes an article that is known, and never a page that was none', () => {
      const articles = ['https://paper.example/world/harbour-sale'];
      const others = ['https://paper.example/2026/03/01/games-and-puzzles-of-this-week'];
      const more = `<h2>${link('/2026/03/01/games-and-puzzles-of-this-week', 'Games and puzzles of this week')}</h2>`;
      expect(choose(body + more, 'https://paper.example/news', { articles, others })).toEqual(['/world/harbour-sale']);
    });

    it('doubts what is built otherwise than all that is known', () => {
      const services = HEADLINES.map((text) => `<li>${link(`/services/${slug(text)}`, text)}</li>`).join('');
      const articles = [1, 2, 3, 4, 5].map((at) => `https://paper.example/a/48211${at}`);
      expect(choose(services, 'https://paper.example/news')).toHaveLength(4);
      const others = ['https://paper.example/services/what-we-offer-to-our-readers'];
      expect(choose(services, 'https://paper.example/news', { articles, others })).toEqual([]);
    });
  });

  it('comes to an end with a page of two thousand links', () => {
    const many = Array.from({ length: 2_000 }, (_, at) =>
      link(`/2026/03/01/story-number-${at}-of-the-day`, 'A story of this day'),
    );
    expect(choose(`<nav>${many.slice(0, 1000).join('')}</nav>${many.join('')}`, 'https://paper.example/')).toHaveLength(
      2_000,
    );
  });
});

describe('shapeAddress', () => {
  it.each([
    ['/2026/03/01/a-long-slug-here', '{date}/{slug}'],
    ['/news/2026-03-01/x', 'w/{date}/w'],
    ['/20260301/a-long-slug-here.html', '{date}/{slug}.x'],
    ['/news/a-long-slug-here-4821177', 'w/{slug}-{id}'],
    ['/news/4821177.html', 'w/{id}.x'],
    ['/world/3f2b8c1e-0d4a-4c55-9c1f-aa01bb02cc03', 'w/{id}'],
    ['/news', 'w'],
    ['/?p=12', '?p'],
    ['/%zz/a', 'w/w'],
  ])('%s is %s', (path, key) => {
    expect(shapeAddress(new URL(path, 'https://paper.example')).key).toBe(key);
  });
});

function slug(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
}
