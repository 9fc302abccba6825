/** Texts of the review UI about articles that are one. */
export const ALIAS_TEXTS = {
  mergedInto: 'Turned out to be, and is visited as',
  aliases: 'Also known as',
  versions: (n: number) => (n === 1 ? '(1 version)' : `(${n.toLocaleString('en')} versions)`),
};
