const STORY =
  '<p>The ferry did not leave on Tuesday morning, and the passengers who had come early went home again without a word of complaint.</p>';

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
  'class names of 1 MB': `<html><body><h1>Ferry</h1><div class="${'ad '.repeat(350_000)}">${STORY}</div>`,
  'an address of 1 MB': `<html><head><base href="https://x.example/${'y'.repeat(1_000_000)}"></head><body><h1>Ferry</h1>${STORY}<p><a href="/z">z</a></p>`,
  'no markup at all': 'ferry',
  nothing: '',
};
