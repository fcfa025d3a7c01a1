/** Whether a pair is a test round, by the rule of section 3.7. */
export function isTestRound(seed: number, share: number, sequence: number): boolean {
  return share > 0 && (mix(seed, sequence) & 0xffff) < share
}

/** Basis of a test round: 0 Z, 1 X, 2 Y. */
export function testBasis(seed: number, sequence: number): number {
  return (mix(seed, sequence) >>> 16) % 3
}

function mix(seed: number, sequence: number): number {
  let bits = (seed ^ Math.imul(sequence, 0x9e3779b1)) >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
