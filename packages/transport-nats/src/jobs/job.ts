import { jetstream } from '@nats-io/jetstream'
import type { Msg, NatsConnection } from '@nats-io/transport-node'
import { checkPayload } from '../connection.js'

/** How often a worker says that it is still at a job, milliseconds. */
const WORKING = 2000

/** Of handing over a result, over a minute or so. */
const TRIES = 20

/** What a worker tells the server of a job, in the words of JetStream. */
const [DONE, GIVEN_BACK, AT_WORK] = ['+ACK', '-NAK', '+WPI']

/** A job that a worker has taken: nobody else has it, for as long as this process lives. */
export class Job {
  readonly #stop = new AbortController()
  readonly #working: NodeJS.Timeout

  constructor(
    /** Of the queue that it is from. */
    readonly queue: string,
    /** What holds for all jobs of the queue. */
    readonly terms: Uint8Array,
    private readonly message: Msg,
    private readonly resultSubject: string,
    private readonly connection: NatsConnection,
    private readonly ended: (job: Job) => void
  ) {
    this.#working = setInterval(() => message.respond(AT_WORK), WORKING)
  }

  get body(): Uint8Array {
    return this.message.data
  }

  /** Aborted when nobody wants the result any more. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }

  /**
   * Hands over the result. Where the server cannot take it, or the queue is gone, the job is only let go of: another
   * worker is given it, if anybody still wants it. Nothing is waited for once nobody does.
   *
   * @throws NatsError NATS_SERVER_UNFIT for more bytes than the server takes; the job is then still this worker's
   */
  async finish(result: Uint8Array): Promise<void> {
    if (this.signal.aborted) return
    checkPayload(this.connection, 'a result', result)
    try {
      // The job is done only when its result is kept: should this process die in between, another does it again.
      const kept = jetstream(this.connection).publish(this.resultSubject, result, { retries: TRIES })
      await Promise.race([kept, this.#unwanted()])
      this.message.respond(DONE)
    } catch {
      // Not taken, as said above.
    } finally {
      this.#end()
    }
  }

  /** Lets another worker take it at once. */
  giveBack(): void {
    this.message.respond(GIVEN_BACK)
    this.#end()
  }

  /** Its queue has ended. */
  abandon(): void {
    this.#end()
    this.#stop.abort()
  }

  /** Rejects when nobody wants the result any more. */
  #unwanted(): Promise<never> {
    return new Promise((_, reject) => this.signal.addEventListener('abort', reject, { once: true }))
  }

  #end(): void {
    clearInterval(this.#working)
    this.ended(this)
  }
}
