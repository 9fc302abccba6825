import type { Article } from '../../model/article.ts';
import { type PageVerdict, STUB_WORDS, SURE_WORDS, type Survey } from './survey-page.ts';

const CHALLENGE_TITLE =
  /^(?:just a moment|attention required|access denied|security check|please wait|one more step|checking your browser|are you (?:a )?(?:human|robot)|verify(?:ing)? you are human|pardon our interruption|ddos-guard|robot check|bot verification|human verification|un momento|einen moment|проверка браузера|403 forbidden|access to this page has been denied)/i;
const CHALLENGE_MARKS =
  /_cf_chl_opt|cf-browser-verification|challenge-platform\/h\/|cf-turnstile|px-captcha|_pxAppId|captcha-delivery\.com|datadome|g-recaptcha|h-captcha|incapsula_resource|ddos-guard/i;
const CHALLENGE_WORDS =
  /\b(?:verify (?:that )?you are (?:a )?human|checking (?:if the site connection is secure|your browser)|enable javascript and cookies to continue|unusual traffic|not a robot|request blocked|ray id)\b/i;
const CONSENT_TITLE =
  /\b(?:cookie[- ]?(?:consent|settings|einstellungen)|consent|before you continue|we value your privacy|your privacy|privacy (?:gate|settings)|datenschutz(?:einstellungen)?|zustimmung|mit werbung|consentement|consentimiento)\b/i;
const CONSENT_WORDS =
  /\b(?:accept all|alle akzeptieren|akzeptieren und weiter|tout accepter|aceptar todo|accetta tutt|reject all|we and our (?:\d+ )?partners|unsere partner|nos partenaires|manage (?:options|preferences|settings)|accepter og|принять все|contentpass|pur-abo)/i;

/** Whether a page is a wall before the article: a bot check, or a question about cookies. */
export function judgeWall(page: Survey, article: Article): PageVerdict | null {
  if (article.wordCount >= SURE_WORDS) return null;
  return judgeChallenge(page) ?? judgeConsent(page, article);
}

function judgeChallenge(page: Survey): PageVerdict | null {
  if (CHALLENGE_TITLE.test(page.title) && page.words < 400)
    return { kind: 'challenge', reasons: [`Its title is “${page.title}”.`] };
  // A short article may carry such a script too; a check never says that it is an article.
  if (!page.isDeclared && page.words < 120 && CHALLENGE_MARKS.test(page.marks))
    return { kind: 'challenge', reasons: ['It holds little text and the script of a bot check.'] };
  if (page.words < 250 && CHALLENGE_WORDS.test(page.text))
    return { kind: 'challenge', reasons: ['It asks whether its reader is a person.'] };
  return null;
}

function judgeConsent(page: Survey, article: Article): PageVerdict | null {
  const asksConsent = CONSENT_WORDS.test(page.text);
  const isConsent = CONSENT_TITLE.test(page.title) || CONSENT_TITLE.test(page.heading);
  // A story about consent has such a headline too, but asks nobody for it.
  const isStub = !page.isDeclared && article.wordCount < STUB_WORDS;
  if (isConsent && (asksConsent || isStub) && page.words < 1_500)
    return { kind: 'consent', reasons: [`It is headed “${page.heading || page.title}”.`] };
  if (asksConsent && page.words < 600 && (article.wordCount < 40 || CONSENT_WORDS.test(bodyText(article))))
    return { kind: 'consent', reasons: ['Its text asks for consent to cookies or adverts.'] };
  return null;
}

function bodyText({ body }: Article): string {
  return body.map((block) => ('text' in block ? (block.text ?? '') : '')).join(' ');
}
