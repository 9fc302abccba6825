/** What could make a pattern try again and again, each repeated to 100,000 characters. */
export const FILLERS = [
  ' ',
  '\n',
  '\u00a0',
  '-',
  '— ',
  '1',
  '1:',
  '2024-01-',
  'a',
  'a-',
  'a,',
  'é ',
  'word ',
  ', ',
  '. ',
  'A. ',
  ': ',
  '| ',
  '/',
  '@',
  '%',
  '_',
  '=',
  '<',
  '(',
  '[',
  '{"',
  '&amp;',
  'by ',
  ' by ',
  'photo ',
  'read more ',
  'page ',
];

const STORY =
  '<p>The ferry did not leave on Tuesday morning, and the passengers who had come early went home again.</p>';
const around = (markup: string) => `<h1>Ferry</h1>${STORY}${markup}`;
const linked = (text: string) =>
  `<script type="application/ld+json">${JSON.stringify({
    '@type': 'NewsArticle',
    headline: text,
    author: text,
    datePublished: text,
    keywords: text,
    articleBody: text,
    description: text,
    image: text,
    articleSection: text,
    url: text,
  })}</script>`;

/** A page for each kind of text, name and attribute that extraction matches, with a text put into it. */
export const FIELDS: Record<string, (text: string) => string> = {
  title: (text) => `<title>${text}</title>${around('')}`,
  headline: (text) => `<h1>${text}</h1>${STORY}`,
  'class and id': (text) => `<h1>Ferry</h1><div class="${text}" id="${text}">${STORY}</div>`,
  style: (text) => `<div style="${text}">${around('')}</div>`,
  paragraph: (text) => around(`<p>${text}</p>`),
  link: (text) => around(`<p><a href="${text}">${text}</a></p>`),
  'byline, kicker and dek': (text) =>
    `<div class="kicker">${text}</div><h1>Ferry</h1><p class="dek">${text}</p><div class="byline">${text}</div>${STORY}`,
  meta: (text) =>
    ['author', 'description', 'og:title', 'og:image', 'keywords', 'article:published_time', 'og:url']
      .map((name) => `<meta name="${name}" content="${text}">`)
      .join('') + around(''),
  time: (text) => around(`<time datetime="${text}">${text}</time>`),
  figure: (text) =>
    around(`<figure><img src="${text}" srcset="${text}" alt="${text}"><figcaption>${text}</figcaption></figure>`),
  post: (text) =>
    around(`<blockquote class="twitter-tweet"><p>${text}</p>${text} <a href="https://twitter.com/${text}">${text}</a>`),
  frame: (text) => around(`<iframe src="https://player.vimeo.com/video/${text}"></iframe>`),
  'list, heading and box': (text) => around(`<ul><li>${text}</li></ul><h2>${text}</h2><aside>${text}</aside>`),
  note: (text) => around(`<p>Correction: ${text}</p>`),
  'JSON-LD': (text) => linked(text) + around(''),
  'JSON-LD that is none': (text) => `<script type="application/ld+json">${text}</script>${around('')}`,
  'links of the head': (text) => `<link rel="canonical" href="${text}"><link rel="${text}" href="/">${around('')}`,
  'roles and types': (text) => `<div itemprop="${text}" role="${text}" data-type="${text}">${around('')}</div>`,
  'a script': (text) => `<h1>Ferry</h1><script>x=${text}</script><script>window.x={"a":"${text}"}</script>`,
  'a body in a script': (text) =>
    `<h1>Ferry</h1><script type="application/json">${JSON.stringify({ title: 'Ferry', body: text })}</script>`,
};
