import { ByName, type Named } from '../entanglement/by-name.js'
import type { EntangledPair, EntanglementListener, EntanglementSource, PairName } from '../entanglement/source.js'
import { AXES, settingOf } from './settings.js'

/** A pair of which this end has measured its half. */
export class MeasuredPair implements Named {
  next: this | undefined = undefined
  outcome: 0 | 1 | undefined

  constructor(
    readonly name: PairName,
    readonly setting: number
  ) {}
}

/** Measures every pair of a source in the basis that its name says, at one of its ends. */
export class MeasuredPairs implements EntanglementListener {
  readonly #source: EntanglementSource
  readonly #seed: number
  readonly #asking: boolean
  readonly #pairs = new ByName<MeasuredPair>()
  readonly #unlisten: () => void
  readonly #changed: (() => void) | undefined
  readonly #ended: EntanglementListener['ended'] | undefined
  /** Those of which there is no outcome yet. */
  #measuring = 0

  /** @param asking at the end that asks, which is side a */
  constructor(
    source: EntanglementSource,
    seed: number,
    asking: boolean,
    told: { readonly changed?: () => void; readonly ended?: EntanglementListener['ended'] } = {}
  ) {
    this.#source = source
    this.#seed = seed
    this.#asking = asking
    this.#changed = told.changed
    this.#ended = told.ended
    this.#unlisten = source.listen(this)
  }

  get measuring(): number {
    return this.#measuring
  }

  all(): Generator<MeasuredPair, void> {
    return this.#pairs.all()
  }

  find(name: PairName): MeasuredPair | undefined {
    return this.#pairs.find(name)
  }

  close(): void {
    this.#unlisten()
  }

  delivered(pair: EntangledPair): void {
    const setting = settingOf(pair, this.#seed)
    const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = pair
    const name = { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence }
    const measured = new MeasuredPair(name, setting)
    const basis = AXES[this.#asking ? Math.floor(setting / 3) : setting % 3] as 0 | 1 | 2
    this.#measuring += 1
    this.#source.measure(pair.qubit, basis, null, (outcome) => {
      this.#measuring -= 1
      // A pair that has expired meanwhile is none.
      if (outcome !== null && this.#source.release(pair.pair)) {
        measured.outcome = outcome.reveal()
        this.#pairs.add(measured)
      }
      this.#changed?.()
    })
  }

  expired(): void {
    // Found out when its outcome comes.
  }

  ended(...how: Parameters<EntanglementListener['ended']>): void {
    this.#ended?.(...how)
  }
}
