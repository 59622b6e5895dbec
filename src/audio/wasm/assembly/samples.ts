// Loops over samples. Where four or eight are processed at a time, the areas are padded with zeros after the last sample.

/** Sixteen-bit values divided by 32767. */
export function fromPcm16(input: usize, output: usize, count: i32): void {
  const full = f32x4.splat(32767);
  const end = output + ((<usize>count) << 2);
  while (output < end) {
    const values = v128.load(input);
    v128.store(output, f32x4.div(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(values)), full));
    v128.store(output, f32x4.div(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(values)), full), 16);
    input += 16;
    output += 32;
  }
}

/** The means of two sixteen-bit channels divided by 32767. @param count frames */
export function fromStereoPcm16(input: usize, output: usize, count: i32): void {
  const full = f32x4.splat(65534);
  const end = output + ((<usize>count) << 2);
  while (output < end) {
    v128.store(output, f32x4.div(f32x4.convert_i32x4_s(i32x4.extadd_pairwise_i16x8_s(v128.load(input))), full));
    input += 16;
    output += 16;
  }
}

/** The largest absolute sample. */
export function peak(input: usize, count: i32): f32 {
  let largest = f32x4.splat(0);
  const end = input + ((<usize>count) << 2);
  for (; input < end; input += 16) largest = f32x4.pmax(largest, f32x4.abs(v128.load(input)));
  return widest(largest);
}

/** The largest absolute value of base + gain · event. */
export function mixedPeak(base: usize, event: usize, gain: f32, count: i32): f32 {
  const gains = f32x4.splat(gain);
  let largest = f32x4.splat(0);
  const end = base + ((<usize>count) << 2);
  for (; base < end; base += 16) {
    const mixed = f32x4.add(v128.load(base), f32x4.mul(gains, v128.load(event)));
    largest = f32x4.pmax(largest, f32x4.abs(mixed));
    event += 16;
  }
  return widest(largest);
}

function widest(four: v128): f32 {
  const pair = max(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1));
  return max(pair, max(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)));
}

/** The sum of squares of each of `windows` windows, as doubles. */
export function energies(input: usize, output: usize, windows: i32, window: i32): void {
  const fours = (<usize>(window & ~3)) << 2;
  for (let k = 0; k < windows; k++) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    const stop = input + fours;
    for (; input < stop; input += 16) {
      const four = v128.load(input);
      const first = f64x2.promote_low_f32x4(four);
      const last = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3));
      low = f64x2.add(low, f64x2.mul(first, first));
      high = f64x2.add(high, f64x2.mul(last, last));
    }
    const pairs = f64x2.add(low, high);
    let sum = f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
    for (let rest = window & 3; rest > 0; rest--) {
      const sample = <f64>load<f32>(input);
      sum += sample * sample;
      input += 4;
    }
    store<f64>(output, sum);
    output += 8;
  }
}

/** round(factor · sample) as sixteen-bit values, saturating, never wrapping; ties round to even. */
export function round(input: usize, output: usize, factor: f32, count: i32): void {
  const factors = f32x4.splat(factor);
  const end = output + ((<usize>count) << 1);
  while (output < end) {
    v128.store(output, narrowed(steps(input, factors), steps(input + 16, factors)));
    input += 32;
    output += 16;
  }
}

/** Adds round(factor · sample) to sixteen-bit values; only the sum saturates, as an event may be louder than full scale alone. */
export function addRounded(values: usize, input: usize, factor: f32, count: i32): void {
  const factors = f32x4.splat(factor);
  const end = values + ((<usize>count) << 1);
  while (values < end) {
    const before = v128.load(values);
    const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(before));
    const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(before));
    v128.store(values, narrowed(f32x4.add(low, steps(input, factors)), f32x4.add(high, steps(input + 16, factors))));
    input += 32;
    values += 16;
  }
}

/** Whole PCM steps as floats, which are exact up to 2^24 and never wrap. */
function steps(input: usize, factors: v128): v128 {
  return f32x4.nearest(f32x4.mul(v128.load(input), factors));
}

function narrowed(low: v128, high: v128): v128 {
  return i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(low), i32x4.trunc_sat_f32x4_s(high));
}
