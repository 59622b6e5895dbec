import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, type Progress, writeAtomic } from '../../core/index.js';
import type { MavenArtifact } from './files.js';

/**
 * Downloads artifacts with the user's Maven, with its settings and mirrors, into a folder. A stopped download is resumed;
 * Maven's own copies are removed at the end.
 * @throws AccError captioning/no-maven, captioning/fetch-failed
 */
export async function fetchArtifacts(
  artifacts: readonly MavenArtifact[],
  folder: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress?: ((progress: Progress) => void) | undefined },
): Promise<void> {
  await assertMaven();
  const { execa } = await import('execa');
  const work = `${folder}.fetching`;
  const copies = join(work, 'jars');
  const repository = join(work, 'repository');
  await mkdir(work, { recursive: true });
  await writeAtomic(join(work, 'pom.xml'), project(artifacts));
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const args = [
    '--batch-mode',
    '--no-transfer-progress',
    `-Dmaven.repo.local=${repository}`,
    goal,
    '-DexcludeTransitive=true',
    `-DoutputDirectory=${copies}`,
  ];
  const total = artifacts.reduce((sum, { bytes }) => sum + bytes, 0);
  const watch = setInterval(async () => onProgress?.({ done: await sizeOf(repository), total }), 1000);
  try {
    await execa('mvn', args, { cwd: work, stdin: 'ignore', stdout: 2, stderr: 2, cancelSignal: signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new AccError('captioning/fetch-failed', {
      message: `Maven could not download the jars: ${(cause as { shortMessage?: string }).shortMessage ?? String(cause)}`,
      hint: 'see the output of Maven above; the same command resumes the download',
      cause,
    });
  } finally {
    clearInterval(watch);
  }
  if (existsSync(folder)) await rm(folder, { recursive: true });
  await rename(copies, folder);
  await rm(work, { recursive: true });
}

/** Bytes in all files below a folder; 0 if it does not exist. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function assertMaven(): Promise<void> {
  const { execa } = await import('execa');
  if (!(await execa('mvn', ['-version'], { reject: false })).failed) return;
  throw new AccError('captioning/no-maven', {
    message: 'Maven (mvn) is not on the PATH; it is required to download CoreNLP and its models',
    hint: 'install it, e.g. "apt-get install maven" or "brew install maven", and run the same command again',
  });
}

/** A project with only these dependencies. */
function project(artifacts: readonly MavenArtifact[]): string {
  const dependencies = artifacts.map(
    ({ group, artifact, version, classifier }) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${
        classifier ? `<classifier>${classifier}</classifier>` : ''
      }</dependency>`,
  );
  return `<project><modelVersion>4.0.0</modelVersion><groupId>acc-kit</groupId><artifactId>metrics</artifactId><version>1</version>
<dependencies>
${dependencies.join('\n')}
</dependencies></project>
`;
}
