import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

/** A program ready to be run, and what its environment needs besides. */
export type RunnableChromium = { path: string; env: Record<string, string> };

/**
 * Unpacks the Chromium that npm carries, its libraries and a font, into a folder of our own below `varDir`, once a
 * version: the package itself would use the folder for temporary files, where anybody can put a program of that name.
 * @throws Error when there is no room, or the archives are damaged.
 */
export async function unpackChromium(archives: string, varDir: string): Promise<RunnableChromium> {
  const home = join(varDir, 'chromium', readVersion(archives));
  if (!existsSync(home)) await unpackInto(archives, home);
  return {
    path: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_PATH: home },
  };
}

/** Beside its place first, so that what is there is whole, also when two processes do it, or one is killed. */
async function unpackInto(archives: string, home: string): Promise<void> {
  const draft = `${home}.${randomUUID()}`;
  await mkdir(draft, { recursive: true, mode: 0o755 });
  try {
    await Promise.all([
      unpack(join(archives, 'chromium.br'), createWriteStream(join(draft, 'chromium'), { mode: 0o755 })),
      unpack(join(archives, 'al2023.tar.br'), extract(draft)),
      unpack(join(archives, 'fonts.tar.br'), extract(draft)),
      unpack(join(archives, 'swiftshader.tar.br'), extract(draft)),
    ]);
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

async function unpack(archive: string, target: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), target);
}

function readVersion(archives: string): string {
  const { version } = JSON.parse(readFileSync(join(archives, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}
