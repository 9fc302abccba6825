import type { PageKind } from '../model/article.ts';
import type { Block } from '../model/block.ts';
import type { Clues } from './clues.ts';
import { firstMeta } from './evidence/read-meta-tags.ts';

/** What papers call the part where they comment, in some forty languages. */
const OPINION_SECTION =
  /^(?:opinions?|op-?ed|comment(?:ary)?|columns?|columnists?|editorials?|viewpoints?|meinung(?:en)?|kommentare?|standpunkte?|kolumnen?|leitartikel|gastbeitr[aä]ge?|debatt|debat|débats|tribunes?|idées|chroniques?|éditos?|opini[oó]n|opiniones|opinião|opinioni|opini|commenti|editoriali|columnas?|colunas?|colunistas|opinie|publicystyka|felietony|komentarze|názory|komentáře|vélemény|opinii|editoriale|mening(?:er)?|ledere?|ledare|kronikk?|mielipide|pääkirjoitus|arvamus|viedokļi|nuomonės|mišljenja?|kolumne|komentari|görüş|yazarlar|köşe yazıları|мнени[ея]|колонк[аи]|колонки авторов|думк[аи]|погляди?|мненија|απόψεις|γνώμες|γνώμη|رأي|الرأي|آراء|رائے|דעות|דעה|社説|論説|オピニオン|评论|社论|观点|評論|社論|觀點|오피니언|사설|칼럼|विचार|संपादकीय|ý kiến|góc nhìn|quan điểm|kolom|ความคิดเห็น|ทัศนะ)$/i;
const OPINION_PATH =
  /\/(?:opinions?|commentisfree|commentary|op-?eds?|editorials?|columns?|columnists?|meinung|kommentar|kolumnen?|debatte?|tribunes?|idees|chroniques?|opinione?s?|opinioni|opiniao|opinie|publicystyka|felietony|nazory|velemeny|mening|ledare?|ledere|kronikk?|mielipide|gorus|yazarlar|mneni[ey]a?|mnenija|kolonki|dumky)\//i;

/** What of a record tells its kind. */
type Told = { body: Block[]; wordCount: number; section: string | null };

/** Which kind of article a record is: by its declared type, then by what its body holds. */
export function judgeArticleKind({ linked, head, url }: Clues, { body, wordCount, section }: Told): PageKind {
  const types = linked.types;
  if (types.has('LiveBlogPosting') || body.filter(({ type }) => type === 'live-entry').length > 1) return 'live-blog';
  if (types.has('OpinionNewsArticle') || (section !== null && OPINION_SECTION.test(section))) return 'opinion';
  if (OPINION_PATH.test(new URL(url).pathname)) return 'opinion';
  if (wordCount > 120) return 'article';
  const images = body.filter(({ type }) => type === 'image').length;
  if (types.has('ImageGallery') || types.has('MediaGallery') || (images >= 5 && wordCount < images * 30))
    return 'gallery';
  const declared = firstMeta(head, 'og:type') ?? '';
  if (types.has('VideoObject') || types.has('TVEpisode') || declared.startsWith('video')) return 'video';
  if (
    types.has('AudioObject') ||
    types.has('PodcastEpisode') ||
    types.has('RadioEpisode') ||
    declared.startsWith('music')
  )
    return 'audio';
  return 'article';
}
