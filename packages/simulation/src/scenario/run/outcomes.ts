import { Basis, type BasisCode } from '@bellwire/device'
import { expectsEqual, type PairDelivered } from '@bellwire/link-layer'
import { bellSign } from '@bellwire/quantum'
import type { CountedEstimate } from './estimates.js'
import { ShareTally } from './tallies.js'

const NAMES = new Map<BasisCode, string>(Object.entries(Basis).map(([name, code]): [BasisCode, string] => [code, name]))

/** What a pair that both ends have measured says. */
export interface MeasuredRound {
  /** Bases in words. */
  readonly bases: string
  readonly alike: boolean
  /** In one Pauli basis at both ends: its name and whether the outcomes are not as the Bell state has them. */
  readonly matching: { readonly basis: string; readonly error: boolean } | null
  /** In the settings of a CHSH test: 2·(A measured X) + (B measured (Z−X)/√2), and whether the corrected outcomes agree. */
  readonly chsh: { readonly setting: number; readonly alike: boolean } | null
}

type MeasuredHalf = Pick<PairDelivered, 'outcome' | 'basis' | 'bellIndex' | 'corrected'>

/** Null where one end has no outcome. */
export function measuredRound(originator: MeasuredHalf, responder: MeasuredHalf): MeasuredRound | null {
  if (originator.outcome === null || responder.outcome === null) return null
  const alike = originator.outcome.reveal() === responder.outcome.reveal()
  const [own, other] = [originator.basis, responder.basis]
  const state = originator.corrected ? 0 : originator.bellIndex
  const pauli = isPauli(own) && own === other
  return {
    bases: `${NAMES.get(own) ?? own}-${NAMES.get(other) ?? other}`,
    alike,
    matching: pauli ? { basis: NAMES.get(own) ?? '', error: alike !== expectsEqual(state, own) } : null,
    chsh: chshRound(own, other, alike, state) ?? chshRound(other, own, alike, state)
  }
}

/** @param state Bell state whose correlations the outcomes have */
function chshRound(a: BasisCode, b: BasisCode, alike: boolean, state: number): MeasuredRound['chsh'] {
  if ((a !== Basis.Z && a !== Basis.X) || (b !== Basis.ZPlus && b !== Basis.ZMinus)) return null
  const flipped = bellSign(state, a === Basis.X ? 1 : 3) < 0
  return { setting: 2 * (a === Basis.X ? 1 : 0) + (b === Basis.ZMinus ? 1 : 0), alike: alike !== flipped }
}

function isPauli(basis: BasisCode): boolean {
  return basis === Basis.Z || basis === Basis.X || basis === Basis.Y
}

/** Counts of measured rounds. */
export class OutcomeTally {
  readonly #correlators = new Map<string, ShareTally>()
  readonly #errors = new Map<string, ShareTally>()
  readonly #chsh = [new ShareTally(), new ShareTally(), new ShareTally(), new ShareTally()] as const

  add(round: MeasuredRound): void {
    tallyOf(this.#correlators, round.bases).add(round.alike)
    if (round.matching !== null) tallyOf(this.#errors, round.matching.basis).add(round.matching.error)
    if (round.chsh !== null) this.#chsh[round.chsh.setting]?.add(round.chsh.alike)
  }

  get errorRates(): { readonly [basis: string]: CountedEstimate } {
    return Object.fromEntries([...this.#errors].sort(byName).map(([basis, tally]) => [basis, tally.estimate()]))
  }

  get correlators(): { readonly [bases: string]: CountedEstimate } {
    return Object.fromEntries([...this.#correlators].sort(byName).map(([bases, tally]) => [bases, tally.correlator()]))
  }

  /** S; null until every setting has been measured. */
  get chsh(): CountedEstimate | null {
    if (this.#chsh.some(({ rounds }) => rounds === 0)) return null
    const products = this.#chsh.map((tally) => tally.correlator())
    return {
      value: products.reduce((sum, { value }, setting) => sum + (setting === 3 ? -value : value), 0),
      standardError: Math.hypot(...products.map(({ standardError }) => standardError)),
      rounds: products.reduce((sum, { rounds }) => sum + rounds, 0)
    }
  }
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1
}

function tallyOf(tallies: Map<string, ShareTally>, name: string): ShareTally {
  const known = tallies.get(name)
  if (known !== undefined) return known
  const made = new ShareTally()
  tallies.set(name, made)
  return made
}
