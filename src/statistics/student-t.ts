/**
 * The two-sided p-value of Student's t: the probability of a larger |t|. It is the incomplete beta function I(df / (df + t²); df/2, 1/2)
 * (Abramowitz and Stegun 1964, 26.7.1 and 26.5.27).
 * @param df degrees of freedom, at least 1; need not be whole
 */
export function studentP(t: number, df: number): number {
  if (t === 0) return 1;
  const square = t * t;
  return Number.isFinite(square) ? incompleteBeta(df / (df + square), square / (df + square), df / 2, 0.5) : 0;
}

/** The t that |T| does not exceed with the given probability, by bisection of `studentP`. */
export function studentQuantile(probability: number, df: number): number {
  let [low, high] = [0, 1];
  while (studentP(high, df) > 1 - probability) [low, high] = [high, 2 * high];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (studentP(middle, df) > 1 - probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** @param x @param rest 1 - x, given apart because the difference would lose digits */
function incompleteBeta(x: number, rest: number, a: number, b: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(rest));
  // the continued fraction converges fast on this side of the mean; the other side is the complement
  if (x < (a + 1) / (a + b + 2)) return (front / a) * continuedFraction(x, a, b);
  return 1 - (front / b) * continuedFraction(rest, b, a);
}

/** The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8) by Lentz's method. */
function continuedFraction(x: number, a: number, b: number): number {
  let [c, d, value] = [1, 0, 1];
  for (let term = 0; term < 1000; term++) {
    const m = term >> 1;
    const coefficient =
      term % 2 === 0
        ? (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
        : ((m + 1) * (b - m - 1) * x) / ((a + 2 * m + 1) * (a + 2 * m + 2));
    d = 1 / (1 + coefficient * d);
    c = 1 + coefficient / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return 1 / value;
}

/** Stirling's series (Abramowitz and Stegun 6.1.41) above 10; smaller arguments are raised by the recurrence. */
function logGamma(x: number): number {
  if (x < 10) return logGamma(x + 1) - Math.log(x);
  const square = x * x;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
}
