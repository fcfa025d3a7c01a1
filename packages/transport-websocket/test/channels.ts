import type { MessageChannel } from '@bellwire/transport'
import { dial, type Dialling, type DialOptions } from '../src/dial.js'

/** What has come on a channel, for whoever waits for it. */
export class Inbox {
  readonly messages: string[] = []
  closed: string | undefined
  #wake: (() => void)[] = []

  constructor(readonly channel: MessageChannel) {
    channel.listen({
      message: (bytes) => {
        this.messages.push(Buffer.from(bytes).toString())
        this.#told()
      },
      closed: (reason) => {
        this.closed = reason
        this.#told()
      }
    })
  }

  send(text: string): void {
    this.channel.send(Buffer.from(text))
  }

  async count(number: number): Promise<readonly string[]> {
    await this.#until(() => this.messages.length >= number)
    return this.messages
  }

  async end(): Promise<string> {
    await this.#until(() => this.closed !== undefined)
    return this.closed ?? ''
  }

  async #until(done: () => boolean): Promise<void> {
    while (!done()) await new Promise<void>((resolve) => this.#wake.push(resolve))
  }

  #told(): void {
    for (const wake of this.#wake.splice(0)) wake()
  }
}

/** Values that come one after the other, such as channels. */
export class Arrivals<T> {
  readonly #there: T[] = []
  readonly #asked: ((value: T) => void)[] = []

  readonly add = (value: T): void => {
    const asked = this.#asked.shift()
    if (asked === undefined) this.#there.push(value)
    else asked(value)
  }

  async next(): Promise<T> {
    const value = this.#there.shift()
    return value ?? (await new Promise<T>((resolve) => this.#asked.push(resolve)))
  }
}

/** Dials quickly; channels and failures as they come. */
export function caller(url: string, options: Partial<DialOptions> = {}) {
  const channels = new Arrivals<Inbox>()
  const failures = new Arrivals<Error>()
  const dialling: Dialling = dial(url, {
    backoff: { first: 5, last: 40 },
    connected: (channel) => channels.add(new Inbox(channel)),
    failed: failures.add,
    ...options
  })
  return { channels, failures, dialling }
}
