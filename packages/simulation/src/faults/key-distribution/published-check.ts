import type { Measured, QkdWish, Released } from '@bellwire/application-layer'
import { Basis } from '@bellwire/device'
import type { Violation } from '@bellwire/invariants'
import { type Audit, audit } from './audit.js'
import { FLAG_BITS, mostLosses, TAG_BITS } from './longest.js'
import type { Transcript } from './transcript.js'
import { ENDS, violation } from './violation.js'

/** What each end's device has done, by round; undefined where it had no pair. */
export type Played = readonly [readonly (Measured | undefined)[], readonly (Measured | undefined)[]]

interface PublishedCheck {
  readonly audited: Audit | undefined
  readonly violations: readonly Violation[]
}

/** Whether keys are as long as what was published allows, and say of themselves what was published. */
export function publishedCheck(transcript: Transcript, wish: QkdWish, keys: readonly Released[]): PublishedCheck {
  const violations = transcript.breaches.map((breach) => violation('said-once-in-order', breach))
  if (keys.length === 0) return { audited: undefined, violations }
  const audited = audit(transcript, wish)
  if (audited === undefined) {
    violations.push(violation('certified-length', 'there is a key of a session that was not said to its end'))
    return { audited, violations }
  }
  const wrong = (invariant: string, message: string): void => void violations.push(violation(invariant, message))
  for (const { key, origin } of keys) {
    const { parity, syndrome, tag, successFlag } = origin.published
    if (key.length > audited.longest) {
      wrong('certified-length', `a key has ${key.length} bits, ${audited.longest} are allowed`)
    }
    if (parity !== audited.parity) {
      wrong('leak-counted', `${parity} parities are counted, ${audited.parity} were said`)
    }
    if (Math.ceil(syndrome / 8) !== audited.syndrome || syndrome > (wish.leakBudget ?? syndrome)) {
      wrong('leak-counted', `${syndrome} bits of syndrome are counted, ${audited.syndrome} bytes were said`)
    }
    if (tag !== TAG_BITS || successFlag !== FLAG_BITS) {
      wrong('leak-counted', `tag and flag of the verification count ${JSON.stringify(origin.published)}`)
    }
    if (audited.chsh !== undefined && Math.abs((origin.chsh ?? 0) - audited.chsh) > 1e-6) {
      wrong('certified-length', `S is ${origin.chsh}, and ${audited.chsh} by what was published`)
    }
  }
  return { audited, violations }
}

const DEVICE_INDEPENDENT = [Basis.ZPlus, Basis.ZMinus, Basis.Z]

/** Whether what the ends say of settings and outcomes is what their devices did. Of sessions that no round was lost of. */
export function announcedViolations(audited: Audit, played: Played, wish: QkdWish): Violation[] {
  const { correctorSettings, referenceSettings, published } = audited
  const bases = wish.protocol === 'bbm92' ? [Basis.Z, Basis.X] : DEVICE_INDEPENDENT
  const found: Violation[] = []
  const differs =
    correctorSettings.some((setting, round) => bases[setting] !== played[0][round]?.basis) ||
    referenceSettings.some((setting, round) => [Basis.Z, Basis.X][setting] !== played[1][round]?.basis)
  if (differs) found.push(violation('announced', 'settings are announced that nobody measured'))
  const outcomeOf = (end: 0 | 1, round: number): number => played[end][round]?.outcome ?? 0
  const wrong = ENDS.some((end) => {
    const outcomes = published?.outcomes[end]
    return outcomes && published?.rounds.some((round, place) => outcomes.get(place) !== outcomeOf(end, round))
  })
  if (wrong) found.push(violation('announced', 'outcomes are published that no device gave'))
  if (wish.protocol !== 'shared-tests') return found
  const lost = (published?.rounds ?? []).filter((round) => {
    const turned = correctorSettings[round] === 1 && referenceSettings[round] === 1
    return (outcomeOf(0, round) !== outcomeOf(1, round)) !== turned
  }).length
  if (lost > mostLosses(wish)) found.push(violation('certified-length', `there is a key with ${lost} lost tests`))
  return found
}
