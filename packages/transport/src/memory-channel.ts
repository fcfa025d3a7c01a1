import type { Clock, Nanoseconds } from '@bellwire/runtime'
import type { MessageChannel, MessageListener } from './message-channel.js'

/**
 * Both ends of a message channel in the memory of one process. What is sent arrives `delay` later by the clock, after
 * the sender has returned.
 */
export function memoryChannels(
  clock: Clock,
  delay: Nanoseconds,
  names: readonly [string | undefined, string | undefined] = [undefined, undefined]
): [MessageChannel, MessageChannel] {
  const a = new MemoryChannel(clock, delay, names[1])
  const b = new MemoryChannel(clock, delay, names[0])
  a.other = b
  b.other = a
  return [a, b]
}

class MemoryChannel implements MessageChannel {
  readonly backlog = 0
  other: MemoryChannel | undefined
  #open = true
  #listener: MessageListener | undefined
  #waiting: Uint8Array[] = []
  #closedFor: string | undefined

  constructor(
    private readonly clock: Clock,
    private readonly delay: Nanoseconds,
    readonly peer: string | undefined
  ) {}

  send(message: Uint8Array): void {
    if (this.#open) this.#later((other) => other.#arrive(message))
  }

  listen(listener: MessageListener): void {
    this.#listener = listener
    for (const message of this.#waiting.splice(0)) listener.message(message)
    if (this.#closedFor !== undefined) listener.closed(this.#closedFor)
  }

  close(reason = 'closed by the other end'): void {
    if (!this.#open) return
    this.#open = false
    this.#later((other) => other.#end(reason))
    this.#tell('closed here')
  }

  #later(act: (other: MemoryChannel) => void): void {
    const { other } = this
    if (other !== undefined) this.clock.at(this.clock.now() + this.delay, { run: () => act(other) })
  }

  #arrive(message: Uint8Array): void {
    if (this.#closedFor !== undefined) return
    if (this.#listener === undefined) this.#waiting.push(message)
    else this.#listener.message(message)
  }

  #end(reason: string): void {
    this.#open = false
    this.#tell(reason)
  }

  #tell(reason: string): void {
    if (this.#closedFor !== undefined) return
    this.#closedFor = reason
    this.#listener?.closed(reason)
  }
}
