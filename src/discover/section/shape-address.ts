/** What the path and query of an address look like, whatever they say. */
export type AddressShape = {
  /** Alike for addresses that are built alike: `w/{date}/{slug}`. */
  key: string;
  hasDate: boolean;
  /** Digits of the longest number that is no date; an id of letters and digits counts as eight. */
  idDigits: number;
  /** Words of the longest slug. */
  slugWords: number;
  /** How many parts the path has. */
  depth: number;
  /** It names a list, a person, an account or a service; never an article. */
  isHub: boolean;
  /** Something else than a page. */
  isFile: boolean;
};

/** Parts of a path below which there are lists of articles, people, and services, in the languages of the web's papers. */
const HUBS = new Set(
  [
    'tag tags topic topics subject subjects keyword category categories cat section sections rubric rubrics archive archives',
    'author authors profile profiles people staff columnist columnists contributor contributors by user users member members',
    'search login signin sign-in logout register signup sign-up account my subscribe subscription subscriptions membership',
    'about about-us contact contacts contact-us help faq support privacy terms legal imprint cookies cookie-policy advertise',
    'advertising ads jobs careers shop store events newsletter newsletters podcast-feed rss feed feeds sitemap alerts apps app',
    'page pages weather horoscope games puzzles crossword tv-guide live-tv epaper e-paper share print comments wp-login.php',
    'thema themen schlagwort autor autoren suche anmelden abo impressum datenschutz kontakt hilfe newsletter-anmeldung',
    'auteur auteurs recherche connexion abonnement mentions-legales mot-cle sujet tema temas etiqueta etiquetas autores busca',
    'buscar suscripcion assinatura contato contacto autore autori argomento argomenti cerca abbonamenti chi-siamo tagi autorzy',
    'autorzy szukaj kontakt prenumerata onderwerp auteurs zoeken emne tagg etikett forfatter',
  ].flatMap((line) => line.split(' ')),
);
/** A single part of a path that begins so is about the site itself. */
const ABOUT_SITE =
  /^(?:about|contact|privacy|terms|cookies?|legal|imprint|impressum|datenschutz|advertis|subscri|sign-?(?:in|up)|log-?in|newsletter|careers|accessib|editorial-(?:guid|stand|pol)|code-of-|work-with|do-not-sell|manage-|mentions-legales|politique-de|aviso-|agb$|corrections$)/;
const FILE =
  /\.(?:jpe?g|png|gif|webp|svg|avif|ico|css|js|json|xml|rss|atom|pdf|zip|mp[34]|m3u8?|ics|docx?|xlsx?|apk)$/i;
const EXTENSION = /\.(?:s?html?|php\d?|aspx?|jsp|amp)$/i;
const LONG_ID = /^(?=.*\d)(?=.*[a-z])[a-z0-9]{8,40}$/i;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const PAGING = new Set(['page', 'paged', 'pg', 'offset', 'start']);

type Part = { key: string; idDigits: number; slugWords: number; isDate: boolean };

/** The shape of an address. */
export function shapeAddress(url: URL): AddressShape {
  const segments = url.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
  const dated = foldDates(segments);
  const parts = [...dated.map(shapeSegment), ...[...url.searchParams].map(shapeParameter)];
  const isPaged = [...url.searchParams.keys()].some((name) => PAGING.has(name.toLowerCase()));
  const [first = ''] = segments;
  return {
    key: parts.map((part) => part.key).join('/'),
    hasDate: parts.some((part) => part.isDate),
    idDigits: Math.max(0, ...parts.map((part) => part.idDigits)),
    slugWords: Math.max(0, ...parts.map((part) => part.slugWords)),
    depth: segments.length,
    isHub: isPaged || segments.some((segment) => HUBS.has(segment)) || (segments.length <= 2 && ABOUT_SITE.test(first)),
    isFile: FILE.test(url.pathname),
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment).normalize('NFC').toLowerCase();
  } catch {
    return segment.toLowerCase();
  }
}

/** `2022/02/11`, `2022/feb/11`, `2022/02` and `20220211` become one part. */
function foldDates(segments: string[]): string[] {
  return segments
    .join('/')
    .replace(/(^|\/)(?:19|20)\d{2}[/-](?:\d{1,2}|[a-z]{3})(?:[/-]\d{1,2})?(?=\/|$)/g, '$1{date}')
    .replace(/(^|\/)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=\/|$)/g, '$1{date}')
    .split('/')
    .filter((segment) => segment !== '');
}

function shapeSegment(segment: string): Part {
  if (segment === '{date}') return { key: '{date}', idDigits: 0, slugWords: 0, isDate: true };
  const name = segment.replace(EXTENSION, '');
  const extension = segment.length > name.length ? '.x' : '';
  if (/^\d+$/.test(name)) return part(`{id}${extension}`, isYear(name) ? 0 : name.length, 0);
  if (UUID.test(name) || LONG_ID.test(name)) return part(`{id}${extension}`, 8, 0);
  const isDate = /(?:^|\D)(?:19|20)\d{2}[-_](?:0[1-9]|1[0-2])[-_](?:0[1-9]|[12]\d|3[01])(?:\D|$)/.test(name);
  const pieces = name.split(/[-_+.,:~\s]+/).filter((piece) => piece !== '');
  const numbers = pieces.map((piece) => /^[a-z]?(\d+)$/.exec(piece)?.[1] ?? '').filter((digits) => !isYear(digits));
  const idDigits = Math.max(0, ...numbers.map((digits) => digits.length), ...pieces.map(lettersAndDigits));
  const words = pieces.filter((piece) => !/\d/.test(piece)).reduce((sum, piece) => sum + wordsIn(piece), 0);
  const slug = words >= 3 ? '{slug}' : 'w';
  const tail = idDigits >= 4 ? '-{id}' : '';
  return { ...part(`${slug}${tail}${extension}`, idDigits >= 4 ? idDigits : 0, words), isDate };
}

function shapeParameter([name, value]: [string, string]): Part {
  const digits = /^\d+$/.test(value) ? Math.max(4, value.length) : 0;
  return part(`?${name}`, PAGING.has(name.toLowerCase()) ? 0 : digits, 0);
}

function lettersAndDigits(piece: string): number {
  return LONG_ID.test(piece) && (piece.match(/\d/g)?.length ?? 0) >= 2 ? 8 : 0;
}

/** Languages that put no space between words have about two letters to one. */
function wordsIn(piece: string): number {
  const unspaced = piece.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  return unspaced === 0 ? 1 : Math.ceil(unspaced / 2);
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d{2}$/.test(digits);
}

function part(key: string, idDigits: number, slugWords: number): Part {
  return { key, idDigits, slugWords, isDate: false };
}
