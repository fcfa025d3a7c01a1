import type { FeedCommand } from '../../src/feed/commands.js'
import type { FeedMessage } from '../../src/feed/messages.js'
import type { FeedSource } from '../../src/feed/source.js'
import { NetworkModel } from '../../src/view/network-model.js'

export interface Notice {
  readonly level: 'information' | 'error'
  readonly text: string
}

type Hearer = (message: FeedMessage, model: NetworkModel) => void

/** The network that is shown, and where it comes from. Listeners hear of changes once in a frame of the screen. */
export class Session {
  model: NetworkModel | undefined
  notice: Notice | undefined
  #source: FeedSource | undefined
  readonly #listeners = new Set<() => void>()
  readonly #hearers = new Set<Hearer>()
  #scheduled = false

  /** Shows another network. */
  open(source: FeedSource): void {
    this.close()
    this.notice = undefined
    this.#source = source
    source.open((message) => {
      if (this.#source === source) this.#told(message)
    })
  }

  send(command: FeedCommand): void {
    this.#source?.send(command)
  }

  close(): void {
    this.#source?.close()
    this.#source = undefined
  }

  fail(error: unknown): void {
    this.notice = { level: 'error', text: error instanceof Error ? error.message : String(error) }
    this.#changed()
  }

  dismiss(): void {
    this.notice = undefined
    this.#changed()
  }

  /** Has every message heard, after the model has it. @returns what ends it */
  hear(hearer: Hearer): () => void {
    this.#hearers.add(hearer)
    return () => void this.#hearers.delete(hearer)
  }

  /** @returns what ends it */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #told(message: FeedMessage): void {
    if (message.type === 'network') this.model = new NetworkModel(message.network)
    else if (message.type === 'notice') this.notice = message
    else this.model?.apply(message)
    if (this.model !== undefined) for (const hearer of this.#hearers) hearer(message, this.model)
    this.#changed()
  }

  #changed(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    requestAnimationFrame(() => {
      this.#scheduled = false
      for (const listener of this.#listeners) listener()
    })
  }
}
