import { Basis, type BasisCode } from '@bellwire/device'
import { FidelityEstimation, type PairDelivered } from '@bellwire/link-layer'
import type { LinkService } from '@bellwire/node'
import { bellSign, chshFlips } from '@bellwire/quantum'
import type { Nanoseconds } from '@bellwire/runtime'
import { STATE_NAMES } from '@bellwire/wire'
import { OutcomeMatching } from '../../experiments/outcome-matching.js'
import type { SimulatedNetwork } from '../../network/simulated-network.js'
import type { LinkSamples } from '../samples.js'
import type { LinkCollector } from './link-collector.js'

/** Axis of a basis in which outcomes have an expected parity: 1, 2, 3 for X, Y, Z. */
const AXES: { readonly [basis: number]: { readonly axis: 1 | 2 | 3; readonly name: string } } = {
  [Basis.X]: { axis: 1, name: 'X' },
  [Basis.Y]: { axis: 2, name: 'Y' },
  [Basis.Z]: { axis: 3, name: 'Z' }
}

/** Sequence numbers are below this in every epoch. */
const EPOCH = 2 ** 32

/**
 * Watches one link of a simulated network from outside, with the eyes of the simulator, and gathers what happens. The
 * network behaves as if nobody watched.
 */
export class LinkWatch {
  readonly #network: SimulatedNetwork
  readonly #collector: LinkCollector
  readonly #estimation: FidelityEstimation
  readonly #matching = new OutcomeMatching()
  readonly #open = new Set<string>()
  readonly #brightnesses = new Map<number, number>()
  #waitingSince: Nanoseconds

  /**
   * @param curve the link's operating points, by which an announced fidelity tells its brightness; may be empty
   */
  constructor(
    network: SimulatedNetwork,
    collector: LinkCollector,
    curve: NonNullable<LinkSamples['brightness']>['curve'] = []
  ) {
    const { from, to } = collector
    this.#network = network
    this.#collector = collector
    this.#estimation = new FidelityEstimation(
      curve.map(({ brightness, fidelity }) => ({ brightness, fidelity, successProbability: 0 }))
    )
    this.#waitingSince = network.clock.now()
    this.#watch(from, network.node(from).link(to))
    this.#watch(to, network.node(to).link(from))
  }

  /** To be called before a kept pair is given back or measured: its fidelity at that age is noted. */
  releasing(node: string, pair: PairDelivered): void {
    const { oracle } = this.#network.world
    const own = { node, qubit: pair.qubit }
    const view = oracle.pair(own)
    if (view !== null) this.#collector.stored(view.age, oracle.fidelity(own, view.partner, expectedBell(pair)))
  }

  #watch(end: string, service: LinkService): void {
    const { clock } = this.#network
    const { own } = service.status
    this.#collector.life(clock.now(), end, STATE_NAMES[own])
    service.subscribe({
      acknowledged: (createId) => {
        if (this.#open.size === 0) this.#waitingSince = clock.now()
        this.#open.add(`${end} ${createId}`)
      },
      failed: ({ createId }) => this.#open.delete(`${end} ${createId}`),
      delivered: (pair) => this.#delivered(end, pair),
      linkChanged: (_up, state) => this.#collector.life(clock.now(), end, STATE_NAMES[state])
    })
  }

  #delivered(end: string, pair: PairDelivered): void {
    const now = this.#network.clock.now()
    if (pair.outcome !== null) this.#matched(now, pair, pair.outcome.reveal())
    if (!pair.originator) return
    const waiting = now - this.#waitingSince
    this.#waitingSince = now
    this.#collector.pair(now, waiting, this.#brightnessOf(pair.goodness), this.#fidelityOf(end, pair), pair.bellIndex)
    if (pair.final) this.#open.delete(`${end} ${pair.createId}`)
  }

  /** NaN for a pair that has been measured. */
  #fidelityOf(node: string, pair: PairDelivered): number {
    if (pair.qubit < 0) return NaN
    const { oracle } = this.#network.world
    const own = { node, qubit: pair.qubit }
    const view = oracle.pair(own)
    return view === null ? NaN : oracle.fidelity(own, view.partner, expectedBell(pair))
  }

  /** The brightest emission of the announced fidelity, to four digits: on the wire it is rounded. */
  #brightnessOf(goodness: number): number {
    const known = this.#brightnesses.get(goodness)
    if (known !== undefined) return known
    const point = this.#estimation.choose(goodness)
    const brightness = point === undefined ? NaN : Number(point.brightness.toPrecision(4))
    // Estimates that are corrected all the time would fill the map.
    if (this.#brightnesses.size < 1024) this.#brightnesses.set(goodness, brightness)
    return brightness
  }

  /** Whichever end comes second brings the outcomes of both together. */
  #matched(now: Nanoseconds, pair: PairDelivered, outcome: 0 | 1): void {
    const code = 4 * pair.basis + 2 * (pair.corrected ? 1 : 0) + outcome
    const other = this.#matching.note(pair.epoch * EPOCH + pair.sequence, code)
    if (other < 0) return
    const otherBasis = (other >> 2) as BasisCode
    const alike = (other & 1) === outcome
    // The originator corrects for both ends, where its basis lets it.
    const corrected = pair.originator ? pair.corrected : (other & 2) !== 0
    const bellIndex = corrected ? 0 : pair.bellIndex
    const same = pair.basis === otherBasis ? AXES[pair.basis] : undefined
    if (same !== undefined) this.#collector.matching(now, same.name, alike !== bellSign(bellIndex, same.axis) > 0)
    const setting = chshSetting(pair.basis, otherBasis) ?? chshSetting(otherBasis, pair.basis)
    if (setting === undefined) return
    const flipped = chshFlips(bellIndex)[setting < 2 ? 0 : 1]
    this.#collector.chsh(now, setting, alike !== flipped)
  }
}

/** The Bell state that a kept pair should be in now. */
function expectedBell(pair: PairDelivered): number {
  return pair.corrected ? 0 : pair.bellIndex
}

/** A0 = Z, A1 = X, B0, B1 = (Z±X)/√2: 2·A + B. */
function chshSetting(basisA: BasisCode, basisB: BasisCode): number | undefined {
  if (basisA !== Basis.Z && basisA !== Basis.X) return undefined
  if (basisB !== Basis.ZPlus && basisB !== Basis.ZMinus) return undefined
  return (basisA === Basis.X ? 2 : 0) + (basisB === Basis.ZMinus ? 1 : 0)
}
