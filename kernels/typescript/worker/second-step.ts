import type { SourceMapPayload } from 'node:module';
import type { CellNames } from './live-variables.js';
import type { Typescript } from './typescript.js';

/** What the second compilation step of a cell tells. */
export interface SecondStep extends CellNames {
  /** from the last compilation step to the first */
  maps: SourceMapPayload[];
}

/**
 * The converter compiles in two steps, to an ES module and to CommonJS. Where it asks TypeScript for the second, the source maps are taken, which
 * it does not keep, and the variables are left out of the exports.
 */
export function watchSecondStep(
  typescript: Typescript,
  withhold: (module: string) => CellNames & { module: string },
): { end(): SecondStep } {
  const { transpileModule } = typescript;
  let seen: SecondStep = { maps: [], variables: [], exported: [], imports: [] };
  typescript.transpileModule = (text, options) => {
    const { module, ...names } = withhold(text);
    const compilerOptions = { ...options.compilerOptions, sourceMap: true };
    const compiled = transpileModule(module, { ...options, compilerOptions });
    const maps = [JSON.parse(compiled.sourceMapText ?? '{}'), inlineMap(text)].filter((map) => map !== undefined);
    seen = { maps, ...names };
    return compiled;
  };
  return {
    end: () => {
      typescript.transpileModule = transpileModule;
      return seen;
    },
  };
}

const mapComment = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)/;

function inlineMap(text: string): SourceMapPayload | undefined {
  const found = mapComment.exec(text);
  return found ? JSON.parse(Buffer.from(found[1]!, 'base64').toString('utf8')) : undefined;
}
