export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** Memory in units of 1,024: '15.64 GiB', '305.0 MiB'. */
export function inMemoryUnits(bytes: number): string {
  return bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(2)} GiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
