/** The client of all kernels: that of JupyterLab, nbclient and papermill. ipykernel, one of the peers, comes along. */
const contents = { python: [10, 14], packages: ['jupyter_client==8.10.0', 'ipykernel==7.4.0', 'psutil==7.1.3'] };
const title = { name: 'jupyter_client and ipykernel', size: 'about 15 MB to fetch, 60 MB on disk' };

/**
 * A Python with jupyter_client, in the cache folder; made where it is missing.
 * @throws AccError python/not-found, python/install-failed
 */
export async function bringClient({ say, signal }) {
  const { installPython, isInstalled, programIn, pythonFolder } = await import('../../../dist/src/python/index.js');
  const folder = pythonFolder('bench', contents);
  if (!isInstalled(folder)) await installPython(folder, contents, title, say, signal);
  return { python: programIn(folder, 'python') };
}
