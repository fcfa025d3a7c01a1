import { Basis, type BasisCode, type QubitId, Secret } from '@bellwire/device'
import type { Clock, Nanoseconds, RandomStream } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import type {
  EntangledPair,
  EntanglementListener,
  EntanglementSource,
  OutcomeListener
} from '../entanglement/source.js'

/** What the devices of both ends do in a round: asked when an end measures, with what that end has chosen. */
export interface Strategy {
  /** null: the device gives none. @param other what the other end has measured already in this round, if it has */
  outcome(end: 0 | 1, basis: BasisCode, round: number, other: Measured | undefined): 0 | 1 | null
}

/** What one end has done in a round. */
export interface Measured {
  readonly basis: BasisCode
  readonly outcome: 0 | 1 | null
}

const ANGLES: Readonly<Record<number, number>> = {
  [Basis.Z]: 0,
  [Basis.X]: Math.PI / 2,
  [Basis.ZPlus]: Math.PI / 4,
  [Basis.ZMinus]: -Math.PI / 4
}

/** Of a measurement in the plane of Z and X: from Z, radians. */
export const angleOf = (basis: BasisCode): number => ANGLES[basis] as number

/** Werner pairs: S = 2√2·visibility, Q = (1 − visibility)/2. */
export function wernerPairs(visibility: number, random: RandomStream): Strategy {
  return {
    outcome(_end, basis, _round, other) {
      if (other === undefined || other.outcome === null) return random.bernoulli(0.5) ? 1 : 0
      const equal = (1 + visibility * Math.cos(angleOf(basis) - angleOf(other.basis))) / 2
      return (random.bernoulli(equal) ? other.outcome : 1 - other.outcome) as 0 | 1
    }
  }
}

/** How pairs are played. */
export interface PlayedOptions {
  readonly clock: Clock
  readonly strategy: Strategy
  /** From one pair to the next. */
  readonly interval?: Nanoseconds
  readonly measureDuration?: Nanoseconds
  /** From one sequence number to the next. */
  readonly gap?: number
  /** In which basis the hardware of an end measures the pair of a round as it comes; absent: pairs are kept. */
  readonly arrival?: (end: 0 | 1, round: number) => BasisCode
  /** What goes wrong with a round, if anything: its pair is lost at the end that answers, or expires at one end, or gives no outcome. */
  readonly fate?: (round: number) => Fate
}

/** What becomes of the pair of a round. */
export type Fate = 'sound' | 'lost at the reference' | 'expires at the corrector' | 'expires at the reference' | 'reset'

const EPOCH = 7

/** A link between two ends, as a strategy plays it. */
export class PlayedPairs {
  readonly options: PlayedOptions
  readonly ends: readonly [PlayedSource, PlayedSource]
  #round = 0
  #request = 0
  #left = 0
  #given = 0
  #asking = 0
  #generation = 0
  /** What was measured of each round that one end has measured. */
  readonly #measured = new Map<number, (Measured | undefined)[]>()
  readonly measurements: [number, number] = [0, 0]

  constructor(options: PlayedOptions, nodes: readonly [number, number]) {
    this.options = options
    this.ends = [new PlayedSource(this, 0, nodes[1]), new PlayedSource(this, 1, nodes[0])]
  }

  /** The process at an end is gone: nothing that it asked for comes any more. */
  crash(end: 0 | 1): void {
    this.ends[end].crash()
    if (end === this.#asking) this.#generation += 1
  }

  request(end: 0 | 1, number: number): number {
    this.#request += 1
    this.#left = number
    this.#given = 0
    this.#asking = end
    this.#generation += 1
    this.#next(this.#generation)
    return this.#request
  }

  cancel(): void {
    this.#generation += 1
  }

  measure(end: 0 | 1, round: number, basis: BasisCode, listener: OutcomeListener): void {
    const { clock, strategy, measureDuration = 10, fate } = this.options
    this.measurements[end] += 1
    const known = this.#measured.get(round) ?? []
    const outcome = strategy.outcome(end, basis, round, known[1 - end])
    known[end] = { basis, outcome }
    if (known[1 - end] === undefined) this.#measured.set(round, known)
    else this.#measured.delete(round)
    const reset = fate?.(round) === 'reset' && end === 1
    clock.at(clock.now() + measureDuration, {
      run: () => listener(reset || outcome === null ? null : new Secret(outcome))
    })
  }

  /** What both ends' hardware has of a pair that it measures as it comes. */
  #arrived(round: number): (end: 0 | 1) => Pick<EntangledPair, 'measured'> {
    const { strategy, arrival } = this.options
    if (arrival === undefined) return () => ({})
    const [first, second] = [arrival(0, round), arrival(1, round)]
    const outcome = strategy.outcome(0, first, round, undefined) ?? 0
    const other = strategy.outcome(1, second, round, { basis: first, outcome }) ?? 0
    const ends = [
      { basis: first, outcome: new Secret<0 | 1>(outcome) },
      { basis: second, outcome: new Secret<0 | 1>(other) }
    ] as const
    return (end) => ({ measured: ends[end] })
  }

  #next(generation: number): void {
    const { clock, interval = 100 } = this.options
    clock.at(clock.now() + interval, {
      run: () => {
        if (generation === this.#generation) this.#deliver(generation)
      }
    })
  }

  #deliver(generation: number): void {
    const { clock, fate, gap = 1 } = this.options
    const round = this.#round++
    const asking = this.ends[this.#asking as 0 | 1]
    const answering = this.ends[(1 - this.#asking) as 0 | 1]
    const what = fate?.(round) ?? 'sound'
    this.#left -= 1
    this.#given += 1
    if (this.#left > 0) this.#next(generation)
    const request = this.#request
    const measured = this.#arrived(round)
    const pair = (asked: boolean): EntangledPair => ({
      ...measured(asked === (this.#asking === 0) ? 0 : 1),
      initiator: 0,
      circuit: 3,
      headEpoch: EPOCH,
      headSequence: (0xffff_fff0 + gap * round) >>> 0,
      tailEpoch: EPOCH,
      tailSequence: (0xffff_fff0 + gap * round) >>> 0,
      request,
      asked,
      pair: round,
      qubit: this.options.arrival === undefined ? round : -1,
      bellIndex: 1,
      corrected: true,
      fidelity: 0.9
    })
    if (what !== 'lost at the reference') answering.deliver(pair(false))
    asking.deliver(pair(true))
    const expiring =
      what === 'expires at the corrector' ? asking : what === 'expires at the reference' ? answering : undefined
    if (expiring !== undefined) clock.at(clock.now() + 1, { run: () => expiring.expire(round) })
    if (this.#left === 0) {
      const given = this.#given
      asking.end(request, ErrorCode.UNSPECIFIED, given)
    }
  }
}

/** One end of it. */
export class PlayedSource implements EntanglementSource {
  readonly purpose = 9
  readonly origin = { initiator: 0, circuit: 3 }
  readonly #pairs: PlayedPairs
  readonly #end: 0 | 1
  #listeners: readonly EntanglementListener[] = []
  #accepting = false
  #process = 0
  readonly held = new Set<number>()
  readonly measures: boolean

  constructor(
    pairs: PlayedPairs,
    end: 0 | 1,
    readonly peer: number
  ) {
    this.#pairs = pairs
    this.#end = end
    this.measures = pairs.options.arrival !== undefined
  }

  listen(listener: EntanglementListener): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener)
    }
  }

  accept(): void {
    this.#accepting = true
  }

  refuse(): void {
    this.#accepting = false
  }

  request(number: number): number {
    return this.#pairs.request(this.#end, number)
  }

  cancel(): void {
    this.#pairs.cancel()
  }

  measure(qubit: QubitId, basis: BasisCode, _rotation: null, listener: OutcomeListener): void {
    const process = this.#process
    this.#pairs.measure(this.#end, qubit, basis, (outcome) => {
      if (process === this.#process) listener(outcome)
    })
  }

  take(pair: number): boolean {
    return this.held.delete(pair)
  }

  release(pair: number): boolean {
    return this.held.delete(pair)
  }

  // ---- called by the pairs ----

  deliver(pair: EntangledPair): void {
    if (!pair.asked && !this.#accepting) return
    this.held.add(pair.pair)
    for (const listener of this.#listeners) listener.delivered(pair)
  }

  expire(pair: number): void {
    this.held.delete(pair)
    for (const listener of this.#listeners) listener.expired(pair)
  }

  end(request: number, code: ErrorCode, delivered: number): void {
    for (const listener of this.#listeners) listener.ended(request, code, delivered)
  }

  crash(): void {
    this.#process += 1
    this.#listeners = []
    this.#accepting = false
    this.held.clear()
  }
}
