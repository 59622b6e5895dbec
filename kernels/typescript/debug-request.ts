import type { EngineHost } from './engine-host.js';
import type { Content } from './wire.js';

/**
 * Answers debug_request (Jupyter messaging, "Debug request") as far as a kernel without a debugger can: which variables the cells have. What needs
 * a debugger fails by name.
 */
export async function debugReply(request: Content, ask: EngineHost['ask']): Promise<Content> {
  const { command, seq } = request;
  const args = (typeof request.arguments === 'object' ? request.arguments : null) ?? {};
  const answered = { type: 'response', seq: 0, request_seq: Number(seq) || 0, command: String(command ?? '') };
  try {
    const body = await bodyOf(answered.command, args as Content, ask);
    if (body) return { ...answered, success: true, body };
    return {
      ...answered,
      success: false,
      message: `this kernel has no debugger: ${answered.command} is not available`,
    };
  } catch (error) {
    return { ...answered, success: false, message: (error as Error).message };
  }
}

async function bodyOf(command: string, args: Content, ask: EngineHost['ask']): Promise<Content | undefined> {
  if (command === 'debugInfo') return debugInfo;
  if (command === 'inspectVariables') return variables(await ask({ kind: 'variables', code: '' }));
  if (command === 'variables')
    return variables(await ask({ kind: 'variables', code: '', detail: Number(args.variablesReference) || -1 }));
  if (command !== 'richInspectVariables') return undefined;
  const found = await ask({ kind: 'variables', code: String(args.variableName ?? '') });
  if (found.text === undefined) throw new Error(`there is no variable ${args.variableName}`);
  return { data: { 'text/plain': found.text }, metadata: {} };
}

function variables({ variables: found, evalue }: Content): Content {
  if (!found) throw new Error(String(evalue));
  return { variables: found };
}

const debugInfo = {
  isStarted: false,
  hashMethod: 'Murmur2',
  hashSeed: 0,
  tmpFilePrefix: '',
  tmpFileSuffix: '.ts',
  breakpoints: [],
  stoppedThreads: [],
  richRendering: true,
  exceptionPaths: [],
  copyToGlobals: false,
};
