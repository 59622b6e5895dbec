export { fetchPackage, type PackageFiles } from './fetch-package.js';
export { findPython, findUv } from './find.js';
export {
  type InstallOptions,
  installPython,
  isInstalled,
  type PythonContents,
  type PythonTitle,
  pythonFolder,
} from './folder.js';
export { type InstallerName, installCommands, installerNames } from './installers.js';
export { noPythonAt } from './no-python.js';
export { programIn } from './program.js';
export { callPython, type ScriptOptions } from './script.js';
