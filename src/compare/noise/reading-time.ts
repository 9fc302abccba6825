const TIME = String.raw`\p{Nd}{1,3}\s*-?\s*(?:min(?:ute[ns]?|uten|utos?|uti|uut|ut|s)?|мин(?:ут[аы]?)?|хв(?:илин[аи]?)?|dk|dakika|分钟?|분|دقائق|دقيقة|นาที)\.?`;
const AFTER =
  '(?:read|reading time|to read|lesezeit|lesedauer|de lecture|de lectura|de leitura|di lettura|leestijd|lezen|czytania|okuma(?: süresi)?|чтения|читання|阅读|읽기)';
const BEFORE =
  '(?:reading time|read time|read|lesezeit|lesedauer|temps de lecture|lecture|tiempo de lectura|lectura|tempo di lettura|tempo de leitura|leestijd|czas czytania|okuma süresi|время чтения|время на чтение|час читання|阅读时间|読了時間)';

const PATTERN = new RegExp(
  `^(?:${TIME}\\s*${AFTER}|${BEFORE}\\s*:?\\s*(?:ca\\.?|about|environ|~)?\\s*${TIME}|この記事は約?\\s*${TIME})$`,
  'u',
);

/** Whether a line (folded, in lower case) says how long the text takes to read, and no more: "4 min read". */
export function isReadingTime(line: string): boolean {
  return PATTERN.test(line);
}
