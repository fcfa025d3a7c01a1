/** h(x), bits; 0 at 0 and 1. */
export function entropyOf(x: number): number {
  return x <= 0 || x >= 1 ? 0 : -x * Math.log2(x) - (1 - x) * Math.log2(1 - x)
}

/** The largest S that quantum mechanics has. */
export const LARGEST_CHSH = 2 * Math.SQRT2

/** e(S) = (1 − √(S²/4 − 1))/2: how often phases differ at most; ½ up to S = 2. */
export function phaseErrorAt(chsh: number): number {
  return chsh <= 2 ? 0.5 : (1 - Math.sqrt(Math.min(1, chsh ** 2 / 4 - 1))) / 2
}
