import { MemoryCookieStore, CookieJar as ToughJar } from 'tough-cookie';

/** The cookies of one source, by RFC 6265: each goes to the host or domain it is from, and to no public suffix. */
export type CookieJar = {
  /** The value of a Cookie header for a URL; empty when there is nothing to send. */
  headerFor(url: URL): string;
  /** Keeps what the Set-Cookie headers of an answer hold; what is malformed or not the site's to set is passed over. */
  keep(url: URL, setCookies: string[]): void;
};

/** Bounds against a site that sets cookies without end: more than news sites need, less than browsers keep. */
const MOST_COOKIES = 50;
const LONGEST_COOKIE = 4096;

/** An empty jar, which lives in memory. When it is full, the oldest cookies are forgotten. */
export function openCookieJar(): CookieJar {
  const store = new MemoryCookieStore();
  const jar = new ToughJar(store, { looseMode: true, prefixSecurity: 'silent' });
  return {
    headerFor: (url) => jar.getCookieStringSync(url.href),
    keep: (url, setCookies) => {
      for (const text of setCookies.slice(0, MOST_COOKIES)) {
        if (text.length <= LONGEST_COOKIE) jar.setCookieSync(text, url.href, { ignoreError: true });
      }
      forgetOldest(store);
    },
  };
}

function forgetOldest(store: MemoryCookieStore): void {
  // The store of tough-cookie that lives in memory calls back at once.
  store.getAllCookies((_error, cookies) => {
    const oldestFirst = (cookies ?? []).toSorted((a, b) => (a.creationIndex ?? 0) - (b.creationIndex ?? 0));
    for (const { domain, path, key } of oldestFirst.slice(0, -MOST_COOKIES)) {
      store.removeCookie(domain ?? '', path ?? '/', key, () => undefined);
    }
  });
}

/** The jars of all sources. */
export type CookieJars = { jarOf(source: string): CookieJar };

const MOST_JARS = 1_000;

/** Jars that live in memory, each made when it is first asked for. Of too many, the one used longest ago is emptied. */
export function openCookieJars(): CookieJars {
  const jars = new Map<string, CookieJar>();
  return {
    jarOf: (source) => {
      const jar = jars.get(source) ?? openCookieJar();
      // Last in a Map is what was set last.
      jars.delete(source);
      jars.set(source, jar);
      const oldest = jars.keys().next().value;
      if (jars.size > MOST_JARS && oldest !== undefined) jars.delete(oldest);
      return jar;
    },
  };
}
