import type { Article } from '../../model/article.ts';
import { type PageVerdict, STUB_WORDS, type Survey } from './survey-page.ts';

const PAYWALL_WORDS =
  /\b(?:subscribe to (?:continue|read|unlock)|to (?:continue|keep) reading|this (?:article|content|story) is (?:for|available (?:only )?to|reserved for|exclusive(?:ly)? (?:for|to)) (?:our )?(?:subscribers|members|premium)|subscribers? only|already a subscriber|unlock this article|weiterlesen mit|jetzt weiterlesen|dieser artikel ist (?:nur )?für (?:abonnenten|unsere abonnenten)|nur für abonnenten|artikel freischalten|réservé (?:aux|à nos) abonnés|il vous reste \d+ ?% de cet article|(?:exclusivo|solo) para suscriptores|contenido exclusivo|exclusivo para assinantes|riservato agli abbonati|только для подписчиков|dla prenumeratorów|kun for abonnenter|for abonnenter)\b/i;

/** Whether an offer of a subscription stands in place of the text. */
export function judgePaywall(page: Survey, article: Article): PageVerdict | null {
  if (article.wordCount >= STUB_WORDS) return null;
  const words = PAYWALL_WORDS.test(page.text);
  const reasons = [
    article.isAccessibleForFree === false ? 'it says that it is not free to read' : null,
    page.hasPaywallBox ? 'it has a box named as a paywall' : null,
    words ? 'it asks its reader to subscribe to go on' : null,
  ].filter((reason) => reason !== null);
  if (reasons.length < 2 && !(words && article.wordCount < STUB_WORDS / 2)) return null;
  return { kind: 'paywall', reasons: [`Only ${article.wordCount} words can be read: ${reasons.join(', ')}.`] };
}
