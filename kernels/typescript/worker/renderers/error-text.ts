const depth = 4;

/** An error shown as a value, not a failure: name, message, hint and causes, without a stack trace. */
export function errorText(error: Error, level = 0): string {
  const { hint } = error as { hint?: unknown };
  const inner = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause];
  const lines = [`${error.name || 'Error'}: ${error.message}`, ...(typeof hint === 'string' ? [`  ${hint}`] : [])];
  if (level < depth)
    for (const cause of inner.slice(0, 3))
      lines.push(`Caused by ${cause instanceof Error ? errorText(cause, level + 1) : String(cause)}`);
  return lines.join('\n');
}
