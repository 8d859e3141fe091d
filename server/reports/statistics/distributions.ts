/**
 * The few distribution functions that the tests need. Sources: Lanczos' approximation (g = 7, 9 terms) for the log gamma
 * function; series and continued fraction for the incomplete gamma function as in Abramowitz & Stegun 6.5.29 and 6.5.31, evaluated with Lentz' method. Relative error is below 1e-12 in the range used here.
 */

const lanczosStart = 0.99999999999980993;
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const maxTerms = 10_000;
const tiny = 1e-300;
const precision = 1e-15;

/** Natural logarithm of the gamma function, x > 0. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const t = shifted + 7.5;
  const sum = lanczos.reduce((before, term, i) => before + term / (shifted + i + 1), lanczosStart);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Natural logarithm of the binomial coefficient, 0 <= k <= n. */
export function logChoose(n: number, k: number): number {
  return k === 0 || k === n ? 0 : logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** Upper regularised incomplete gamma function Q(a, x), a > 0, x >= 0. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < maxTerms && term > sum * precision; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - scale * sum;
  }
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < maxTerms; n++) {
    const coefficient = -n * (n - a);
    b += 2;
    d = 1 / nonZero(coefficient * d + b);
    c = nonZero(b + coefficient / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return scale * fraction;
}

/** Probability of a chi-square value of at least `value` with `df` degrees of freedom. */
export function chiSquareTail(value: number, df: number): number {
  return upperGamma(df / 2, value / 2);
}

/** Probability of a standard normal value at least `|z|` away from 0, both sides. */
export function normalTwoSided(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
