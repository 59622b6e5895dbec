import type { SourceMapPayload } from 'node:module';
import { addedLines, commonJs } from './common-js.js';
import type { CellNames } from './live-variables.js';
import type { Typescript } from './typescript.js';

/** What the second compilation step of a cell tells. */
export interface SecondStep extends CellNames {
  /** from the last compilation step to the first */
  maps: SourceMapPayload[];
}

/**
 * The converter compiles in two steps, to an ES module and to CommonJS. Where it asks TypeScript for the second, the source maps are taken, which
 * it does not keep, the variables are left out of the exports, and what can be done without TypeScript is.
 */
export function watchSecondStep(
  typescript: Typescript,
  withhold: (module: string) => CellNames & { module: string },
): { end(): SecondStep } {
  const { transpileModule } = typescript;
  let seen: SecondStep = { maps: [], variables: [], exported: [], imports: [] };
  typescript.transpileModule = (text, options) => {
    const { module, ...names } = withhold(text);
    const outputText = commonJs(module, names.exported, typescript);
    if (outputText !== undefined) {
      seen = { maps: [inlineMap(text, addedLines)].filter((map) => map !== undefined), ...names };
      return { outputText };
    }
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

/** @param moved by how many lines the code stands lower than the map says */
function inlineMap(text: string, moved = 0): SourceMapPayload | undefined {
  const found = mapComment.exec(text);
  if (!found) return undefined;
  const map: SourceMapPayload = JSON.parse(Buffer.from(found[1]!, 'base64').toString('utf8'));
  return { ...map, mappings: ';'.repeat(moved) + map.mappings };
}
