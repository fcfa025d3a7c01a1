import type { FeedMessage } from '../../src/feed/messages.js'
import type { NetworkModel } from '../../src/view/network-model.js'
import { formatCount, formatShare } from '../parts/format.js'
import chsh from './chsh.yaml?raw'
import key from './key.yaml?raw'
import type { Course, Figure, Lesson, Step } from './lesson.js'
import { wernerChsh, wernerErrorRate } from './theory.js'

const FIDELITY = 0.985
const ENOUGH = 4000
const OF = 'alice-bob'
const CLASSICAL = 2
const KEY = 500

/** A CHSH value over so many rounds. */
interface Score {
  readonly value: number
  readonly rounds: number
}

class KeyCourse implements Course {
  readonly steps: readonly Step[]
  #score: Score | undefined
  #error: number | undefined
  /** When the station began to lie: what had been measured until then. */
  #honest: Score | undefined
  #lie: Score | undefined
  #bits = 0
  #rounds = 0
  #qber: number | undefined

  constructor() {
    this.steps = [
      {
        title: 'A game that only pairs win',
        text: (
          <>
            <p>
              Alice and Bob measure each pair in one of two directions, chosen at random, and compare how often they
              agree. From the four averages they calculate S. Whatever two ends agree on beforehand, without
              entanglement S is at most <b>2</b>. A perfect pair reaches 2√2 ≈ 2.83.
            </p>
            <p>
              For pairs of fidelity F the value is 2√2 (4F − 1)/3. This is the CHSH test: it needs no trust in how the
              devices work inside.
            </p>
          </>
        ),
        task: `Measure ${formatCount(ENOUGH)} pairs.`,
        done: () => (this.#score?.rounds ?? 0) >= ENOUGH,
        play: { text: chsh, speed: 1 }
      },
      {
        title: 'A station that lies',
        text: (
          <>
            <p>
              The station is not trusted. Have it lie: it then announces every pair with a false phase. No frame is
              wrong in form, and no clock is off; the protocol cannot see it. The measurements can.
            </p>
            <p>Choose the station on the map, or “Look inside”, and have it lie.</p>
          </>
        ),
        task: 'Have the station lie, and wait until the value since then is below 2.',
        done: () => (this.#lie?.rounds ?? 0) > 500 && Math.abs(this.#lie?.value ?? CLASSICAL) < CLASSICAL
      },
      {
        title: 'From pairs to a key',
        text: (
          <>
            <p>
              When both measure in the same direction, their outcomes agree but for the error rate 2(1 − F)/3. That is
              raw key. They compare a part of it, correct the errors, and shorten the rest until what an eavesdropper
              may know is negligible. Blocks of 20 000 pairs are worked through, one after the other.
            </p>
            <p>The page shows how long the key is, never the key: only the two nodes have it.</p>
          </>
        ),
        task: `Wait for ${KEY} bits of secret key.`,
        done: () => this.#bits >= KEY,
        play: { text: key, speed: 2 }
      }
    ]
  }

  hear(message: FeedMessage, { samples, faults }: NetworkModel): void {
    if (message.type === 'faults') {
      if (faults.lying.length === 0) this.#honest = this.#lie = undefined
      else this.#honest ??= this.#score ?? { value: 0, rounds: 0 }
    }
    if (message.type !== 'samples') return
    this.#bits = Math.max(this.#bits, samples.get(`key ${OF}`)?.value ?? 0)
    this.#qber = samples.get(`qber ${OF}`)?.value ?? this.#qber
    const rounds = samples.get(`rounds ${OF}`)?.value ?? 0
    const score = samples.get(`chsh ${OF}`)
    if (score === undefined) {
      this.#rounds = rounds
      return
    }
    this.#score = { value: score.value, rounds }
    this.#error = score.error
    const honest = this.#honest
    if (honest === undefined || rounds <= honest.rounds) return
    const value = (score.value * rounds - honest.value * honest.rounds) / (rounds - honest.rounds)
    this.#lie = { value, rounds: rounds - honest.rounds }
  }

  figures(): readonly Figure[] {
    const honest = this.#honest ?? this.#score
    return [
      {
        name: 'CHSH value S',
        measured: honest?.rounds === 0 ? undefined : honest?.value,
        ...(this.#error !== undefined && { error: this.#error }),
        expected: wernerChsh(FIDELITY),
        show: formatShare
      },
      { name: 'S since the station lies', measured: this.#lie?.value, expected: 0, show: formatShare },
      { name: 'Pairs measured for a key', measured: this.#rounds, show: formatCount },
      {
        name: 'Error rate of the raw key',
        measured: this.#qber,
        expected: wernerErrorRate(FIDELITY),
        show: formatShare
      },
      { name: 'Secret key, bits', measured: this.#bits, show: formatCount }
    ]
  }
}

export const keyLesson: Lesson = {
  id: 'key',
  title: 'CHSH and a key',
  aim: 'How measurements alone prove entanglement, and what comes of it.',
  text: chsh,
  speed: 1,
  begin: () => new KeyCourse()
}
