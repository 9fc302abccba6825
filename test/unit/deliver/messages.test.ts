import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { buildBlueskyPost } from '../../../src/deliver/channels/build-bluesky.ts';
import { buildDiscord } from '../../../src/deliver/channels/build-discord.ts';
import { buildMail } from '../../../src/deliver/channels/build-mail.ts';
import { buildMastodon } from '../../../src/deliver/channels/build-mastodon.ts';
import { buildMattermost } from '../../../src/deliver/channels/build-mattermost.ts';
import { buildNtfy } from '../../../src/deliver/channels/build-ntfy.ts';
import { buildSlack } from '../../../src/deliver/channels/build-slack.ts';
import { buildTelegram } from '../../../src/deliver/channels/build-telegram.ts';
import { templatesOf } from '../../../src/deliver/compose/usual-templates.ts';
import type { DeliveryRequest } from '../../../src/deliver/delivery-request.ts';
import type { Alert } from '../../../src/model/alert.ts';
import type { Target } from '../../../src/model/channel.ts';
import { makeAlert } from '../../helpers/channels.ts';

const HOOK = new URL('https://hooks.example/secret');
const MAIL = { kind: 'email', server: 'smtp://m.example', user: null, password: null, isPlain: false } as const;
const TARGETS = {
  slack: { kind: 'slack', address: HOOK.href },
  discord: { kind: 'discord', address: HOOK.href },
  mattermost: { kind: 'mattermost', address: HOOK.href },
  telegram: { kind: 'telegram', server: 'https://api.telegram.example', token: '1:T', chat: '-100' },
  mastodon: { kind: 'mastodon', server: 'https://social.example', token: 'tok', visibility: 'unlisted' },
  bluesky: { kind: 'bluesky', server: 'https://bsky.example', handle: 'desk.example', password: 'pw' },
  ntfy: { kind: 'ntfy', server: 'https://ntfy.example', topic: 'desk', token: 'tok' },
  email: { ...MAIL, from: 'stet@paper.example', to: ['desk@paper.example'] },
} satisfies Record<string, Target>;
const SESSION = { did: 'did:plc:abc', accessJwt: 'jwt' };

type Kind = keyof typeof TARGETS;
type Templates = { title?: string; body?: string };

/** What is sent of these changes: its address, and its body, read. */
function build(kind: Kind, alerts: Alert[], own: Templates = {}) {
  const message = { id: 'd1', alerts, home: 'https://stet.example/' };
  const templates = templatesOf({
    target: TARGETS[kind],
    templates: { title: own.title ?? null, body: own.body ?? null },
  });
  const requests: Record<Exclude<Kind, 'email'>, () => DeliveryRequest> = {
    slack: () => buildSlack(message, HOOK, templates),
    discord: () => buildDiscord(message, HOOK, templates),
    mattermost: () => buildMattermost(message, HOOK, templates),
    telegram: () => buildTelegram(message, TARGETS.telegram, templates),
    mastodon: () => buildMastodon(message, TARGETS.mastodon, templates),
    bluesky: () => buildBlueskyPost(message, TARGETS.bluesky.server, SESSION, templates),
    ntfy: () => buildNtfy(message, TARGETS.ntfy, templates),
  };
  if (kind === 'email') return { url: '', headers: {}, body: buildMail(message, TARGETS.email, templates) };
  const { url, headers, body } = requests[kind]();
  return { url: url.href, headers, body: JSON.parse(body) };
}

/** The text that people read, of whatever is sent. */
function textOf(kind: Kind, alerts: Alert[], own: Templates = {}): string {
  const { body } = build(kind, alerts, own);
  switch (kind) {
    case 'slack':
      return body.blocks[0].text.text;
    case 'discord':
      return `${body.embeds[0].title}\n${body.embeds[0].description}`;
    case 'mastodon':
      return body.status;
    case 'bluesky':
      return body.record.text;
    case 'ntfy':
      return `${body.title}\n${body.message}`;
    default:
      return body.text;
  }
}

const KINDS = Object.keys(TARGETS) as Kind[];
/** What calls somebody, where a text can; for the others the fields of the message rule it out. */
const MENTIONS: Partial<Record<Kind, RegExp>> = {
  slack: /<[!@#]/,
  discord: /(?<!\\)[@<]/,
  mattermost: /@(?!\u200b)/,
  telegram: /@(?!\u200b)|<(?!\/?b>)/,
  mastodon: /[@#](?!\u200b)/,
};
const LIMITS: Record<Kind, number> = {
  slack: 3_000,
  discord: 4_352,
  mattermost: 4_000,
  telegram: 4_096,
  mastodon: 600,
  bluesky: 300,
  ntfy: 4_300,
  email: 20_000,
};

describe.each(KINDS)('a message to %s', (kind) => {
  it('says what changed, where, and where more is to be seen', () => {
    const text = textOf(kind, [makeAlert()]);
    for (const part of ['The Gazette', 'Mayor denies the plan', 'figure', '12 people', '21 people', 'stet.example']) {
      expect(text).toContain(part);
    }
  });

  it('says what its template says, and leaves out lines with nothing in them', () => {
    const text = textOf(kind, [makeAlert({ before: '' })], {
      body: 'was {before}\nnow {after}\nimportance {importance}',
    });
    expect(text).not.toContain('was');
    expect(text).toMatch(/now killed 21 people\nimportance 0\\?\.75/);
  });

  it('fits, however long the texts are, and cuts them between words', () => {
    const long = 'word '.repeat(3_000);
    const text = textOf(kind, [makeAlert({ headline: long, before: long, after: long, reasons: [long] })]);
    expect(text.length).toBeLessThanOrEqual(LIMITS[kind]);
    expect(text).toMatch(/word…/);
    expect(text).not.toMatch(/wor…/);
  });

  it('tells several changes in one, the most important first where not all fit', () => {
    const alerts = Array.from({ length: 150 }, (_, at) =>
      makeAlert({ headline: `Story ${at} of many that are told`, importance: at / 150 }),
    );
    const text = textOf(kind, alerts);
    expect(text.length).toBeLessThanOrEqual(kind === 'email' ? 200_000 : LIMITS[kind]);
    expect(JSON.stringify(build(kind, alerts).body)).toContain('150 changes');
    if (kind === 'email') return expect(text).toContain('Story 0 of many');
    expect(text).toContain('Story 149 of many');
    expect(text).toMatch(/\d+ more: /);
  });

  it('is not moved by what a newspaper wrote', () => {
    const evil =
      '<!channel> <@U1> @everyone @desk@social.example </b><script>alert(1)</script> [x](https://evil.example) \r\nBcc: a@b.example\u202etxt\u0007 #tag';
    const alert = makeAlert({ headline: evil, before: evil, after: evil, source: evil, reasons: [evil] });
    const sent = JSON.stringify(build(kind, [alert]).body);
    const text = textOf(kind, [alert]);
    expect(sent).not.toMatch(/\u202e|\\u202e|\\u0007|\\r/i);
    expect(text.split('\n').some((line) => /^\s*Bcc:/.test(line))).toBe(false);
    const mentions = MENTIONS[kind];
    if (mentions !== undefined) expect(text).not.toMatch(mentions);
  });
});

describe('what each service needs to know', () => {
  const hostile = makeAlert({
    headline: '<!channel> & <b>',
    url: 'javascript:alert(1)',
    link: 'https://s.example/a|b?c=<d>',
  });

  it('Slack: entities, no links or mentions of its own making', () => {
    const { url, body } = build('slack', [hostile]);
    expect(url).toBe(HOOK.href);
    expect(body).toMatchObject({ unfurl_links: false, blocks: [{ text: { type: 'mrkdwn', verbatim: true } }] });
    expect(body.text).toBe('The Gazette: &lt;!channel&gt; &amp; &lt;b&gt;');
    expect(body.blocks[0].text.text).toContain('<https://s.example/a%7Cb?c=%3Cd%3E>');
    expect(body.blocks[0].text.text).not.toContain('javascript');
  });

  it('Discord: nobody is called', () => {
    const { body } = build('discord', [makeAlert({ before: '**@everyone**' })]);
    expect(body.allowed_mentions).toEqual({ parse: [] });
    expect(body.content).toBeUndefined();
    expect(body.embeds[0]).toMatchObject({ url: 'https://stet.example/changes/c1' });
    expect(body.embeds[0].description).toContain('\\*\\*\\@everyone\\*\\*');
  });

  it('Telegram: HTML, escaped, without a preview', () => {
    const { url, body } = build('telegram', [hostile]);
    expect(url).toBe('https://api.telegram.example/bot1:T/sendMessage');
    expect(body).toMatchObject({ chat_id: '-100', parse_mode: 'HTML', link_preview_options: { is_disabled: true } });
    expect(body.text).toContain('<b>The Gazette: &lt;!channel&gt; &amp; &lt;b&gt;</b>');
  });

  it('Mastodon: a key against repetitions, the language, who sees it', () => {
    const { url, headers, body } = build('mastodon', [makeAlert()]);
    expect(url).toBe('https://social.example/api/v1/statuses');
    expect(headers).toMatchObject({ authorization: 'Bearer tok', 'idempotency-key': 'd1' });
    expect(body).toMatchObject({ visibility: 'unlisted', language: 'en' });
  });

  it('Bluesky: links by the bytes that they stand in, and one place for every attempt', () => {
    const { url, headers, body } = build('bluesky', [makeAlert({ headline: 'Größe – 東京', before: '' })]);
    expect(url).toBe('https://bsky.example/xrpc/com.atproto.repo.putRecord');
    expect(headers).toMatchObject({ authorization: 'Bearer jwt' });
    expect(body).toMatchObject({ repo: 'did:plc:abc', collection: 'app.bsky.feed.post' });
    expect(body.rkey).toMatch(/^[2-7a-j][2-7a-z]{12}$/);
    expect(build('bluesky', [makeAlert({ headline: 'Größe – 東京', before: '' })]).body).toEqual(body);
    const bytes = Buffer.from(body.record.text);
    const shown = body.record.facets.map(
      ({ index, features }: { index: { byteStart: number; byteEnd: number }; features: { uri: string }[] }) => [
        bytes.subarray(index.byteStart, index.byteEnd).toString(),
        features[0]?.uri,
      ],
    );
    expect(shown).toEqual([
      ['gazette.example/mayor', 'https://gazette.example/mayor'],
      ['stet.example/changes/c1', 'https://stet.example/changes/c1'],
    ]);
  });

  it('ntfy: JSON at the root, and where a touch leads', () => {
    const { url, headers, body } = build('ntfy', [makeAlert()]);
    expect(url).toBe('https://ntfy.example/');
    expect(headers).toMatchObject({ authorization: 'Bearer tok' });
    expect(body).toMatchObject({
      topic: 'desk',
      title: 'The Gazette: Mayor denies the plan',
      click: 'https://stet.example/changes/c1',
    });
  });

  it('e-mail: one line for the subject, two parts, an id for every attempt', () => {
    const alert = makeAlert({
      headline: 'One\r\nBcc: x@y.example <img src=x onerror=alert(1)>',
      language: 'ar"><script>',
    });
    const mail = build('email', [alert], { title: '{headline}\n{source}' }).body;
    expect(mail.subject).toBe('One Bcc: x@y.example <img src=x onerror=alert(1)> The Gazette');
    expect(mail.messageId).toBe('<d1@paper.example>');
    const page = load(mail.html);
    expect(page('img, script')).toHaveLength(0);
    expect(
      page('a')
        .toArray()
        .map((a) => a.attribs.href),
    ).toEqual(['https://gazette.example/mayor', 'https://stet.example/changes/c1']);
    expect(mail.text).toContain('https://stet.example/changes/c1');
  });
});
