import { execFile } from 'node:child_process';
import { totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { AccError } from '../../core/index.js';
import { type MavenArtifact, mavenArtifacts, mavenFolder, referenceFolder } from '../install/index.js';

/** How to start SPICE's classes on this machine. */
export interface SpiceJava {
  java: string;
  /** 8 for "1.8" */
  major: number;
  /** options of the virtual machine, class path included */
  options: string[];
  /** main class of Nashorn's shell */
  shell: string;
}

/**
 * Java from ACC_JAVA or the PATH, version 8 or later.
 * @throws AccError captioning/no-java
 */
export async function findSpiceJava(java: string = process.env.ACC_JAVA ?? 'java'): Promise<SpiceJava> {
  const { failed, stdout, stderr } = await versionOutput(java);
  // a banner such as "Picked up JAVA_TOOL_OPTIONS" may precede the version
  const [, one, two] = /version "(\d+)(?:\.(\d+))?/.exec(`${stderr}\n${stdout}`) ?? [];
  const major = Number(one === '1' ? two : one);
  if (failed || !(major >= 8))
    throw new AccError('captioning/no-java', {
      message: failed ? `"${java}" cannot be started` : `"${java}" does not report version 8 or later`,
      hint: 'install one, e.g. "apt-get install default-jre-headless" or "brew install openjdk"; set ACC_JAVA to use another',
    });
  return { java, major, options: optionsFor(major), shell: major >= 11 ? nashorn : jdkNashorn };
}

/** The version output of a Java, requested once per process: it takes about 100 ms. */
function versionOutput(java: string): Promise<{ failed: boolean; stdout: string; stderr: string }> {
  const known = versionOutputs.get(java) ?? askVersion(java);
  versionOutputs.set(java, known);
  return known;
}

async function askVersion(java: string): Promise<{ failed: boolean; stdout: string; stderr: string }> {
  return promisify(execFile)(java, ['-version']).then(
    (printed) => ({ failed: false, ...printed }),
    () => ({ failed: true, stdout: '', stderr: '' }),
  );
}

const versionOutputs = new Map<string, Promise<{ failed: boolean; stdout: string; stderr: string }>>();

/** Java includes a JavaScript engine up to version 14; the one from Maven requires 11. */
const nashorn = 'org.openjdk.nashorn.tools.Shell';
const jdkNashorn = 'jdk.nashorn.tools.Shell';

/** Packages that SPICE's serializer reads by reflection, closed since Java 9. */
const opened = ['lang', 'math', 'util', 'util.concurrent', 'net', 'text'];

function optionsFor(major: number): string[] {
  const spice = join(referenceFolder(), 'spice');
  // Nashorn and its dependencies require Java 11; an older Java has its own engine and cannot load them
  const maven = major < 11 ? mavenArtifacts.filter(isCoreNlp).map(({ file }) => file) : ['*'];
  const path = [
    join(spice, 'spice-1.0.jar'),
    join(spice, 'lib', '*'),
    ...maven.map((file) => join(mavenFolder(), file)),
  ].join(delimiter);
  return [`-Xmx${heapMegabytes()}m`, ...opensFor(major), '-cp', path];
}

/** The other artifacts are the JavaScript engine. */
function isCoreNlp({ group }: MavenArtifact): boolean {
  return group === 'edu.stanford.nlp';
}

function opensFor(major: number): string[] {
  return major < 9 ? [] : opened.flatMap((name) => ['--add-opens', `java.base/java.${name}=ALL-UNNAMED`]);
}

/** Value of JDK_JAVA_OPTIONS that lets another program run SPICE's unmodified jar on this Java. */
export function spiceToolOptions({ major }: SpiceJava): string {
  const opens = opensFor(major).join(' ').replaceAll('--add-opens ', '--add-opens=');
  const engine = mavenArtifacts.filter((artifact) => !isCoreNlp(artifact)).map(({ file }) => join(mavenFolder(), file));
  return major < 15 ? opens : `${opens} --module-path=${engine.join(delimiter)} --add-modules=org.openjdk.nashorn`;
}

/** Half of the memory available to this process, between 2 and 8 GB; 3 GB are enough for 1,000 items. */
function heapMegabytes(): number {
  const limit = process.constrainedMemory() || totalmem();
  return Math.round(Math.min(8192, Math.max(2048, Math.min(limit, totalmem()) / 2 ** 21)));
}
