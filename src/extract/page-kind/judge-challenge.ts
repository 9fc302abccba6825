import type { Article } from '../../model/article.ts';
import { type PageVerdict, SURE_WORDS, type Survey } from './survey-page.ts';

const TITLE =
  /^(?:just a moment|attention required|access denied|security check|please wait|one more step|checking your browser|are you (?:a )?(?:human|robot)|verify(?:ing)? you are human|pardon our interruption|request (?:rejected|blocked)|ddos-guard|robot check|bot verification|human verification|un momento|un instant|einen moment|um momento|проверка браузера|403 forbidden|access to this page has been denied|vercel security checkpoint|client challenge$|making sure you(?:'|’|&#39;)re not a bot|sucuri website firewall|your access to this site has been limited|вы не робот|お待ちください|请稍候|請稍候|잠시만)/i;
const MARKS =
  /_cf_chl_opt|cf-browser-verification|challenge-platform\/h\/|cf-turnstile|px-captcha|_pxAppId|captcha-delivery\.com|datadome|g-recaptcha|h-captcha|incapsula_resource|ddos-guard|awswafcookiedomainlist|gokuprops|_imperva|kpsdk|sec-if-cpt-container|\/_sec\/cp_challenge\/|\/_fs-ch-|within\.website\/x\/cmd\/anubis|acw_sc__v[23]|aliyun_waf|\/checkcaptcha\?|smartcaptcha/i;
const WORDS =
  /\b(?:verify (?:that )?you are (?:a )?human|checking (?:if the site connection is secure|your browser)|enable javascript and cookies to continue|unusual traffic|not a robot|request blocked|ray id|your support id is)\b/i;
/** Words of an article's text below which its page may yet be a check with the site's usual head. */
const SOME_WORDS = 15;

/** Whether a page tests its visitor in place of the article. */
export function judgeChallenge(page: Survey, article: Article): PageVerdict | null {
  if (article.wordCount >= SURE_WORDS) return null;
  // A story about such checks has their words too; a check never says that it is an article.
  if (page.isDeclared && article.wordCount >= SOME_WORDS) return null;
  if (TITLE.test(page.title) && page.words < 400)
    return { kind: 'challenge', reasons: [`Its title is “${page.title}”.`] };
  if (!page.isDeclared && page.words < 120 && MARKS.test(page.marks))
    return { kind: 'challenge', reasons: ['It holds little text and the script of a bot check.'] };
  if (page.words < 250 && WORDS.test(page.text))
    return { kind: 'challenge', reasons: ['It asks whether its reader is a person.'] };
  return null;
}
