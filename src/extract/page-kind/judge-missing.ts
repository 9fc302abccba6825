import type { Article } from '../../model/article.ts';
import { type PageVerdict, STUB_WORDS, SURE_WORDS, type Survey } from './survey-page.ts';

const NOT_FOUND =
  /(?:^|\b)(?:404|410)\b|\b(?:page|article|story|content)\b.{0,40}(?:\bnot\b|n['’]t\b|\bno longer\b|\bnever\b).{0,16}\b(?:found|exists?|available)\b|\bnot found\b|nicht gefunden|existiert nicht|(?:page|article) (?:introuvable|non trouvée?)|no (?:se ha )?encontrad[ao]|não (?:foi )?encontrad[ao]|non (?:è stata )?trovat[ao]|страница не найдена|не существует|nie znaleziono|ikke fundet|hittades inte|niet gevonden|stránka nenalezena|\boops\b/i;
/** Languages that part words by no space, or change them by their endings. */
const NOT_FOUND_ELSEWHERE =
  /見つかりません|存在しません|(?:页面|頁面|网页|網頁|文章).{0,6}(?:不存在|找不到|已删除|已刪除)|找不到.{0,6}(?:页面|頁面|网页|網頁)|찾을 수 없습니다|존재하지 않|bulunamadı|не знайдено|не існує|не е намерена|není k dispozici|nem található|nu a fost găsit|ei löytynyt|δεν βρέθηκε|لم يتم العثور|الصفحة غير موجودة|הדף לא נמצא|không tìm thấy|tidak ditemukan|tidak dijumpai|nerast[aio]|nav atrast|ei leitud|ni (?:bil[oa] )?najden|nenájden|ikke funnet|n['’]existe (?:pas|plus)|یافت نشد|پیدا نشد|नहीं मिल[ाीे]|পাওয়া যায়নি|ไม่พบหน้า|نہیں مل|табылмады|ვერ მოიძებნა|չի գտնվել|није пронађена|nije pronađena/i;

const saysMissing = (text: string) => NOT_FOUND.test(text) || NOT_FOUND_ELSEWHERE.test(text);

/** Whether a page says, with a status of success, that there is nothing. */
export function judgeMissing(page: Survey, article: Article): PageVerdict | null {
  if (article.wordCount >= SURE_WORDS) return null;
  const said = [page.heading, page.title].find((text) => text.length < 120 && saysMissing(text));
  const isShort = article.wordCount < STUB_WORDS;
  if (said !== undefined && isShort && !(page.isDeclared && article.publishedAt !== null && article.wordCount > 30))
    return { kind: 'soft-404', reasons: [`It is headed “${said}”.`] };
  if (!page.isDeclared && isShort && page.words < 300 && saysMissing(page.text))
    return { kind: 'soft-404', reasons: ['Its few words say that the page does not exist.'] };
  return null;
}
