/** A count as templates write it: `1,204`, `1 204`, `12.4K`, `3 тыс.` */
const COUNT = String.raw`\p{Nd}{1,3}(?:[.,' ]?\p{Nd}{3})*(?:[.,]\p{Nd}{1,2})?\s?(?:[km]|mil|mln|mio|tsd|тыс|тис|млн|万|천|만)?\.?\+?`;

/** What readers do on a page, and is counted there. Votes, signatures and money are news. */
const DEEDS = [
  'shares?|comments?|views?|likes?|reactions?|replies|reply|retweets?|reposts?|claps?|page views|people are reading(?: this)?|reading now|watching now',
  'kommentare?|aufrufe?|reaktionen|mal geteilt|gefällt mir',
  'commentaires?|partages?|vues?|réactions?|réponses?|mentions j.aime',
  'comentarios?|compartidos?|veces compartido|visitas?|vistas?|reacciones|respuestas?|me gusta',
  'комментари(?:й|я|ев)|просмотр(?:а|ов)?|лайк(?:а|ов)?|репост(?:а|ов)?|просмотры|комментарии',
  'коментар(?:|і|я|ів)|перегляд(?:|и|ів)|вподоба(?:ння|нь)|поширен(?:ня|ь)',
  'comment[io]|condivision[ie]|visualizzazion[ie]|comentários?|compartilhamentos?|partilhas?|visualizaç(?:ão|ões)|curtidas?',
  'reacties?|weergaven|keer gedeeld|komentarz(?:|e|y)|wyświetle(?:nia|ń)|udostępnie(?:nia|ń)|yorum|görüntülenme|paylaşım|beğeni',
  'kommentarer|visningar|delningar|تعليقات?|مشاهدات?|مشاركات?|评论|浏览|阅读|点赞|分享|コメント|回視聴|件のコメント|댓글|조회수?|ความคิดเห็น',
].join('|');

const PATTERN = new RegExp(
  String.raw`^(?:${COUNT}\s*(?:条|件の|個の|개의)?\s*(?:${DEEDS})|(?:${DEEDS})\s*[:(]?\s*${COUNT}\)?|\(${COUNT}\)\s*(?:${DEEDS}))$`,
  'u',
);

/** Whether a line (folded, in lower case) counts what readers do on the page, and no more: "1,204 shares", "Comments (87)". */
export function isCounter(line: string): boolean {
  return PATTERN.test(line);
}
