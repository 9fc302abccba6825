/** Text that PostgreSQL takes: it cannot store U+0000, nor half of a surrogate pair. */
export function toStorableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** A value as JSON that PostgreSQL takes. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (typeof item === 'string' ? toStorableText(item) : item));
}
