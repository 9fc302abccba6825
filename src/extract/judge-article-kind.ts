import type { PageKind } from '../model/article.ts';
import type { Block } from '../model/block.ts';
import type { Clues } from './clues.ts';
import { firstMeta } from './evidence/read-meta-tags.ts';

const OPINION_SECTION =
  /^(?:opinions?|op-?ed|comment(?:ary)?|columns?|columnists?|editorials?|meinung|kommentar|debatt|débats|tribune|opinión|opinião|opinioni|мнени[ея]|колонк[аи]|opinie)$/i;

/** What of a record tells its kind. */
type Told = { body: Block[]; wordCount: number; section: string | null };

/** Which kind of article a record is: by its declared type, then by what its body holds. */
export function judgeArticleKind({ linked, head, url }: Clues, { body, wordCount, section }: Told): PageKind {
  const types = linked.types;
  if (types.has('LiveBlogPosting') || body.filter(({ type }) => type === 'live-entry').length > 1) return 'live-blog';
  if (types.has('OpinionNewsArticle') || (section !== null && OPINION_SECTION.test(section))) return 'opinion';
  if (/\/(?:opinions?|commentisfree|op-ed|meinung|columnists?)\//.test(new URL(url).pathname)) return 'opinion';
  if (wordCount > 120) return 'article';
  const images = body.filter(({ type }) => type === 'image').length;
  if (types.has('ImageGallery') || types.has('MediaGallery') || (images >= 5 && wordCount < images * 30))
    return 'gallery';
  const declared = firstMeta(head, 'og:type') ?? '';
  if (types.has('VideoObject') || declared.startsWith('video')) return 'video';
  if (types.has('AudioObject') || types.has('PodcastEpisode') || declared.startsWith('music')) return 'audio';
  return 'article';
}
