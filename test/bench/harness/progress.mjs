/** One line on a terminal that is written over, a line a sample elsewhere, with the time left if the rest takes as long as what was measured so far. */
export function progressLine(total) {
  const { stderr } = process;
  const started = performance.now();
  let count = 0;
  const left = () => {
    if (count === 0) return '';
    const seconds = ((performance.now() - started) / 1000 / count) * (total - count);
    return seconds < 90 ? `, about ${Math.ceil(seconds)} s left` : `, about ${Math.ceil(seconds / 60)} min left`;
  };
  return {
    begin: (what) => {
      const line = `[${count + 1}/${total}] ${what}${left()}`;
      stderr.write(stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
      count += 1;
    },
    end: () => {
      if (stderr.isTTY) stderr.write('\r\x1b[K');
    },
  };
}
