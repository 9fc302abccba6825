import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The file of a source, and the id that its name gives. */
export type SourceFile = { file: string; id: string };

/** A file that is in the way, and why. */
export type Misnamed = { file: string; message: string };

/** Whether a text can be the id of a source, which is also the name of its file. */
export function isSourceId(id: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(id);
}

/** Whether there is a folder at this path; one that may not be looked at is none. */
export function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}

/** Whether there is a file at this path; a link to one counts. */
export function isFile(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

/** The source files of a configuration folder in the order of their names, and the YAML files that cannot be one. */
export function listSourceFiles(configDir: string): { sources: SourceFile[]; misnamed: Misnamed[] } {
  const folder = join(configDir, 'sources');
  const listed = listYamlFiles(folder);
  if (listed === null)
    return { sources: [], misnamed: [{ file: folder, message: 'stet may not read this folder; allow it' }] };
  const sources = listed.map((name) => ({ file: join(folder, name), id: name.replace(/\.ya?ml$/i, '') }));
  const seen = new Map<string, SourceFile>();
  const misnamed = sources.flatMap((source) => {
    const twin = seen.get(source.id.toLowerCase());
    seen.set(source.id.toLowerCase(), source);
    return findNameFaults(source, twin).map((message) => ({ file: source.file, message }));
  });
  return { sources, misnamed };
}

function findNameFaults({ file, id }: SourceFile, twin: SourceFile | undefined): string[] {
  const faults: string[] = [];
  if (twin !== undefined)
    faults.push(`a source of this id is there already, in ${basename(twin.file)}; rename one of the two`);
  if (!file.endsWith('.yaml')) faults.push('the name of a source file ends in .yaml; rename it');
  if (!isSourceId(id))
    faults.push(`"${id}" cannot be the id of a source; name the file with a to z, 0 to 9 and - only`);
  return faults;
}

function listYamlFiles(folder: string): string[] | null {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.') && isFile(join(folder, name)))
      .sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' || code === 'ENOTDIR' ? [] : null;
  }
}

function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
