import type { FeedCommand } from '../../src/feed/commands.js'
import type { FeedMessage } from '../../src/feed/messages.js'
import type { FeedSource } from '../../src/feed/source.js'
import type { ToWorker } from '../worker.js'
import type { PlayedText } from './played-text.js'
import { startWorker } from './start-worker.js'

/** A network that is simulated in this browser, in a worker. */
export class WorkerSource implements FeedSource {
  #worker: Worker | undefined

  constructor(private readonly played: PlayedText) {}

  open(told: (message: FeedMessage) => void): void {
    const worker = startWorker()
    this.#worker = worker
    worker.addEventListener('message', ({ data }: MessageEvent<FeedMessage>) => {
      // What a worker that was closed meanwhile had said before.
      if (this.#worker === worker) told(data)
    })
    worker.addEventListener('error', ({ message }) => told({ type: 'notice', level: 'error', text: message }))
    const { text, speed, ahead } = this.played
    this.#say({ type: 'start', played: { text, speed, ...(ahead !== undefined && { ahead }) } })
  }

  send(command: FeedCommand): void {
    this.#say({ type: 'command', command })
  }

  close(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #say(message: ToWorker): void {
    this.#worker?.postMessage(message)
  }
}
