/** The two or three letters that a language tag begins with (`en-GB` → `en`), `null` where it is no such tag. */
export function primaryLanguage(language: string | null): string | null {
  if (language?.length === 2 && isSmallLetter(language, 0) && isSmallLetter(language, 1)) return language;
  return language?.match(/^[a-z]{2,3}(?![a-z])/i)?.[0].toLowerCase() ?? null;
}

function isSmallLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x61 && code <= 0x7a;
}
