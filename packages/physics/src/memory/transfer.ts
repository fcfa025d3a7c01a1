/**
 * The transfer of a qubit into its storage encoding, as a flip channel: Z keeps `zFactor`, X and Y keep
 * (1 + zFactor)/2, which is what a flip about a random transverse axis with probability (1 − zFactor)/2 does. Written
 * like the factors of a MemoryLaw, out[0..3].
 *
 * The published loss of ZZ and XX on transfer is of the pair, and a flip channel has no square root that is a channel:
 * give one side of the pair the whole factor and the other 1.
 *
 * @param zFactor −1..1
 */
export function transferFactors(zFactor: number, out: Float64Array): void {
  out[0] = (1 + zFactor) / 2
  out[1] = (1 + zFactor) / 2
  out[2] = zFactor
  out[3] = 0
}
