import { gzipSync } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';

/** An entry of an archive that is built byte by byte, so that it can be malformed. */
export interface Entry {
  path: string;
  content?: string | Uint8Array;
  /** '0' file, '1' hard link, '2' symbolic link, '3' device, '5' folder */
  type?: '0' | '1' | '2' | '3' | '5';
  linkTo?: string;
}

/** A gzipped tar file (POSIX ustar). */
export function tarGz(entries: readonly Entry[]): Uint8Array {
  const blocks = entries.flatMap(({ path, content = '', type = '0', linkTo = '' }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write('0000000\0', 100);
    header.write('0000000\0', 108);
    header.write('0000000\0', 116);
    header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write(type, 156);
    header.write(linkTo, 157);
    header.write('ustar\0' + '00', 257, 'latin1');
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

const unixKinds: Readonly<Record<string, number>> = { '0': 0o100644, '2': 0o120777, '3': 0o020644, '5': 0o040755 };

/** A zip file with Unix attributes. */
export function zip(entries: readonly Entry[]): Uint8Array {
  const files: Zippable = {};
  for (const { path, content = '', type = '0', linkTo } of entries)
    files[path] = [Buffer.from(linkTo ?? content), { os: 3, attrs: unixKinds[type]! * 2 ** 16 }];
  return zipSync(files);
}
