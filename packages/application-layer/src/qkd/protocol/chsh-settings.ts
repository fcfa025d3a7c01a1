import { Basis, type BasisCode } from '@bellwire/device'
import type { Role } from './rules.js'

/**
 * The settings of the two device-independent protocols: the reference measures Z or X; the corrector (Z+X)/√2 or (Z−X)/√2
 * in a test, and Z for the key.
 */
const CORRECTOR_BASES: readonly BasisCode[] = [Basis.ZPlus, Basis.ZMinus, Basis.Z]
const REFERENCE_BASES: readonly BasisCode[] = [Basis.Z, Basis.X]

/** The corrector's setting of rounds that make the key. */
export const KEY_SETTING = 2

export function chshSettingBits(role: Role): 1 | 2 {
  return role === 'corrector' ? 2 : 1
}

export function chshBasis(role: Role, setting: number): BasisCode {
  return (role === 'corrector' ? CORRECTOR_BASES : REFERENCE_BASES)[setting] ?? Basis.Z
}
