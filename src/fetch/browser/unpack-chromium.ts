import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract, type Headers } from 'tar-fs';
import { clearUnpacked } from './clear-unpacked.ts';
import type { Chromium } from './find-chromium.ts';
import { spareSqlite } from './spare-sqlite.ts';

/** A program ready to be run, and what its environment needs besides. */
export type RunnableChromium = { path: string; env: Record<string, string> };

/**
 * Makes a Chromium that was found ready to be run: a packed one is unpacked first.
 * @throws Error when there is no room, or the archives are damaged.
 */
export async function readyChromium({ path, from }: Chromium, varDir: string): Promise<RunnableChromium> {
  return from === 'packed' ? await unpackChromium(path, varDir) : { path, env: {} };
}

/** Raised when the same package is to be unpacked otherwise. */
const LAYOUT = 2;

/** Fonts of the machine, where it has some, beside the package's own; its own list names folders below /tmp. */
const FONTS = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${escapeXml(join(home, 'fonts'))}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${escapeXml(join(home, 'fonts-cache'))}</cachedir>
</fontconfig>
`;

/**
 * Unpacks the Chromium that npm carries, its libraries and a font, into a folder of our own below `varDir`, once a
 * version: the package itself would use the folder for temporary files, where anybody can put a program of that name.
 */
async function unpackChromium(archives: string, varDir: string): Promise<RunnableChromium> {
  const folder = join(varDir, 'chromium');
  const name = `${readVersion(archives)}-${LAYOUT}`;
  const home = join(folder, name);
  if (!existsSync(home)) {
    await unpackInto(archives, home);
    await clearUnpacked(folder, name, new Date());
  }
  return {
    path: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_PATH: home },
  };
}

/** Beside its place first, so that what is there is whole, also when two processes do it, or one is killed. */
async function unpackInto(archives: string, home: string): Promise<void> {
  const draft = `${home}.${randomUUID()}`;
  await mkdir(join(draft, 'fonts-cache'), { recursive: true, mode: 0o755 });
  try {
    await Promise.all([
      unpack(join(archives, 'chromium.br'), createWriteStream(join(draft, 'chromium'), { mode: 0o755 })),
      ...['al2023', 'fonts', 'swiftshader'].map((name) =>
        unpack(join(archives, `${name}.tar.br`), extract(draft, { map: asOwn })),
      ),
    ]);
    await spareSqlite(join(draft, 'lib'));
    await writeFile(join(draft, 'fonts.conf'), FONTS(home));
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

/** What root unpacks is root's: the archives name an account that is anybody's on another machine. */
function asOwn(header: Headers): Headers {
  return { ...header, uid: process.getuid?.() ?? header.uid, gid: process.getgid?.() ?? header.gid };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

async function unpack(archive: string, target: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), target);
}

function readVersion(archives: string): string {
  const { version } = JSON.parse(readFileSync(join(archives, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}
