import { AccError } from './error.js';

/** The named error for an error of the file system; any other error is returned unchanged. */
export function fileError(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return new AccError('core/file-missing', { message: `${file} does not exist`, file, cause: error });
  if (['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST'].includes(code ?? ''))
    return new AccError('core/file-unreadable', {
      message: `${file} cannot be read or written (${code})`,
      file,
      cause: error,
    });
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AccError('core/disk-full', {
      message: `no space is left for ${file}`,
      file,
      hint: 'free some space and run the same command again: finished work is kept',
      cause: error,
    });
  return error;
}

/** The error for a pipe, a folder or a device where a file is expected: reading one may never end. */
export function notRegular(file: string): AccError {
  return new AccError('core/file-unreadable', { message: `${file} is not a regular file`, file });
}
