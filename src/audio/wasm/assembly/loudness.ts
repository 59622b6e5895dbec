/**
 * The energy of the K-weighted signal in each of `hops` segments of `hop` samples, for four signals in parallel: a recursive filter waits
 * for its last output, so four of them share the latency. Filters start at rest.
 * @param input four signals, `apart` bytes from one to the next
 * @param output four lists of `hops` doubles
 * @param coefficients b0, b1, b2, a1, a2 of the shelf and a1, a2 of the high-pass, as doubles
 */
export function weightedEnergies(
  input: usize,
  apart: usize,
  output: usize,
  hop: i32,
  hops: i32,
  coefficients: usize,
): void {
  const b0 = f64x2.splat(load<f64>(coefficients));
  const b1 = f64x2.splat(load<f64>(coefficients, 8));
  const b2 = f64x2.splat(load<f64>(coefficients, 16));
  const a1 = f64x2.splat(load<f64>(coefficients, 24));
  const a2 = f64x2.splat(load<f64>(coefficients, 32));
  const c1 = f64x2.splat(load<f64>(coefficients, 40));
  const c2 = f64x2.splat(load<f64>(coefficients, 48));
  const zero = f64x2.splat(0);
  let s1 = zero,
    s2 = zero,
    h1 = zero,
    h2 = zero;
  let t1 = zero,
    t2 = zero,
    g1 = zero,
    g2 = zero;
  const list = (<usize>hops) << 3;
  for (let k = 0; k < hops; k++) {
    let sum = zero,
      other = zero;
    const stop = input + ((<usize>hop) << 2);
    for (; input < stop; input += 4) {
      const third = input + 2 * apart;
      const x = f64x2.promote_low_f32x4(v128.load_lane<f32>(input + apart, v128.load_zero<f32>(input), 1));
      const u = f64x2.promote_low_f32x4(v128.load_lane<f32>(third + apart, v128.load_zero<f32>(third), 1));
      const y = f64x2.add(f64x2.mul(b0, x), s1);
      const v = f64x2.add(f64x2.mul(b0, u), t1);
      s1 = f64x2.add(f64x2.sub(f64x2.mul(b1, x), f64x2.mul(a1, y)), s2);
      t1 = f64x2.add(f64x2.sub(f64x2.mul(b1, u), f64x2.mul(a1, v)), t2);
      s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
      t2 = f64x2.sub(f64x2.mul(b2, u), f64x2.mul(a2, v));
      const z = f64x2.add(y, h1);
      const w = f64x2.add(v, g1);
      h1 = f64x2.sub(h2, f64x2.add(f64x2.add(y, y), f64x2.mul(c1, z)));
      g1 = f64x2.sub(g2, f64x2.add(f64x2.add(v, v), f64x2.mul(c1, w)));
      h2 = f64x2.sub(y, f64x2.mul(c2, z));
      g2 = f64x2.sub(v, f64x2.mul(c2, w));
      sum = f64x2.add(sum, f64x2.mul(z, z));
      other = f64x2.add(other, f64x2.mul(w, w));
    }
    store<f64>(output, f64x2.extract_lane(sum, 0));
    store<f64>(output + list, f64x2.extract_lane(sum, 1));
    store<f64>(output + 2 * list, f64x2.extract_lane(other, 0));
    store<f64>(output + 3 * list, f64x2.extract_lane(other, 1));
    output += 8;
  }
}
