/**
 * Halves the rate with a half-band filter, whose every other tap is zero except the centre one, which is 1/2: output n is half of the
 * even sample n plus the sum over k < pairs of taps[k] · (odd sample n + k, and odd sample n - k - 1).
 * @param input 2 · (count + 2 · pairs) samples; the even sample of output 0 has index 2 · pairs; reads up to 32 samples further
 * @param scratch space for two times half as many samples, rounded up to multiples of 16
 * @param count rounded up to a multiple of 16
 */
export function halve(input: usize, scratch: usize, output: usize, count: i32, taps: usize, pairs: i32): void {
  const outputs = (<usize>(count + 15) >> 4) << 6;
  const margin = (<usize>pairs) << 2;
  const half = outputs + 2 * margin + 64;
  const odds = scratch + half;
  for (let at: usize = 0; at < half; at += 16) {
    const first = v128.load(input + 2 * at);
    const second = v128.load(input + 2 * at, 16);
    v128.store(scratch + at, v128.shuffle<f32>(first, second, 0, 2, 4, 6));
    v128.store(odds + at, v128.shuffle<f32>(first, second, 1, 3, 5, 7));
  }
  const end = taps + margin;
  const middle = f32x4.splat(0.5);
  for (let at: usize = 0; at < outputs; at += 64) {
    const even = scratch + margin + at;
    let a = f32x4.mul(middle, v128.load(even));
    let b = f32x4.mul(middle, v128.load(even, 16));
    let c = f32x4.mul(middle, v128.load(even, 32));
    let d = f32x4.mul(middle, v128.load(even, 48));
    let later = odds + margin + at;
    let earlier = later - 4;
    for (let tap = taps; tap < end; tap += 4) {
      const weight = v128.load_splat<f32>(tap);
      a = f32x4.add(a, f32x4.mul(weight, f32x4.add(v128.load(later), v128.load(earlier))));
      b = f32x4.add(b, f32x4.mul(weight, f32x4.add(v128.load(later, 16), v128.load(earlier, 16))));
      c = f32x4.add(c, f32x4.mul(weight, f32x4.add(v128.load(later, 32), v128.load(earlier, 32))));
      d = f32x4.add(d, f32x4.mul(weight, f32x4.add(v128.load(later, 48), v128.load(earlier, 48))));
      later += 4;
      earlier -= 4;
    }
    v128.store(output + at, a);
    v128.store(output + at, b, 16);
    v128.store(output + at, c, 32);
    v128.store(output + at, d, 48);
  }
}
