import { type Content, protocolVersion } from './wire.js';

/** The content of kernel_info_reply. `codemirror_mode` stays a string: strict clients refuse tslab's object. */
export function kernelInfo(): Content {
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: 'acc-kit',
    implementation_version: '0.1.0',
    language_info: {
      name: 'typescript',
      version: '5.0.4',
      mimetype: 'text/x-typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      codemirror_mode: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `TypeScript (acc-kit) on Node.js ${process.versions.node}: tslab's cells under a Jupyter ${protocolVersion} kernel`,
    help_links: [{ text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' }],
    supported_features: [],
  };
}
