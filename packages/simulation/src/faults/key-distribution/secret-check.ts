import { Basis, type BasisCode } from '@bellwire/device'
import type { QkdWish, Released } from '@bellwire/application-layer'
import type { Audit } from './audit.js'
import type { Played } from './published-check.js'
import { bitsOf, type SecretBits } from './secrets.js'
import { END_NAMES, ENDS } from './violation.js'

/** The keys that both ends were given. */
export function keySecrets(released: readonly (readonly Released[])[]): SecretBits[] {
  return released.flatMap((list, end) => list.map(({ key }) => ({ name: `key of the ${END_NAMES[end]}`, bits: key })))
}

/** All outcomes of an end in order, where they are uniform: only what is uniform cannot be anywhere by chance. */
export function outcomeSecrets(played: Played): SecretBits[] {
  return ENDS.map((end) => {
    const outcomes = [...played[end]].flatMap((one) => (one === undefined ? [] : [one.outcome ?? 0]))
    return { name: `outcomes of the ${END_NAMES[end]}`, bits: bitsOf(outcomes) }
  })
}

/** The outcomes that are never published, of sessions that no round was lost of. */
export function rawKeySecrets(played: Played, audited: Audit, wish: QkdWish): SecretBits[] {
  if (wish.protocol === 'bbm92') return []
  const { correctorSettings, referenceSettings } = audited
  return ENDS.map((end) => {
    const raw = played[end].flatMap((one, round) =>
      correctorSettings[round] === 2 && referenceSettings[round] === 0 ? [one?.outcome ?? 0] : []
    )
    return { name: `raw key of the ${END_NAMES[end]}`, bits: bitsOf(raw) }
  })
}

/** The settings of both ends, a bit each, and those of the corrector as it announces them. */
export function settingSecrets(played: Played): SecretBits[] {
  const settings = ENDS.map((end) => {
    const bits = basesOf(played, end).map((basis) => (basis === Basis.ZMinus || basis === Basis.X ? 1 : 0))
    return { name: `settings of the ${END_NAMES[end]}`, bits: bitsOf(bits) }
  })
  const packed = basesOf(played, 0).flatMap((basis) => {
    const setting = [Basis.ZPlus, Basis.ZMinus, Basis.Z].indexOf(basis as 0)
    return [setting >> 1, setting & 1]
  })
  return [...settings, { name: 'settings of the corrector, packed', bits: bitsOf(packed) }]
}

function basesOf(played: Played, end: 0 | 1): BasisCode[] {
  return [...played[end]].flatMap((one) => (one === undefined ? [] : [one.basis]))
}
