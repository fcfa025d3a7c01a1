import type { FeedMessage } from '../../src/feed/messages.js'
import { formatShare } from '../parts/format.js'
import type { Course, Figure, Lesson, Scatter, Step } from './lesson.js'
import { Mean } from './mean.js'
import text from './memory.yaml?raw'
import { storedFidelity } from './theory.js'

/** What the scenario says of pairs and memories; times in seconds. */
const FIDELITY = 0.97
const T1 = 2
const T2 = 0.06
const UNTIL = 0.1
/** Ages at which fidelities are compared, and how far from them a pair may be. */
const AGES = [0.02, 0.05, 0.08] as const
const AROUND = 0.001
/** Points that are drawn. */
const POINTS = 300
const ENOUGH = 60
const NANOSECONDS_PER_SECOND = 1e9

/** Seconds after which a pair of the scenario is at 1/2: by halving, as the fidelity only falls. */
function endOfUse(): number {
  let [early, late] = [0, 1]
  for (let step = 0; step < 50; step++) {
    const middle = (early + late) / 2
    if (storedFidelity(FIDELITY, middle, T1, T2) > 0.5) early = middle
    else late = middle
  }
  return early
}

class MemoryCourse implements Course {
  readonly steps: readonly Step[]
  readonly #points: (readonly [number, number])[] = []
  readonly #at = AGES.map(() => new Mean())
  #seen = 0
  #oldest = 0
  #lowest = 1

  constructor() {
    this.steps = [
      {
        title: 'A pair is not for keeps',
        text: (
          <>
            <p>
              A pair starts with <b>fidelity</b> 0.97: its overlap with a perfect Bell state. Then it has to wait in two
              memories, and they forget. Noise turns the phase between |00⟩ and |11⟩ a little, at random, at both ends.
            </p>
            <p>Watch the number on a curve, and its colour: it falls from teal to amber.</p>
          </>
        ),
        task: 'Wait until a pair is 50 ms old.',
        done: () => this.#oldest > 0.05
      },
      {
        title: 'How it falls',
        text: (
          <>
            <p>
              A memory has two times. T₁ = 2 s: how long it keeps |0⟩ and |1⟩ apart. T₂ = 60 ms: how long it keeps the
              phase of a superposition. Entanglement needs the phase, so T₂ is what hurts here. Both ends forget, hence
              the 2:
            </p>
            <p class="formula">
              F(t) = ¼ [ 1 + w ( 2 e<sup>−2t/T₂</sup> + e<sup>−2t/T₁</sup> ) ], w = (4F₀ − 1)/3
            </p>
            <p>Every point below is a pair of the simulation at some age; the line is the formula.</p>
          </>
        ),
        task: `Collect ${ENOUGH} points that are about 50 ms old.`,
        done: () => (this.#at[1]?.count ?? 0) >= ENOUGH
      },
      {
        title: 'When it is worth nothing',
        text: (
          <>
            <p>
              At F = ½ such a pair is no longer entangled: what its ends share could have been made by telephone. With
              these memories that is after {(endOfUse() * 1000).toFixed(0)} ms.
            </p>
            <p>
              So time is quality. Nobody at the nodes can look at this fidelity: measuring it would destroy the pair.
              They know how old a pair is and how good their memories are, and calculate.
            </p>
          </>
        ),
        task: 'Wait until a pair falls below one half.',
        done: () => this.#lowest < 0.5
      }
    ]
  }

  hear(message: FeedMessage): void {
    if (message.type !== 'pairs') return
    for (const { age, fidelity } of message.pairs) {
      const seconds = age / NANOSECONDS_PER_SECOND
      this.#points[this.#seen % POINTS] = [seconds, fidelity]
      this.#seen += 1
      this.#oldest = Math.max(this.#oldest, seconds)
      this.#lowest = Math.min(this.#lowest, fidelity)
      AGES.forEach((at, index) => {
        if (Math.abs(seconds - at) < AROUND) this.#at[index]?.add(fidelity)
      })
    }
  }

  figures(): readonly Figure[] {
    return AGES.map((age, index) => ({
      name: `Fidelity ${(age * 1000).toFixed(0)} ms after the herald`,
      measured: this.#at[index]?.value,
      expected: storedFidelity(FIDELITY, age, T1, T2),
      show: formatShare
    }))
  }

  scatter(): Scatter {
    return {
      title: 'Fidelity against age',
      points: this.#points,
      curve: (seconds) => storedFidelity(FIDELITY, seconds, T1, T2),
      until: UNTIL,
      mark: { y: 0.5, label: 'not entangled below' }
    }
  }
}

export const memoryLesson: Lesson = {
  id: 'memory',
  title: 'Memory against time',
  aim: 'What waiting does to a pair, and when it is worth nothing.',
  text,
  speed: 0.02,
  begin: () => new MemoryCourse()
}
