import type { FeedMessage } from '../../src/feed/messages.js'
import type { NetworkModel } from '../../src/view/network-model.js'
import { formatRate, formatShare } from '../parts/format.js'
import type { Course, Figure, Lesson, Step } from './lesson.js'
import { chainFidelity, chainRate, type TwoLinks } from './theory.js'
import withCutoff from './with-cutoff.yaml?raw'
import withoutCutoff from './without-cutoff.yaml?raw'

const CUTOFF = 0.02
const ENOUGH = 100
const SPEED = 0.5
const CIRCUIT = 'alice-bob'
const NANOSECONDS_PER_SECOND = 1e9

/** What the scenarios say. */
const LINKS = { successProbability: 0.002, fidelity: 0.98, t1: 10, t2: 0.1 } as const

/** What one of the two networks has given. */
interface Tally {
  pairs: number
  fidelity: number | undefined
  rate: number | undefined
}

const nothing = (): Tally => ({ pairs: 0, fidelity: undefined, rate: undefined })

class CutoffCourse implements Course {
  readonly steps: readonly Step[]
  readonly #without = nothing()
  readonly #with = nothing()
  /** Seconds from attempt to attempt, as the network says. */
  #slot: number | undefined

  constructor() {
    this.steps = [
      {
        title: 'Waiting for the other link',
        text: (
          <>
            <p>
              The relay again, with memories that forget in T₂ = 100 ms. Each link needs 500 attempts on average, 50 ms,
              and sometimes much longer. Whichever pair comes first waits for the other, and decays.
            </p>
            <p>The relay swaps as soon as it can, whatever is left of the pair that waited.</p>
          </>
        ),
        task: `Let ${ENOUGH} pairs come from end to end.`,
        done: () => this.#without.pairs >= ENOUGH,
        play: { text: withoutCutoff, speed: SPEED }
      },
      {
        title: 'Throw it away in time',
        text: (
          <>
            <p>
              Now the relay keeps a rule: a pair that has waited 20 ms is thrown away, and its link tries again. That
              sounds wasteful. But an old pair poisons the fresh one that it is swapped with, and the result helps
              nobody.
            </p>
            <p>This is a new network, with the same links and memories. Only the cut-off is new.</p>
          </>
        ),
        task: `Let ${ENOUGH} pairs come here, too.`,
        done: () => this.#with.pairs >= ENOUGH,
        play: { text: withCutoff, speed: SPEED }
      },
      {
        title: 'Quality for rate',
        text: (
          <>
            <p>
              The waits are differences of two geometric numbers. Without a cut-off their tail is long; the cut-off cuts
              it, and the mean fidelity rises. The rate falls, because some pairs are made in vain.
            </p>
            <p>
              Which cut-off is best depends on what the pairs are for. A key needs an error rate below 11 %, so a few
              good pairs beat many bad ones. Bellwire can choose it: <code>cutoff: best</code>.
            </p>
          </>
        ),
        task: 'Compare the four numbers with theory.',
        done: () => this.#without.pairs >= ENOUGH && this.#with.pairs >= ENOUGH
      }
    ]
  }

  hear(message: FeedMessage, { network, services, samples }: NetworkModel): void {
    const period = network.links[0]?.slotPeriod
    if (period !== undefined) this.#slot = period / NANOSECONDS_PER_SECOND
    if (message.type !== 'samples') return
    const service = services.all.get(`circuit ${CIRCUIT}`)
    if (service?.first === undefined) return
    const tally = network.title.includes('without') ? this.#without : this.#with
    tally.pairs = service.delivered
    tally.fidelity = samples.get(`fidelity ${CIRCUIT}`)?.value
    const passed = (message.time - service.first) / NANOSECONDS_PER_SECOND
    tally.rate = passed > 0 ? (service.delivered - 1) / passed : undefined
  }

  figures(): readonly Figure[] {
    const slot = this.#slot
    if (slot === undefined) return []
    return [
      ...figuresOf('without', this.#without, { ...LINKS, slot }),
      ...figuresOf('with', this.#with, { ...LINKS, slot, cutoff: Math.floor(CUTOFF / slot) }),
      { name: 'Pairs counted, without', measured: this.#without.pairs, show: String },
      { name: 'Pairs counted, with', measured: this.#with.pairs, show: String }
    ]
  }
}

/** The relative error of a rate of n arrivals is 1/√n. */
function figuresOf(name: string, { pairs, fidelity, rate }: Tally, links: TwoLinks): readonly Figure[] {
  return [
    { name: `Fidelity ${name}`, measured: fidelity, expected: chainFidelity(links), show: formatShare },
    {
      name: `Rate ${name}`,
      measured: rate,
      ...(rate !== undefined && { error: rate / Math.sqrt(pairs) }),
      expected: chainRate(links),
      show: formatRate
    }
  ]
}

export const cutoffLesson: Lesson = {
  id: 'cutoff',
  title: 'Why a cut-off',
  aim: 'Why a repeater throws pairs away, and what it gains.',
  text: withoutCutoff,
  speed: SPEED,
  begin: () => new CutoffCourse()
}
