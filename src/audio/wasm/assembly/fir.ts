/**
 * Filters and changes the rate by up/down. Output k is the sum over t < width of input[⌊k · down / up⌋ + t] · taps[k · down mod up][t].
 * Four outputs of one phase are computed together, so that each tap is loaded once for all four. The order of additions is the same on
 * every machine: the same input gives the same bytes.
 * Up to 4 · up outputs more than `count` are written, and read past the end of the input.
 * @param width taps per phase, a multiple of 8
 */
export function filter(input: usize, output: usize, count: i32, taps: usize, width: i32, up: i32, down: i32): void {
  const row = (<usize>width) << 2;
  const hop = (<usize>up) << 2;
  const jump = (<usize>down) << 2;
  const whole = (<usize>(down / up)) << 2;
  const rest = down % up;
  for (let done = 0; done < count; done += 4 * up) {
    let from = input;
    let phase = 0;
    for (let k = 0; k < up; k++) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      let x = from;
      let w = taps + <usize>phase * row;
      const end = w + row;
      while (w < end) {
        const g = v128.load(w);
        const h = v128.load(w, 16);
        a = f32x4.add(a, f32x4.mul(v128.load(x), g));
        b = f32x4.add(b, f32x4.mul(v128.load(x + jump), g));
        c = f32x4.add(c, f32x4.mul(v128.load(x + 2 * jump), g));
        d = f32x4.add(d, f32x4.mul(v128.load(x + 3 * jump), g));
        a = f32x4.add(a, f32x4.mul(v128.load(x, 16), h));
        b = f32x4.add(b, f32x4.mul(v128.load(x + jump, 16), h));
        c = f32x4.add(c, f32x4.mul(v128.load(x + 2 * jump, 16), h));
        d = f32x4.add(d, f32x4.mul(v128.load(x + 3 * jump, 16), h));
        x += 32;
        w += 32;
      }
      store<f32>(output, sum(a));
      store<f32>(output + hop, sum(b));
      store<f32>(output + 2 * hop, sum(c));
      store<f32>(output + 3 * hop, sum(d));
      output += 4;
      from += whole;
      phase += rest;
      if (phase >= up) {
        phase -= up;
        from += 4;
      }
    }
    output += 3 * hop;
    input += 4 * jump;
  }
}

function sum(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}
