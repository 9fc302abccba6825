const STORY =
  '<p>The ferry did not leave on Tuesday morning, and the passengers who had come early went home again without a word of complaint.</p>';

const many = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('');
const around = (markup: string) => `<html><body><h1>Ferry</h1><article>${STORY}${markup}${STORY}</article>`;

/** Pages built to exhaust a reader, by name. */
export const HOSTILE_PAGES: Record<string, string> = {
  '100,000 divs in each other': '<div>'.repeat(100_000),
  '100,000 bold texts in each other': `<h1>x</h1>${'<b>'.repeat(100_000)}text`,
  '50,000 attributes': `<html><body><div ${Array.from({ length: 50_000 }, (_, at) => `a${at}="${at}"`).join(' ')}><h1>Ferry</h1>${STORY}</div>`,
  'one line of 7 MB': `<html><body><h1>Ferry</h1><p>${'ferry '.repeat(1_200_000)}</p>`,
  'one line of 10 MB': `<html><body><h1>Ferry</h1><p>${'ferry '.repeat(1_700_000)}</p>`,
  'one word of 10 MB': `<html><body><h1>Ferry</h1><p>${'a'.repeat(10_000_000)}</p>`,
  'null bytes': `<html>\0<body>\0<h1>Fer\0ry</h1>${STORY.replaceAll(' ', '\0 ')}${'\0'.repeat(100_000)}`,
  '10,000 JSON-LD scripts': `<html><head>${'<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>'.repeat(10_000)}</head><body><h1>Ferry</h1>${STORY}`,
  'JSON nested 100,000 deep': `<html><head><script type="application/ld+json">${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}</script><script type="application/ld+json">${'['.repeat(100_000)}</script></head><body><h1>Ferry</h1>${STORY}`,
  '90,000 paragraphs': `<html><body><h1>Ferry</h1>${'<p>The ferry did not leave, nor did it come.'.repeat(90_000)}`,
  '200,000 paragraphs': `<html><body><h1>Ferry</h1>${'<p>The ferry did not leave, nor did it come.'.repeat(200_000)}`,
  '20,000 links': `<html><body><h1>Ferry</h1>${'<div class="related"><h3><a href="/x">Ferry was late</a></h3></div>'.repeat(20_000)}${STORY}`,
  '400,000 elements': '<i></i>'.repeat(400_000),
  'lists in lists': `<html><body><h1>Ferry</h1>${'<ul><li>ferry '.repeat(450)}${STORY}`,
  'figures in figures': `<html><body><h1>Ferry</h1>${'<figure class="caption"><img src="/a.jpg">'.repeat(900)}${STORY}`,
  'tables in tables': `<html><body><h1>Ferry</h1>${'<table><tr><td>ferry '.repeat(300)}${STORY}`,
  'times in times': `<html><body><h1>Ferry</h1>${'<div class="live-post"><time>10:00</time>'.repeat(400)}${STORY}`,
  '20,000 figures': around(
    many(20_000, (at) => `<figure><img src="/a${at}.jpg"><figcaption>Boat ${at}</figcaption></figure>`),
  ),
  '20,000 pictures in a paragraph': around(`<p>${many(20_000, (at) => `<img src="/a${at}.jpg">`)}</p>`),
  '20,000 figures in a figure': around(
    `<figure>${many(20_000, (at) => `<figure><img src="/boat-number-${at}.jpg"><figcaption>Boat ${at}</figcaption></figure>`)}</figure>`,
  ),
  '20,000 credits in a figure': around(
    `<figure><img src="/a.jpg">${many(20_000, (at) => `<span class="credit">A ${at}</span>`)}</figure>`,
  ),
  '20,000 figures and a film in a figure': around(
    `<figure>${many(20_000, (at) => `<figure><img src="/a${at}.jpg"></figure>`)}<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></figure>`,
  ),
  '20,000 short lines after a text': `<html><body><h1>Ferry</h1><article>${STORY.repeat(4)}${many(20_000, (at) => `<p>boat ${at} stays</p>`)}`,
  '20,000 labelled links': around(
    many(20_000, (at) => `<p>Read also:</p><p><a href="/b${at}">A boat stays in port</a></p>`),
  ),
  '20,000 sections of a paragraph': around(many(20_000, () => `<section>${STORY}</section>`)),
  '20,000 headlines': many(20_000, (at) => `<div><h1>Ferry ${at}</h1>${STORY}</div>`),
  '20,000 bylines': around(many(20_000, (at) => `<div class="byline">By Anna Smith ${at}</div>`)),
  '20,000 articles': many(20_000, (at) => `<article><h2>Ferry ${at}</h2>${STORY}</article>`),
  '18,000 articles, 900 deep': many(20, () => many(900, () => `<article>${STORY}`) + '</article>'.repeat(900)),
  '19,600 spans, 980 deep': around(many(20, () => `<p>${'<span>'.repeat(980)}ferry${'</span>'.repeat(980)}</p>`)),
  '20,000 teasers': many(
    20_000,
    (at) => `<div><h3><a href="/b${at}">Boat ${at}</a></h3><p>Boat ${at} stays in port.</p></div>`,
  ),
  '18,000 dialogues, 900 deep': many(
    20,
    () => many(900, () => '<div class="cookie-banner"><p>ferry</p>') + '</div>'.repeat(900),
  ),
  'a list of 50,000': around(`<ul>${many(50_000, (at) => `<li>Boat number ${at} stays in port`)}</ul>`),
  '45,000 texts between line breaks': `<h1>Ferry</h1><div>${many(45_000, (at) => `boat ${at} stays<br><br>`)}</div>`,
  'a paragraph of 50,000 links': around(`<p>${many(50_000, (at) => `<a href="/b${at}">boat ${at}</a> and `)}</p>`),
  'a table of 95,000 cells': around(`<table>${many(950, () => `<tr>${many(100, (at) => `<td>${at}`)}`)}</table>`),
  'class names of 1 MB': `<html><body><h1>Ferry</h1><div class="${'ad '.repeat(350_000)}">${STORY}</div>`,
  'an address of 1 MB': `<html><head><base href="https://x.example/${'y'.repeat(1_000_000)}"></head><body><h1>Ferry</h1>${STORY}<p><a href="/z">z</a></p>`,
  'no markup at all': 'ferry',
  nothing: '',
};
