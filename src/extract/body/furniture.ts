import type { Element } from 'domhandler';
import { hintsOf, type NameTest, nameTest } from '../names.ts';
import { attributeOf } from '../tree.ts';

/** Parts of a page that never hold its article. */
const OUTSIDE = new Set('nav footer form dialog menu'.split(' '));
const OUTSIDE_ROLES =
  /^(?:navigation|banner|contentinfo|complementary|search|dialog|alertdialog|menu|menubar|toolbar)$/;

/** Words of class and id that name what stands around an article. */
const SURELY = word(
  'ad ads adbox adslot adunit adwrapper advert\\w* adsense dfp gpt leaderboard billboard taboola outbrain revcontent mgid sponsor(?:ed|s)? ' +
    'newsletters? subscribe\\w* subscription\\w* paywall regwall donat\\w* contribute contribution appeal membership ' +
    'share sharing sharebar sharebuttons social socials comments? commentlist disqus coral respond ' +
    'cookie\\w* consent gdpr cmp breadcrumbs? pagination pager sidebar toolbar nav navigation navbar skiplinks? ' +
    'signup login abo abonn\\w* piano onetrust addtoany sharethis',
);
/** Boxes that lead to other articles: one of them may be a block of this one (`readRelated`). */
const LEADS_AWAY = word('related\\w* recirc\\w* recommend\\w* mostread mostpopular trending relatedposts');
const PROBABLY = word(
  'promo\\w* popular teasers? tags? taglist topics keywords byline\\w* authors? bio dateline timestamp ' +
    'copyright disclaimer widgets? rail print footer feedback rating survey poll quiz cluster carousel slider ' +
    'more next previous prev latest meta metadata credits? captions? follow readmore reading kicker eyebrow label ' +
    'callout cta banner tools? actions? menu popup modal overlay infobox poll player',
);
const PAIRS = nameTest(
  /\b(?:most (?:read|popular|viewed|shared)|read (?:more|next|also)|more (?:stories|news|from|on|in|about)|also (?:read|like)|see also|follow us|sign up|up next|in other news|lire aussi|mehr zum thema|leer mas|article (?:tags?|tools|footer|meta|share|author)|post (?:tags?|meta|navigation|author|footer)|entry (?:meta|footer)|author (?:box|bio|info|card|description|profile|container|details|teaser|pic\w*)|authorprofile|author ?bio|about (?:the )?author)\b/,
);
const BODY_WORDS = nameTest(
  /\b(?:article (?:body|content|text)|story (?:body|content|text)|post (?:body|content)|entry content|body (?:text|copy|content)|rich ?text|main content|articlebody|storytext|paragraph)\b/,
);

const DISCUSSION = nameTest(/\b(?:comments?|commentlist|comment list|disqus|respond|coral|discussion|replies)\b/);
const APPEAL = word('donat\\w* contribute appeal');

function word(words: string): NameTest {
  return nameTest(new RegExp(`\\b(?:${words.split(' ').join('|')})\\b`));
}

/** How sure it is, from 0 to 1, by tag, role and names alone, that an element stands around the article, not in it. */
export function furnitureScore(element: Element): number {
  if (element.name === 'body' || element.name === 'html' || element.name === 'main') return 0;
  if (OUTSIDE.has(element.name)) return 0.9;
  if (OUTSIDE_ROLES.test(attributeOf(element, 'role') ?? '')) return 0.9;
  const itemprop = attributeOf(element, 'itemprop');
  if (itemprop !== null && /articleBody|reviewBody/.test(itemprop)) return 0;
  const hints = hintsOf(element);
  if (hints === '') return element.name === 'aside' ? 0.7 : 0;
  const inBody = BODY_WORDS.test(element);
  if (PAIRS.test(element)) return inBody ? 0.4 : 0.85;
  if (SURELY.test(element) || LEADS_AWAY.test(element)) return inBody ? 0.4 : 0.9;
  if (element.name === 'aside') return 0.7;
  // A heading named `title label` is as much a heading as another: what stands under it decides.
  if (PROBABLY.test(element) && !/^h[1-6]$/.test(element.name)) return inBody ? 0.2 : 0.6;
  return 0;
}

/** Whether an element's name says that it asks, sells or shares: no block of an article, whatever it holds. */
export function isCondemned(element: Element): boolean {
  return SURELY.test(element) && !BODY_WORDS.test(element);
}

/** What a passage inside an element counts for when the article's place is sought. */
export function weightOf(element: Element): number {
  const score = furnitureScore(element);
  if (score >= 0.85) return 0.05;
  if (score >= 0.7) return 0.2;
  return score >= 0.6 ? 0.5 : 1;
}

/** Whether an element is named as an appeal for money, which may be longer than a short article. */
export function isAppeal(element: Element): boolean {
  return APPEAL.test(element) && !BODY_WORDS.test(element);
}

/** Whether an element is named as its readers' discussion, which may well be longer than the article. */
export function isDiscussion(element: Element): boolean {
  return DISCUSSION.test(element);
}
