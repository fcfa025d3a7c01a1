import type { FeedMessage } from '../../src/feed/messages.js'
import type { NetworkModel } from '../../src/view/network-model.js'
import { formatShare } from '../parts/format.js'
import type { Course, Figure, Lesson, Step } from './lesson.js'
import { Mean } from './mean.js'
import text from './swapping.yaml?raw'
import { swappedFidelity } from './theory.js'

const FIDELITY = 0.95
const ENOUGH = 20
const RELAY = 'relay'

class SwappingCourse implements Course {
  readonly steps: readonly Step[]
  readonly #short = new Mean()
  readonly #long = new Mean()
  /** The newest pair that has been counted: their numbers grow. */
  readonly #last = { short: -1, long: -1 }
  #both = false
  #killed = false
  #longAtRevival: number | undefined

  constructor() {
    this.steps = [
      {
        title: 'Two short pairs',
        text: (
          <>
            <p>
              Alice and Bob have no fibre between them. Each has a link to a <b>relay</b>. A photon cannot be copied or
              amplified on its way, so the relay does something else: it waits until it shares a pair with Alice{' '}
              <i>and</i> one with Bob.
            </p>
            <p>Pairs come at random, so the first one waits in memory for the second.</p>
          </>
        ),
        task: 'Wait until the relay holds a pair on either side.',
        // It holds both for half a millisecond: at a fast pace only what becomes of them is seen.
        done: () => this.#both || this.#long.count > 0
      },
      {
        title: 'Become one long pair',
        text: (
          <>
            <p>
              Now the relay measures its two qubits <i>together</i>, in the Bell basis. They are used up; and Alice’s
              and Bob’s qubits, which have never been near each other, are entangled. The long, bold curve is their
              pair.
            </p>
            <p>
              The measurement has four outcomes, each as likely. Until Bob has been told which it was, the pair is
              useless to him: no message travels faster than light.
            </p>
          </>
        ),
        task: 'Wait for a swap.',
        done: () => this.#long.count > 0
      },
      {
        title: 'Errors add up',
        text: (
          <>
            <p>
              Either short pair may be wrong. The long one is right if both are right, or if both are wrong in the same
              of three ways:
            </p>
            <p class="formula">F = F₁F₂ + (1 − F₁)(1 − F₂)/3</p>
            <p>
              Two links of 0.95 make 0.903. With n links the distance to ¼, which is pure noise, shrinks like wⁿ with w
              = (4F − 1)/3. Long chains need good links, or distillation.
            </p>
          </>
        ),
        task: `Let ${ENOUGH} long pairs come, and compare.`,
        done: () => this.#long.count >= ENOUGH
      },
      {
        title: 'And if the relay dies?',
        text: (
          <>
            <p>
              Choose the relay on the map and kill it. What was in its qubits is gone, and the ends are told so: a pair
              counts for both or for neither. Then start it again, and watch the links and the circuit come back.
            </p>
          </>
        ),
        task: 'Kill the relay, start it again, and wait for the next long pair.',
        done: () => this.#longAtRevival !== undefined && this.#long.count > this.#longAtRevival
      }
    ]
  }

  hear(message: FeedMessage, { faults, world = [] }: NetworkModel): void {
    if (message.type === 'faults') {
      const down = faults.down.includes(RELAY)
      if (this.#killed && !down) this.#longAtRevival = this.#long.count
      this.#killed = down
    }
    if (message.type !== 'pairs') return
    const atRelay = world.filter(({ link, a, b }) => link > 0 && (a.node === RELAY || b.node === RELAY))
    this.#both ||= new Set(atRelay.map(({ link }) => link)).size === 2
    for (const { id, link, fidelity } of world.toSorted((one, other) => one.id - other.id)) {
      const kind = link < 0 ? 'long' : 'short'
      if (id <= this.#last[kind]) continue
      this.#last[kind] = id
      ;(kind === 'long' ? this.#long : this.#short).add(fidelity)
    }
  }

  figures(): readonly Figure[] {
    return [
      { name: 'Fidelity of short pairs', measured: this.#short.value, expected: FIDELITY, show: formatShare },
      {
        name: 'Fidelity of long pairs',
        measured: this.#long.value,
        expected: swappedFidelity(FIDELITY, FIDELITY),
        show: formatShare
      },
      { name: 'Long pairs seen', measured: this.#long.count, show: String }
    ]
  }
}

export const swappingLesson: Lesson = {
  id: 'swapping',
  title: 'Swapping',
  aim: 'How two short pairs become a long one, and what it costs.',
  text,
  speed: 0.03,
  begin: () => new SwappingCourse()
}
