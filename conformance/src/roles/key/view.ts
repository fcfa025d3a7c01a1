import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, WireError } from '@bellwire/wire'

/** The two ends of a session. */
export type End = 'corrector' | 'reference'

/** A message of a session, as one of its ends has it. */
export interface Heard {
  readonly by: End
  readonly bytes: Uint8Array
  /** Undefined where the bytes are none. */
  readonly message: QkdMessage | undefined
}

export type Message<Type extends QkdMessage['type']> = Extract<QkdMessage, { type: Type }>

/** A session as one of its ends has it: what it has said, and what has come to it. */
export class View {
  readonly messages: Heard[] = []
  readonly #parts: Record<End, Uint8Array[]> = { corrector: [], reference: [] }
  readonly #said: Record<End, Map<QkdMessage['type'], QkdMessage[]>> = { corrector: new Map(), reference: new Map() }
  #step = -1
  #isAnswered = true

  /** Takes a body of a step, unless the end has that already, or cannot have it. Returns the message that is whole with it. */
  take(by: End, step: number, body: Uint8Array): Heard | undefined {
    if (by === 'corrector') {
      if (step !== this.#step + 1 || !this.#isAnswered) return undefined
      this.#step = step
    } else if (step !== this.#step || this.#isAnswered) return undefined
    this.#isAnswered = by === 'reference'
    if (body.length === 0) return undefined
    const parts = this.#parts[by]
    parts.push(body.subarray(1))
    if (body[0] === 1) return undefined
    const bytes = joined(parts.splice(0))
    const heard = { by, bytes, message: messageIn(bytes) }
    this.messages.push(heard)
    if (heard.message !== undefined) this.#note(by, heard.message)
    return heard
  }

  /** The first message of a type that an end has said. */
  of<Type extends QkdMessage['type']>(by: End, type: Type): Message<Type> | undefined {
    return this.all(by, type)[0]
  }

  all<Type extends QkdMessage['type']>(by: End, type: Type): readonly Message<Type>[] {
    const said: readonly unknown[] = this.#said[by].get(type) ?? []
    return said as readonly Message<Type>[]
  }

  /** The last message that an end has said before one of these. */
  lastBefore(heard: Heard, by: End): Heard | undefined {
    for (let place = this.messages.lastIndexOf(heard) - 1; place >= 0; place--)
      if (this.messages[place]?.by === by) return this.messages[place]
    return undefined
  }

  /** What the tag of a FINISH is of, which is the message at a place: KEY-240, APP-033. */
  transcriptOf(place: number): readonly Uint8Array[] {
    const before = this.messages.slice(0, place).flatMap(({ bytes, message }) => {
      const untagged = untaggedOf(message)
      return untagged === undefined ? [bytes] : [untagged, bytes]
    })
    const last = untaggedOf(this.messages[place]?.message)
    return last === undefined ? before : [...before, last]
  }

  #note(by: End, message: QkdMessage): void {
    const said = this.#said[by].get(message.type)
    if (said === undefined) this.#said[by].set(message.type, [message])
    else said.push(message)
  }
}

/** Whether two ends have the same messages, up to the shorter list. */
export function sameSoFar(a: View, b: View): boolean {
  const length = Math.min(a.messages.length, b.messages.length)
  return a.messages.slice(0, length).every(({ by, bytes }, place) => {
    const other = b.messages[place]
    return other?.by === by && other.bytes.length === bytes.length && other.bytes.every((one, at) => one === bytes[at])
  })
}

function untaggedOf(message: QkdMessage | undefined): Uint8Array | undefined {
  return message?.type === 'FINISH' ? encodeQkdMessage({ ...message, tag: new Uint8Array(0) }) : undefined
}

/** Undefined where bytes are no message. */
export function messageIn(bytes: Uint8Array): QkdMessage | undefined {
  try {
    return decodeQkdMessage(bytes)
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
