const IMAGE_FILE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$/i;
/** Parameters of image servers that choose a rendition of the same picture. */
const RENDITION =
  /^(?:w|h|width|height|q|quality|fit|crop|resize|rect|format|fm|auto|dpr|s|sig|v|t|ts|cb|token|ssl|strip|blur|op|ixlib|imwidth|impolicy|downsize|mw|mh)$/i;
/** Path segments that choose a size: `1360`, `640x360`, `w_1200,h_630`, `width=800`, `fit-in`. */
const SIZE_SEGMENT =
  /^(?:(?:[a-z]+[_-])?\d{3,4}|\d{1,4}x\d{1,4}|(?:[a-z]{1,2}_[\w:.-]+)(?:,[a-z]{1,2}_[\w:.-]+)*|(?:width|height|w|h|quality|fit)[=-]\w+|fit-in)$/i;
const YEAR = /^(?:19|20)\d\d$/;

/**
 * Whether two addresses give the same picture: query strings, hosts of one file, and size variants
 * (`-1024x768`, `@2x`, `/640/`) don't make another.
 */
export function isSameImage(before: string, after: string): boolean {
  if (before === after) return true;
  const [one, other] = [splitAddress(before), splitAddress(after)];
  if (one === null || other === null || one.file !== other.file || one.query !== other.query) return false;
  return one.folders.join('/') === other.folders.join('/');
}

/** One text for all addresses of a picture. */
export function imageKey(address: string): string {
  const parts = splitAddress(address);
  return parts === null ? address : [...parts.folders, parts.file, parts.query].join('/');
}

function splitAddress(address: string): { folders: string[]; file: string; query: string } | null {
  const url = URL.parse(address);
  if (url === null) return null;
  const inner = url.searchParams.get('url') ?? url.searchParams.get('src');
  const nested = inner === null ? null : URL.parse(inner, url.href);
  if (nested !== null && nested.href !== url.href && !nested.searchParams.has('url')) return splitAddress(nested.href);
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const file = segments.pop() ?? '';
  const folders = segments.filter((segment) => !isSize(segment));
  return {
    folders: [registrable(url.hostname), ...folders],
    file: withoutSize(file),
    query: identifyingQuery(url, file),
  };
}

function isSize(segment: string): boolean {
  return SIZE_SEGMENT.test(segment) && !YEAR.test(segment);
}

function withoutSize(file: string): string {
  return file.replace(
    /(?:^\d{2,4}x\d{2,4}|[-_]\d{2,4}x\d{2,4}|@[23]x|[-_](?:scaled|large|medium|small|thumb(?:nail)?))(?=\.\w+$|$)/gi,
    '',
  );
}

/** A picture's query says nothing, but where a script serves it: there it names the picture. */
function identifyingQuery(url: URL, file: string): string {
  if (IMAGE_FILE.test(file)) return '';
  const kept = [...url.searchParams].filter(([name]) => !RENDITION.test(name));
  return kept
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}

/** The last two labels of a host: image servers `img1.` and `img2.` hold the same files. */
function registrable(host: string): string {
  return host.split('.').slice(-2).join('.');
}
