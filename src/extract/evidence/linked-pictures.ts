import type { Image } from '../../model/block.ts';
import { resolveAddress } from '../address.ts';
import { splitCredit } from '../body/split-credit.ts';
import { foldText, textKey } from '../fold-text.ts';
import type { LinkedFacts } from './linked-article.ts';
import { addressOfProperty, isObject, type JsonObject, listOf, textOfProperty } from './read-json-ld.ts';

/** The pictures that JSON-LD names as the article's, in its order; references by `@id` are followed. */
export function readLinkedPictures({ article, pictures }: LinkedFacts, base: string): Image[] {
  const byId = new Map(pictures.map((object) => [object['@id'], object]));
  return listOf(article?.image).flatMap((value) => {
    const id = isObject(value) ? value['@id'] : value;
    const own = isObject(value) && addressOfObject(value) !== null ? value : undefined;
    const object = own ?? byId.get(id) ?? null;
    if (object !== null) return pictureOf(object, base) ?? [];
    const url = typeof value === 'string' ? resolveAddress(value, base) : null;
    return url === null || new URL(url).hash !== '' ? [] : { url, alt: null, caption: null, credit: null };
  });
}

function addressOfObject({ url, contentUrl }: JsonObject): string | null {
  return addressOfProperty(contentUrl) ?? addressOfProperty(url);
}

function pictureOf(object: JsonObject, base: string): Image | null {
  const url = resolveAddress(addressOfObject(object), base);
  if (url === null) return null;
  const said = foldText(textOfProperty(object.caption) ?? textOfProperty(object.description) ?? '').replace(
    /<[^>]{1,200}>/g,
    '',
  );
  const { caption, credit } = splitCredit(said || null);
  const named = [object.creditText, object.copyrightHolder, object.author, object.creator].map(textOfProperty);
  const stated = named.find((name) => name !== null) ?? null;
  return { url, alt: null, caption: isFileName(caption) ? null : caption, credit: credit ?? stated };
}

/** Content systems fill a caption that nobody wrote with the file's name. */
function isFileName(caption: string | null): boolean {
  return caption === null || /^[\w.%-]+$/.test(caption) || textKey(caption) === '';
}
