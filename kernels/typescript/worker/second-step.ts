import type { SourceMapPayload } from 'node:module';
import { addedLines, commonJs } from './common-js.js';
import type { CellNames } from './live-variables.js';
import type { Typescript } from './typescript.js';

/** The results of the second compilation step of a cell. */
export interface SecondStep extends CellNames {
  /** from the last compilation step to the first */
  maps: SourceMapPayload[];
}

/**
 * The converter compiles in two steps, to an ES module and to CommonJS. This hook on the second step records the source maps, which the
 * converter drops, removes the variables from the exports, and avoids TypeScript where possible.
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

/** @param moved by how many lines the code is shifted down relative to the map */
function inlineMap(text: string, moved = 0): SourceMapPayload | undefined {
  const found = mapComment.exec(text);
  if (!found) return undefined;
  const map: SourceMapPayload = JSON.parse(Buffer.from(found[1]!, 'base64').toString('utf8'));
  return { ...map, mappings: ';'.repeat(moved) + map.mappings };
}
