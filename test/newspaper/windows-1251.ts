const FROM_UNICODE = makeTable();

function makeTable(): Map<string, number> {
  const upperHalf = Uint8Array.from({ length: 128 }, (_, place) => 128 + place);
  const characters = [...new TextDecoder('windows-1251').decode(upperHalf)];
  return new Map(characters.map((character, place) => [character, 128 + place]));
}

/** HTML in windows-1251 (Encoding Standard § 9); what it has no byte for becomes a numeric reference. */
export function encodeWindows1251(html: string): Buffer {
  const bytes: number[] = [];
  for (const character of html) {
    const code = character.codePointAt(0) ?? 0;
    const byte = code < 128 ? code : FROM_UNICODE.get(character);
    if (byte === undefined) bytes.push(...Buffer.from(`&#${code};`, 'latin1'));
    else bytes.push(byte);
  }
  return Buffer.from(bytes);
}
