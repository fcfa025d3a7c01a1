import type { Clock } from '@bellwire/runtime'
import type { MessageChannel, MessageListener } from '@bellwire/transport'

/** Both ends of a channel whose messages take as long as a test draws, in order. */
export function jitteryChannels(clock: Clock, delay: () => number): [MessageChannel, MessageChannel] {
  const a = new JitteryChannel(clock, delay)
  const b = new JitteryChannel(clock, delay)
  a.other = b
  b.other = a
  return [a, b]
}

class JitteryChannel implements MessageChannel {
  readonly peer = 'alice'
  readonly backlog = 0
  other: JitteryChannel | undefined
  #listener: MessageListener | undefined
  #last = 0

  constructor(
    private readonly clock: Clock,
    private readonly delay: () => number
  ) {}

  send(message: Uint8Array): void {
    this.#last = Math.max(this.#last, this.clock.now() + this.delay())
    const { other } = this
    this.clock.at(this.#last, { run: () => other?.arrive(message) })
  }

  listen(listener: MessageListener): void {
    this.#listener = listener
  }

  arrive(message: Uint8Array): void {
    this.#listener?.message(message)
  }

  close(): void {
    this.#listener = undefined
  }
}
