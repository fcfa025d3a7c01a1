import type { RandomStream } from '@bellwire/runtime'
import { type DialogueFrame, encodeQkdMessage, type QkdMessage } from '@bellwire/wire'
import { messageIn } from './message.js'
import type { Middle } from './plan.js'

/** Somebody in the middle, who changes one body of a session whenever it is sent. */
export class ManInTheMiddle {
  readonly #plan: Middle
  readonly #draws: RandomStream
  /** What every node has said last. */
  readonly #last = new Map<number, Uint8Array>()
  readonly #first = new Map<number, Uint8Array>()
  #step: number | undefined
  #changed: Uint8Array | undefined
  /** Whether anything that was sent is not what came. */
  active = false
  /** The message that was changed, where it was one. */
  changed: string | undefined

  constructor(plan: Middle, draws: RandomStream) {
    this.#plan = plan
    this.#draws = draws
    if (typeof plan.target === 'number') this.#step = plan.target
  }

  pass(from: number, body: Uint8Array, frame: DialogueFrame): Uint8Array {
    const { target } = this.#plan
    if (from === this.#plan.from && typeof target === 'string' && messageIn(body)?.type === target) {
      this.#step ??= frame.step
    }
    if (from !== this.#plan.from || frame.step !== this.#step) {
      if (!this.#first.has(from)) this.#first.set(from, body)
      this.#last.set(from, body)
      return body
    }
    this.#changed ??= this.#change(body)
    if (!isSame(this.#changed, body)) {
      this.active = true
      this.changed = messageIn(body)?.type
    }
    return this.#changed
  }

  #change(body: Uint8Array): Uint8Array {
    const draws = this.#draws
    const own = this.#plan.from
    switch (this.#plan.change) {
      case 'flip': {
        const flipped = body.length === 0 ? new Uint8Array(1) : body.slice()
        const place = draws.below(flipped.length)
        flipped[place] = (flipped[place] as number) ^ (1 << draws.below(8))
        return flipped
      }
      case 'replay':
        return (draws.below(2) === 0 ? this.#last : this.#first).get(own) ?? body.slice(1)
      case 'swap':
        return [...this.#last].find(([node]) => node !== own)?.[1] ?? body.slice(1)
      case 'cut':
        return body.slice(0, draws.below(body.length + 1))
      case 'random':
        return bytes(draws, body.length)
      default:
        return forged(draws, body)
    }
  }
}

/** A message that could be one of the session, with what its forger likes in it. */
function forged(draws: RandomStream, body: Uint8Array): Uint8Array {
  const message = messageIn(body)
  switch (message?.type) {
    case 'PROPOSAL':
      return bodyOf({ ...message, threshold: 0, minimumLength: 0, deviations: 100 })
    case 'AGREEMENT':
      return bodyOf({ ...message, poolOffset: message.poolOffset + 1 + draws.below(1000) })
    case 'INPUTS':
      return bodyOf({ ...message, settings: bytes(draws, message.settings.length) })
    case 'OUTCOMES':
      return bodyOf({ ...message, outcomes: new Uint8Array(message.outcomes.length) })
    case 'PARITIES':
      return bodyOf({ ...message, parities: bytes(draws, message.parities.length) })
    case 'VERIFICATION':
      return bodyOf({ ...message, point: new Uint8Array(8), tag: new Uint8Array(8) })
    case 'AMPLIFICATION':
      return bodyOf({ ...message, seed: new Uint8Array(message.seed.length) })
    case 'PROCEED':
      return bodyOf({ ...message, missing: message.missing + 1 })
    case 'VERIFIED':
      return bodyOf({ ...message, equal: !message.equal })
    default:
      return bodyOf({ type: 'FINISH', reason: 0, tag: bytes(draws, 16) })
  }
}

function bodyOf(message: QkdMessage): Uint8Array {
  return Uint8Array.of(0, ...encodeQkdMessage(message))
}

function bytes(draws: RandomStream, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => draws.below(256))
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place])
}
