import type { FeedMessage } from '../../src/feed/messages.js'
import type { NetworkModel } from '../../src/view/network-model.js'
import type { TraceRecord } from '@bellwire/runtime'
import { formatSpan } from '../parts/format.js'
import text from './herald.yaml?raw'
import type { Course, Figure, Lesson, Step } from './lesson.js'
import { Mean } from './mean.js'

const SUCCESS_PROBABILITY = 0.004
/** Of slots, until the mean is worth looking at. */
const ENOUGH = 40

class HeraldCourse implements Course {
  readonly steps: readonly Step[]
  readonly #attempts = new Mean()
  readonly #way = new Mean()
  readonly #replies = new Map<number, number>()
  /** By node: the first slot of its present train. */
  readonly #trains = new Map<string, number>()
  #delay: number | undefined

  constructor() {
    this.steps = [
      {
        title: 'A pair begins with luck',
        text: (
          <>
            <p>
              Alice and Bob each have a qubit that can send out a photon entangled with it. In every <b>attempt</b> both
              send one to the station between them. Most photons are lost on the way. But when the station’s detectors
              click in the right pattern, the two qubits have become an <b>entangled pair</b>, although they never met.
            </p>
            <p>That click is the herald: the only sign that anything has happened.</p>
          </>
        ),
        task: 'Wait for the first herald: the station flashes, and a curve joins the two qubits.',
        done: () => this.#attempts.count > 0
      },
      {
        title: 'Nobody knows it yet',
        text: (
          <>
            <p>
              When the station clicks, the pair exists, but nobody at its ends knows. The news travels at the speed of
              light in glass, about 5 µs for each kilometre. That is why “What the world knows” and “What nodes know”
              differ.
            </p>
            <p>
              It is also why an attempt takes a round trip at least: before the answer is there, a node does not know
              whether it may use its qubit again.
            </p>
          </>
        ),
        task: 'Slow down to less than 1 ms per second, and switch the map between the two views. Wait for a herald.',
        done: ({ pace }) => pace.speed < 0.001 && this.#way.count > 0
      },
      {
        title: 'How long one waits',
        text: (
          <>
            <p>
              Every attempt succeeds with probability p = 0.4 %, whatever happened before. The number of attempts until
              a herald is geometric: on average 1/p = 250, but its spread is as large as its mean. Short waits are
              common, and so are very long ones.
            </p>
            <p>A network cannot plan when a pair comes. It can only be ready for it.</p>
          </>
        ),
        task: `Speed up, and wait for ${ENOUGH} heralds.`,
        done: () => this.#attempts.count >= ENOUGH
      }
    ]
  }

  hear(message: FeedMessage, { network, links }: NetworkModel): void {
    this.#delay = network.links[0]?.delays?.[0]
    if (message.type !== 'records') return
    const ends = [...links.all.values()].flatMap(({ link }) => [link.a, link.b])
    for (const record of message.records) this.#record(record, ends)
  }

  #record(record: TraceRecord, ends: readonly string[]): void {
    if (record.kind === 'frameSent') {
      const { type, firstSlot } = record.frame as { readonly type: string; readonly firstSlot?: number }
      if (type === 'GEN' && firstSlot !== undefined) this.#trains.set(record.at, firstSlot)
      if (type === 'REPLY') this.#replies.set(record.id, record.time)
    } else if (record.kind === 'frameReceived') {
      const sent = this.#replies.get(record.id)
      this.#replies.delete(record.id)
      if (sent !== undefined) this.#way.add(record.time - sent)
    } else if (record.kind === 'herald') {
      const first = ends.map((end) => this.#trains.get(end))
      // Both trains must be there; attempts count from the later one's beginning.
      if (first.every((slot) => slot !== undefined)) this.#attempts.add(record.slot - Math.max(...first) + 1)
    }
  }

  figures(): readonly Figure[] {
    return [
      {
        name: 'Attempts until a herald',
        measured: this.#attempts.value,
        ...(this.#attempts.error !== undefined && { error: this.#attempts.error }),
        expected: 1 / SUCCESS_PROBABILITY,
        show: (value) => value.toFixed(0)
      },
      {
        name: 'From the station to a node',
        measured: this.#way.value,
        ...(this.#delay !== undefined && { expected: this.#delay }),
        show: formatSpan
      },
      { name: 'Heralds counted', measured: this.#attempts.count, show: String }
    ]
  }
}

export const heraldLesson: Lesson = {
  id: 'herald',
  title: 'A herald',
  aim: 'How two distant qubits become entangled, and who knows of it when.',
  text,
  speed: 0.01,
  begin: () => new HeraldCourse()
}
