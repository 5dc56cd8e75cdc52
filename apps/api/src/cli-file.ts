import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from './cli-output';

/** In the folder one stands in: npm runs us in the checkout, and says where it was run itself. */
export const pathOf = (file: string): string => resolve(process.env.INIT_CWD || process.cwd(), file);

const FAULTS: Record<string, (path: string) => string> = {
  EACCES: (path) => `This user may not open ${path}.`,
  EISDIR: (path) => `${path} is a folder, not a file.`,
  ENOTDIR: (path) => `There is no folder ${dirname(path)}.`,
};

async function opened(path: string, flags: 'r' | 'wx', faults: typeof FAULTS): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (error) {
    const words = { ...FAULTS, ...faults }[(error as NodeJS.ErrnoException).code ?? ''];
    throw words ? new UsageError(words(path), { cause: error }) : error;
  }
}

export async function fileToRead(path: string): Promise<FileHandle> {
  const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
  if (isFolder) throw new UsageError(FAULTS.EISDIR?.(path));
  return await opened(path, 'r', { ENOENT: () => `There is no file ${path}.` });
}

/** A file that is there already may hold edits that nobody uploaded yet. */
export async function newFile(path: string): Promise<FileHandle> {
  return await opened(path, 'wx', {
    EEXIST: () => `${path} is there already. Move it away, or name another file.`,
    ENOENT: () => `There is no folder ${dirname(path)}.`,
  });
}
