/**
 * The standard normal quantile for a probability in [0.5, 1): Newton's method from the median. The distribution function is
 * concave there, so the steps approach the root monotonically from below.
 */
export function normalQuantile(probability: number): number {
  let z = 0;
  for (let step = (probability - 0.5) / density(0); step > 1e-15 * (1 + z); ) {
    z += step;
    step = (probability - distribution(z)) / density(z);
  }
  return z;
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Marsaglia, "Evaluating the Normal Distribution" (2004): a series of positive terms, exact to double precision for small z. */
function distribution(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * density(z);
}
