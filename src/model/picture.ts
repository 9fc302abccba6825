/** A picture that goes along with a message, as PNG, and what it says in words. */
export type Picture = { bytes: Uint8Array; name: string; alt: string; width: number; height: number };
