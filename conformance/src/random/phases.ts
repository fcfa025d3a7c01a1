import type { Frame } from '@bellwire/wire'
import type { Happening } from '../stage/happening.js'
import type { Answer } from '../subject/service.js'

/** How far the requests and pairs of a node are. */
export const PHASES = ['idle', 'adding', 'attempting', 'heralded', 'held', 'measuring', 'closing'] as const
export type Phase = (typeof PHASES)[number]

/** Sees from outside in which phases a node is: in several at once, or in none but idle. */
export class Phases {
  /** Serials of ADDs of the node that were not answered yet. */
  readonly #adding = new Set<number>()
  /** Pairs of which the station has seen the success, and that are neither delivered nor void yet. */
  readonly #heralded = new Set<string>()
  readonly #held = new Set<string>()
  /** Qubits that are being measured. */
  readonly #measuring = new Set<number>()
  /** Items of which the node has asked for the end, or said it as master. */
  readonly #closing = new Set<number>()

  /** @param isAttempting whether a batch of the node is under way */
  constructor(private readonly isAttempting: () => boolean) {}

  get present(): readonly Phase[] {
    const busy: readonly (readonly [Phase, boolean])[] = [
      ['adding', this.#adding.size > 0],
      ['attempting', this.isAttempting()],
      ['heralded', this.#heralded.size > 0],
      ['held', this.#held.size > 0],
      ['measuring', this.#measuring.size > 0],
      ['closing', this.#closing.size > 0]
    ]
    const present = busy.flatMap(([phase, isPresent]) => (isPresent ? [phase] : []))
    return present.length > 0 ? present : ['idle']
  }

  follow(one: Happening): void {
    if (one.kind === 'restarted') this.#restarted()
    else if (one.kind === 'sent') this.#sent(one.frame)
    else if (one.kind === 'came') this.#came(one.frame)
    else if (one.kind === 'herald') this.#heralded.add(`${one.epoch}:${one.sequence}`)
    else if (one.kind === 'answer') this.#answered(one.answer)
    else if (one.kind === 'command' && one.message.type === 'MEASURE') this.#measuring.add(one.message.qubit)
    else if (one.kind === 'result' && one.message.type === 'MEASURED') this.#measuring.delete(one.message.qubit)
    else if (one.kind === 'wish' && one.wish.type === 'release')
      this.#held.delete(`${one.wish.epoch}:${one.wish.sequence}`)
  }

  #sent(frame: Frame): void {
    if (frame.type === 'ADD') this.#adding.add(frame.serial)
    else if (frame.type === 'END' || (frame.type === 'CANCEL' && frame.queueId > 0)) this.#closing.add(frame.queueId)
    else if (frame.type === 'OPEN' || frame.type === 'OPEN_ACK') this.#begun()
    else if (frame.type === 'EXPIRE')
      for (const name of this.#heralded) {
        const [epoch, sequence] = name.split(':').map(Number) as [number, number]
        if (epoch === frame.epoch && (sequence - frame.low) >>> 0 < (frame.high - frame.low) >>> 0)
          this.#heralded.delete(name)
      }
  }

  #came(frame: Frame): void {
    if (frame.type === 'ADD_ACK' || frame.type === 'ADD_REJ') this.#adding.delete(frame.serial)
    else if (frame.type === 'END' || frame.type === 'END_ACK') this.#closing.delete(frame.queueId)
  }

  #answered(answer: Answer): void {
    if (answer.type !== 'ok' && answer.type !== 'expired') return
    const name = `${answer.epoch}:${answer.sequence}`
    this.#heralded.delete(name)
    if (answer.type === 'ok' && answer.qubit >= 0) this.#held.add(name)
    else this.#held.delete(name)
  }

  #restarted(): void {
    this.#begun()
    this.#held.clear()
    this.#measuring.clear()
  }

  /** What was under way in a former epoch is no more. */
  #begun(): void {
    this.#adding.clear()
    this.#heralded.clear()
    this.#closing.clear()
  }
}
