import type { JetStreamManager } from '@nats-io/jetstream'
import { createInbox, errors, type Msg, type NatsConnection } from '@nats-io/transport-node'
import { connectNats, type NatsServers } from '../connection.js'
import { Job } from './job.js'
import { isConsumerGone, isStreamGone, isUntaken, jetStreamOf, workErrorOf } from './jetstream.js'
import { COLLECTOR, lastWord, TAKERS, WorkNames } from './names.js'
import { Wakeup } from './wakeup.js'

/** How often queues are looked for without being told of one, milliseconds. Jobs of workers that died are found so. */
const LOOK_AGAIN = 2000

/** A queue without an owner for so long is thrown away, milliseconds: an owner that only begins has one sooner. */
const WITHOUT_OWNER = 60_000

export interface WorkSourceOptions {
  /** Of the queues, one word. */
  readonly kind: string
  /** Whether this worker can do the jobs of a queue: undefined if it can, else why not, which the owner is told. */
  readonly accepts: (terms: Uint8Array) => string | undefined
  /** The connection was lost, or is back. */
  readonly connection?: (state: 'lost' | 'back') => void
}

interface Queue {
  /** Undefined: this worker does not do its jobs. */
  readonly terms: Uint8Array | undefined
  /** Since when it was seen without an owner. */
  ownerless: number | undefined
}

/** All queues of one kind on a server, seen from a worker: it does jobs of each in turns. */
export class WorkSource {
  readonly #queues = new Map<string, Queue>()
  readonly #jobs = new Set<Job>()
  readonly #wakeup = new Wakeup()
  readonly #names: WorkNames
  /** One at a time asks the server. */
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly connection: NatsConnection,
    private readonly manager: JetStreamManager,
    private readonly options: WorkSourceOptions
  ) {
    this.#names = new WorkNames(options.kind)
  }

  /** @throws NatsError */
  static async open(servers: NatsServers, options: WorkSourceOptions): Promise<WorkSource> {
    const connection = await connectNats(servers, `bellwire ${options.kind} worker`)
    try {
      const source = new WorkSource(connection, await jetStreamOf(connection), options)
      source.#subscribe()
      void source.#follow()
      // What is refused is told before the answer.
      await connection.flush()
      await source.#lookForQueues()
      return source
    } catch (error) {
      await connection.close()
      throw workErrorOf(error, connection)
    }
  }

  /** Waits for a job. @returns undefined when the signal is aborted before there is one */
  async take(signal: AbortSignal): Promise<Job | undefined> {
    const before = this.#turn
    const mine = (async () => {
      await before
      return this.#take(signal)
    })()
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  /** Gives back what is not finished, and leaves. */
  async close(): Promise<void> {
    for (const job of this.#jobs) job.giveBack()
    await this.connection.drain().catch(() => this.connection.close())
  }

  async #take(signal: AbortSignal): Promise<Job | undefined> {
    while (!signal.aborted) {
      this.#wakeup.reset()
      for (const [name, queue] of this.#queues) {
        const job = await this.#ask(name, queue)
        if (job === undefined) continue
        // To the end of the line, so that queues take turns.
        this.#queues.delete(name)
        this.#queues.set(name, queue)
        return job
      }
      if ((await this.#wakeup.next(LOOK_AGAIN, signal)) === 'nothing') await this.#lookForQueues()
    }
    return undefined
  }

  /** @returns a job of the queue if one is waiting now */
  async #ask(name: string, { terms }: Queue): Promise<Job | undefined> {
    if (terms === undefined) return undefined
    const subject = `$JS.API.CONSUMER.MSG.NEXT.${this.#names.stream(name)}.${TAKERS}`
    let message: Msg
    try {
      // With a subscription of its own: a job comes under the subject that it was put in by, not the one it was asked for.
      const how = { timeout: LOOK_AGAIN, noMux: true, reply: createInbox() }
      message = await this.connection.request(subject, '{"batch":1,"no_wait":true}', how)
    } catch (error) {
      if (isUntaken(error)) await this.#learn(name)
      return undefined
    }
    // A message without a subject to answer to is the server's word that there is none.
    if ((message.headers?.code ?? 0) !== 0 || message.reply === undefined || message.reply === '') return undefined
    const id = lastWord(message.subject)
    const result = this.#names.result(name, id)
    const job = new Job(name, terms, message, result, this.connection, (one) => this.#jobs.delete(one))
    this.#jobs.add(job)
    return job
  }

  #subscribe(): void {
    const { connection } = this
    // The very messages with which owners fill their queues.
    connection.subscribe(this.#names.job('*', '*'), {
      callback: (error, message) => {
        if (error !== null) return
        const name = message.subject.split('.').at(-2) ?? ''
        if (this.#queues.has(name)) this.#wakeup.wake()
        else void this.#learn(name)
      }
    })
    connection.subscribe(this.#names.ended('*'), {
      callback: (error, message) => void (error === null && this.#forget(lastWord(message.subject)))
    })
  }

  async #lookForQueues(): Promise<void> {
    try {
      for await (const stream of this.manager.streams.names()) {
        const name = this.#names.queueOf(stream)
        if (name !== undefined) await this.#learn(name)
      }
    } catch (error) {
      if (!isPassing(error)) throw error
    }
  }

  async #learn(name: string): Promise<void> {
    try {
      const known = this.#queues.get(name)
      if (known !== undefined) return await this.#lookAfter(name, known)
      const last_by_subj = this.#names.terms(name)
      const found = await this.manager.streams.getMessage(this.#names.stream(name), { last_by_subj })
      // Still being made, or gone: it comes up again.
      if (found === null || this.#queues.has(name)) return
      const declined = this.options.accepts(found.data)
      this.#queues.set(name, { terms: declined === undefined ? found.data : undefined, ownerless: undefined })
      if (declined !== undefined) this.connection.publish(this.#names.declined(name), declined)
      this.#wakeup.wake()
    } catch (error) {
      if (isStreamGone(error)) this.#forget(name)
      else if (!isPassing(error)) throw error
    }
  }

  /** Throws away a queue whose owner has died: the server has taken its consumer away, since nobody listens to it. */
  async #lookAfter(name: string, queue: Queue): Promise<void> {
    const stream = this.#names.stream(name)
    try {
      await this.manager.consumers.info(stream, COLLECTOR)
      queue.ownerless = undefined
    } catch (error) {
      if (!isConsumerGone(error)) throw error
      queue.ownerless ??= performance.now()
      if (performance.now() - queue.ownerless > WITHOUT_OWNER) await this.manager.streams.delete(stream)
    }
  }

  /** Nobody wants its jobs any more. */
  #forget(name: string): void {
    this.#queues.delete(name)
    for (const job of this.#jobs) if (job.queue === name) job.abandon()
  }

  async #follow(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'disconnect') this.options.connection?.('lost')
      else if (type === 'reconnect') this.options.connection?.('back')
    }
  }
}

/** What a server that comes and goes may answer: it is asked again. */
function isPassing(error: unknown): boolean {
  return error instanceof errors.TimeoutError || error instanceof errors.RequestError || isUntaken(error)
}
