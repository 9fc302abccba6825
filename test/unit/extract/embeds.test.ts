import { describe, expect, it } from 'vitest';
import { readEmbed } from '../../../src/extract/body/read-embed.ts';
import { parsePage } from '../../../src/extract/parse-page.ts';
import { elementsIn } from '../../../src/extract/tree.ts';
import type { EmbedBlock } from '../../../src/model/block.ts';

function embedsOf(html: string): EmbedBlock[] {
  const parsed = parsePage(html);
  if (parsed.kind === 'refused') throw new Error(parsed.reason);
  return [...elementsIn(parsed.document)]
    .map((element) => readEmbed(element, 'https://paper.example/'))
    .filter((embed) => embed !== null);
}

const NOTHING = { author: null, handle: null, date: null, text: null };

/** Frames of providers, and the address that a reader would open where it is another. */
const FRAMES: [provider: string, src: string, url?: string][] = [
  ['spotify', 'https://open.spotify.com/embed/episode/4x?t=0', 'https://open.spotify.com/episode/4x'],
  ['soundcloud', 'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b', 'https://soundcloud.com/a/b'],
  ['apple', 'https://embed.podcasts.apple.com/us/podcast/x/id1'],
  ['dailymotion', 'https://geo.dailymotion.com/player.html?video=x8a', 'https://www.dailymotion.com/video/x8a'],
  ['tiktok', 'https://www.tiktok.com/embed/v2/99', 'https://www.tiktok.com/video/99'],
  ['datawrapper', 'https://datawrapper.dwcdn.net/abc12/1/'],
  ['flourish', 'https://flo.uri.sh/visualisation/12/embed'],
  ['infogram', 'https://e.infogram.com/abc?src=embed'],
  ['scribd', 'https://www.scribd.com/embeds/12/content'],
  ['documentcloud', 'https://embed.documentcloud.org/documents/12-a/'],
  ['google-maps', 'https://www.google.com/maps/embed?pb=1'],
  ['twitch', 'https://player.twitch.tv/?video=1'],
  ['rumble', 'https://rumble.com/embed/v1/'],
  ['odysee', 'https://odysee.com/$/embed/a'],
  ['vk', 'https://vk.com/video_ext.php?oid=-1&id=2'],
  ['rutube', 'https://rutube.ru/play/embed/12'],
  ['threads', 'https://www.threads.net/@vera/post/Ab/embed'],
  ['reddit', 'https://embed.reddit.com/r/a/comments/b/c/'],
];

describe('readEmbed', () => {
  const cases: [title: string, html: string, expected: Partial<EmbedBlock>][] = [
    [
      'a tweet',
      '<blockquote class="twitter-tweet"><p>Tea is out <a href="https://t.co/a">@kiosk</a></p>&mdash; Vera (R.) (@vera) <a href="https://twitter.com/vera/status/12?ref_src=twsrc">Feb 1, 2022</a></blockquote>',
      {
        provider: 'twitter',
        url: 'https://twitter.com/vera/status/12',
        handle: '@vera',
        date: '2022-02-01',
        text: 'Tea is out @kiosk',
      },
    ],
    [
      'a tweet on x.com in Russian',
      '<blockquote class="twitter-tweet"><p>Чай кончился</p>— Вера (@vera) <a href="https://x.com/vera/status/12">1 февраля 2022 г.</a></blockquote>',
      { provider: 'twitter', author: 'Вера', handle: '@vera', date: '2022-02-01' },
    ],
    [
      'a tweet that is only a link',
      '<blockquote class="twitter-tweet"><a href="https://twitter.com/vera/status/12"></a></blockquote>',
      { provider: 'twitter', ...NOTHING, url: 'https://twitter.com/vera/status/12', handle: '@vera' },
    ],
    [
      'an Instagram stub',
      '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/AbC/?utm_source=ig_embed"><a href="https://www.instagram.com/p/AbC/">View this post on Instagram</a><p><a href="https://www.instagram.com/p/AbC/">A post shared by The Pier (@the.pier)</a></p></blockquote>',
      {
        provider: 'instagram',
        url: 'https://www.instagram.com/p/AbC/',
        author: 'The Pier',
        handle: '@the.pier',
        text: null,
        date: null,
      },
    ],
    [
      'a TikTok video',
      '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@dog/video/99" data-video-id="99"><section><a href="https://www.tiktok.com/@dog">@dog</a><p>good dog</p></section></blockquote>',
      { provider: 'tiktok', url: 'https://www.tiktok.com/@dog/video/99', handle: '@dog', text: 'good dog' },
    ],
    [
      'a video of the site’s own',
      '<video src="/v/a.mp4" title="The pier"></video>',
      { ...NOTHING, provider: 'video', url: 'https://paper.example/v/a.mp4', text: 'The pier' },
    ],
    [
      'a recording with its sources inside',
      '<audio controls><source type="audio/ogg"><source src="a.ogg"><source src="a.mp3"></audio>',
      { ...NOTHING, provider: 'audio', url: 'https://paper.example/a.ogg' },
    ],
    [
      'YouTube without cookies',
      '<iframe src="https://www.youtube-nocookie.com/embed/ID2?start=4"></iframe>',
      { ...NOTHING, provider: 'youtube', url: 'https://www.youtube.com/watch?v=ID2' },
    ],
    [
      'a YouTube channel on air',
      '<iframe src="https://www.youtube.com/embed/live_stream?channel=UC12"></iframe>',
      { ...NOTHING, provider: 'youtube', url: 'https://www.youtube.com/channel/UC12/live' },
    ],
    [
      'a Facebook post',
      '<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"></div>',
      { provider: 'facebook', url: 'https://www.facebook.com/a/posts/1' },
    ],
    [
      'a Facebook frame',
      '<iframe src="https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F2%2F&width=5"></iframe>',
      { provider: 'facebook', ...NOTHING, url: 'https://www.facebook.com/a/videos/2/' },
    ],
    [
      'a Telegram post',
      '<script async data-telegram-post="mo/4"></script>',
      { provider: 'telegram', ...NOTHING, url: 'https://t.me/mo/4', handle: '@mo' },
    ],
    [
      'a Telegram frame',
      '<iframe src="https://t.me/mo/4?embed=1"></iframe>',
      { provider: 'telegram', url: 'https://t.me/mo/4', handle: '@mo' },
    ],
    [
      'a YouTube frame',
      '<iframe src="//www.youtube-nocookie.com/embed/aaaaaaaaaaa?rel=0" title="A flood"></iframe>',
      { provider: 'youtube', url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa', text: 'A flood' },
    ],
    [
      'a YouTube frame that waits for consent',
      '<iframe data-src="https://www.youtube.com/embed/aaaaaaaaaaa" src="about:blank"></iframe>',
      { provider: 'youtube', url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa' },
    ],
    [
      'a custom element',
      '<lite-youtube videoid="aaaaaaaaaaa"></lite-youtube>',
      { provider: 'youtube', url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa' },
    ],
    [
      'an AMP tweet',
      '<amp-twitter data-tweetid="12"></amp-twitter>',
      { provider: 'twitter', url: 'https://twitter.com/i/status/12' },
    ],
    [
      'a Bluesky post',
      '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:x/app.bsky.feed.post/3k"><p>hm</p></blockquote>',
      { provider: 'bluesky', url: 'https://bsky.app/profile/did:plc:x/post/3k', text: 'hm' },
    ],
    [
      'a Vimeo player',
      '<iframe src="https://player.vimeo.com/video/123?h=1"></iframe>',
      { provider: 'vimeo', url: 'https://vimeo.com/123' },
    ],
    [
      'a post whose class is gone',
      '<blockquote><p>Tea is out</p>— Vera (@vera) <a href="https://x.com/vera/status/12">Feb 1, 2022</a></blockquote>',
      { provider: 'twitter', url: 'https://x.com/vera/status/12', handle: '@vera', text: 'Tea is out' },
    ],
    [
      'a box that waits for consent',
      '<div class="consent-box" data-embed-url="https://www.instagram.com/p/AbC/embed/"><p>We need your consent.</p></div>',
      { provider: 'instagram', ...NOTHING, url: 'https://www.instagram.com/p/AbC/' },
    ],
    [
      'a frame written out in an attribute',
      '<iframe srcdoc="&lt;a href=https://www.youtube.com/embed/aaaaaaaaaaa&gt;play&lt;/a&gt;"></iframe>',
      { provider: 'youtube', url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa' },
    ],
    [
      'an address that was never resolved',
      '<div class="wp-block-embed__wrapper">https://www.youtube.com/watch?v=aaaaaaaaaaa</div>',
      { provider: 'youtube', url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa' },
    ],
    [
      'a Mastodon frame',
      '<iframe src="https://town.example/@vera/109876543210/embed"></iframe>',
      { provider: 'mastodon', url: 'https://town.example/@vera/109876543210' },
    ],
    ...FRAMES.map(([provider, src, url]): [string, string, Partial<EmbedBlock>] => [
      `a frame of ${provider}`,
      `<iframe src="${src}"></iframe>`,
      { provider, url: url ?? src, author: null, date: null, text: null },
    ]),
  ];
  it.each(cases)('%s', (_, html, expected) => {
    const embeds = embedsOf(html);
    expect(embeds).toHaveLength(1);
    expect(embeds[0]).toMatchObject({ type: 'embed', ...expected });
  });

  it.each([
    ['an advert’s frame', '<iframe src="https://ads.example.net/frame"></iframe>'],
    ['a tag manager', '<iframe src="https://www.googletagmanager.com/ns.html?id=1"></iframe>'],
    ['a quotation', '<blockquote class="quote"><p>Well.</p></blockquote>'],
    ['a plain script', '<script src="https://platform.twitter.com/widgets.js"></script>'],
    ['a frame without address', '<iframe></iframe>'],
    ['a share button', '<div data-url="https://www.facebook.com/sharer/sharer.php?u=https://paper.example/"></div>'],
    ['a link to an account', '<div data-href="https://twitter.com/paper"></div>'],
  ])('%s is none', (_, html) => expect(embedsOf(html)).toEqual([]));

  it.each(['noscript', 'template'])('reads the frame in a %s', (name) => {
    const [embed] = embedsOf(`<${name}><iframe src="https://www.youtube.com/embed/aaaaaaaaaaa"></iframe></${name}>`);
    expect(embed).toMatchObject({ provider: 'youtube', url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa' });
  });

  it('sends a shortened link whose words are an address there directly, and keeps other links', () => {
    const [embed] = embedsOf(
      '<blockquote class="twitter-tweet"><p>see <a href="https://t.co/Ab">pic.twitter.com/Ab</a> <a href="https://t.co/Cd">bank.example/long…</a></p></blockquote>',
    );
    expect(embed?.spans?.map((span) => (span.kind === 'link' ? span.href : ''))).toEqual([
      'https://pic.twitter.com/Ab',
      'https://t.co/Cd',
    ]);
  });
});
