import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where ELF's structures for 64 bits hold what is read here (System V ABI, chapters 4 and 5; all little-endian). */
const SECTION_TABLE_AT = 0x28;
const SECTION_SIZE_AT = 0x3a;
const SECTION_COUNT_AT = 0x3c;
const SYMBOL_BYTES = 24;
const DYNAMIC_SYMBOLS = 11;
const WEAK = 2;

/**
 * Lets NSS, which Chromium asks for certificates at the first https page, do without SQLite, which the package expects
 * on the machine: a bare Debian has none, and Chromium would end itself at every such page. SQLite keeps a user's own
 * certificates, and no such store is ever opened (see `NO_HOME`): so its functions need not be there. They are made weak
 * symbols, which the loader may leave out, and the name of the library leads to one that is there anyhow.
 */
export async function spareSqlite(libraries: string): Promise<void> {
  const path = join(libraries, 'libsoftokn3.so');
  await writeFile(path, weakenSymbols(await readFile(path), 'sqlite3_'));
  await symlink('libplds4.so', join(libraries, 'libsqlite3.so.0'));
}

/** The library with the dynamic symbols whose names begin with `prefix` made weak. */
export function weakenSymbols(library: Buffer, prefix: string): Buffer {
  const weakened = Buffer.from(library);
  const sections = listSections(library);
  for (const { type, offset, size, link } of sections) {
    const names = sections[link];
    if (type !== DYNAMIC_SYMBOLS || names === undefined) continue;
    for (let at = offset; at < offset + size; at += SYMBOL_BYTES) {
      const name = names.offset + library.readUInt32LE(at);
      if (library.toString('latin1', name, name + prefix.length) !== prefix) continue;
      // The upper half of this byte says how the symbol is bound, the lower what it is.
      weakened[at + 4] = (WEAK << 4) | (library.readUInt8(at + 4) & 0xf);
    }
  }
  return weakened;
}

function listSections(library: Buffer): { type: number; offset: number; size: number; link: number }[] {
  const table = Number(library.readBigUInt64LE(SECTION_TABLE_AT));
  const bytes = library.readUInt16LE(SECTION_SIZE_AT);
  return Array.from({ length: library.readUInt16LE(SECTION_COUNT_AT) }, (_, index) => {
    const at = table + index * bytes;
    return {
      type: library.readUInt32LE(at + 4),
      offset: Number(library.readBigUInt64LE(at + 24)),
      size: Number(library.readBigUInt64LE(at + 32)),
      link: library.readUInt32LE(at + 40),
    };
  });
}
