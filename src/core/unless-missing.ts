/** What was read of a file or folder, or another value if it does not exist. Every other error is thrown. */
export async function unlessMissing<T>(found: Promise<T>, otherwise: T): Promise<T> {
  return found.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  });
}
