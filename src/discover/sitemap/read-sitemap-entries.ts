import { Parser } from 'htmlparser2';

/** An entry of a sitemap as written. */
export type SitemapEntry = { loc: string; lastmod: string; title: string; published: string };

/** The place of a text that counts, by the names (without prefix) of its element and the one around it. */
const PLACES: Record<string, keyof SitemapEntry> = {
  'url/loc': 'loc',
  'sitemap/loc': 'loc',
  // Some write the address without <loc> around it.
  'sitemapindex/sitemap': 'loc',
  'urlset/url': 'loc',
  'url/lastmod': 'lastmod',
  'sitemap/lastmod': 'lastmod',
  'news/title': 'title',
  'news/publication_date': 'published',
};
const MAX_DEPTH = 100;
const LONGEST_TEXT = 8192;

/** Reads the XML of a sitemap piece by piece, and gives each entry as soon as it has ended. */
export class SitemapEntries {
  /** The first element's name without its prefix, once it has been seen. */
  root: string | null = null;
  readonly #give: (entry: SitemapEntry) => void;
  readonly #path: string[] = [];
  readonly #parser: Parser;
  #entry: SitemapEntry | null = null;
  #place: keyof SitemapEntry | null = null;
  #isOver = false;

  constructor(give: (entry: SitemapEntry) => void) {
    this.#give = give;
    this.#parser = new Parser(
      {
        onopentagname: (name) => this.#open(localName(name)),
        ontext: (part) => this.#text(part),
        onclosetag: (name) => this.#close(localName(name)),
      },
      { xmlMode: true, decodeEntities: true },
    );
  }

  /** `false` when nothing that follows can be read. */
  write(piece: string): boolean {
    this.#parser.write(piece);
    return this.#path.length <= MAX_DEPTH;
  }

  end(): void {
    this.#isOver = true;
    this.#parser.end();
  }

  #open(name: string): void {
    this.root ??= name;
    if (this.#path.length <= MAX_DEPTH) this.#path.push(name);
    // An entry that is never closed ends where the next begins.
    if (name === 'url' || name === 'sitemap') {
      this.#finish();
      this.#entry = { loc: '', lastmod: '', title: '', published: '' };
    }
    this.#place = PLACES[this.#path.slice(-2).join('/')] ?? null;
  }

  #text(part: string): void {
    const [entry, place] = [this.#entry, this.#place];
    if (entry !== null && place !== null && entry[place].length < LONGEST_TEXT) entry[place] += part;
  }

  #close(name: string): void {
    // What the end of the text cuts off is half an address, which is another address.
    if (this.#isOver && this.#entry !== null && this.#place !== null) this.#entry[this.#place] = '';
    const at = this.#path.lastIndexOf(name);
    if (at !== -1) this.#path.length = at;
    this.#place = null;
    if (name === 'url' || name === 'sitemap') this.#finish();
  }

  #finish(): void {
    if (this.#entry !== null) this.#give(this.#entry);
    this.#entry = null;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
