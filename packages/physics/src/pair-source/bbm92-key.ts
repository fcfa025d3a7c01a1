import { binaryEntropy } from '@bellwire/quantum'
import { ParameterError } from '../components/parameter.js'
import type { Sifted } from './sifted.js'

/**
 * Key per sifted coincidence of one basis in the limit of many, 1 − f·h(e_bit) − h(e_phase), never below 0: BBM92 with
 * trusted measurements (Bennett, Brassard and Mermin, "Quantum cryptography without Bell's theorem"; Shor and Preskill,
 * "Simple proof of security of the BB84 quantum key distribution protocol"). An error rate beyond ½ counts as ½.
 *
 * @param bitErrorRate of the basis that the key is taken from, 0..1
 * @param phaseErrorRate of the other basis, 0..1
 * @param efficiency f: bits that error correction publishes, in units of h(e_bit), at least 1
 */
export function bbm92KeyFraction(bitErrorRate: number, phaseErrorRate: number, efficiency = 1): number {
  if (!(efficiency >= 1 && Number.isFinite(efficiency))) {
    throw new ParameterError('efficiency', efficiency, 'a finite number >= 1')
  }
  const bit = binaryEntropy(Math.min(0.5, bitErrorRate))
  const phase = binaryEntropy(Math.min(0.5, phaseErrorRate))
  return Math.max(0, 1 - efficiency * bit - phase)
}

/** Key bits in the unit of the sifted coincidences, taken from both bases, each with the other's errors as its phase. */
export function bbm92Key({ z, x }: Sifted, efficiency = 1): number {
  if (z.kept === 0 || x.kept === 0) return 0
  return (
    z.kept * bbm92KeyFraction(z.errorRate, x.errorRate, efficiency) +
    x.kept * bbm92KeyFraction(x.errorRate, z.errorRate, efficiency)
  )
}
