import {
  AckPolicy,
  DeliverPolicy,
  type JetStreamClient,
  type JetStreamManager,
  RetentionPolicy,
  StorageType
} from '@nats-io/jetstream'
import { createInbox, type Msg, type NatsConnection, nanos } from '@nats-io/transport-node'
import { checkPayload, connectNats, type NatsServers } from '../connection.js'
import { NatsError } from '../errors.js'
import { isConsumerGone, isStreamGone, jetStreamOf, workErrorOf } from './jetstream.js'
import { COLLECTOR, lastWord, TAKERS, WorkNames } from './names.js'

/** A worker that says nothing of its job for so long has died, milliseconds: the job is given to another. */
const ACKNOWLEDGE_WITHIN = 10_000

/** A job that so many workers have been given, and none has finished, is lost. */
const MOST_DELIVERIES = 5

/** An owner that is away for so long does not come back, milliseconds: workers may throw its queue away. */
const OWNER_AWAY = 5 * 60_000

/** How often it is seen whether the queue is still there, milliseconds. */
const LOOK_AFTER = 10_000

/** Tries: a server may take its time to come back, and one that has lost the queue is found out otherwise. */
const FOREVER = 1_000_000

export interface WorkListener {
  /** A worker takes no job of this queue: why, in words. */
  readonly declined?: (why: string) => void
}

interface Waiting {
  /** The number that the stream has given to the job, when it has. */
  sequence?: number
  readonly resolve: (result: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** A job that workers were given again and again without finishing it: most likely it makes them die. */
export class JobLostError extends Error {
  override readonly name = 'JobLostError'
  constructor(readonly deliveries: number) {
    super(`${deliveries} workers were given it, and none has finished it`)
  }
}

/** Jobs that are done by whoever takes them, over a server of NATS with JetStream; the side that has them done. */
export class WorkQueue {
  /** Rejects when the queue is not there any more: nothing that waits will be done. */
  readonly broken: Promise<never>
  #break: (error: Error) => void = () => undefined
  readonly #waiting = new Map<string, Waiting>()
  readonly #look: NodeJS.Timeout
  #closed: Promise<void> | undefined

  private constructor(
    private readonly connection: NatsConnection,
    private readonly manager: JetStreamManager,
    private readonly names: WorkNames,
    readonly name: string,
    private readonly client: JetStreamClient = manager.jetstream()
  ) {
    this.broken = new Promise((_, reject) => {
      this.#break = reject
    })
    // Nobody may be waiting.
    this.broken.catch(() => undefined)
    this.#look = setInterval(() => void this.#lookAfter(), LOOK_AFTER)
  }

  /**
   * Makes a queue of its own on the server.
   *
   * @param kind what is worked on, one word
   * @param terms what every worker has to know before it can do any job, such as what the jobs are about
   * @throws NatsError
   */
  static async open(
    servers: NatsServers,
    { kind, terms, listener = {} }: { kind: string; terms: Uint8Array; listener?: WorkListener }
  ): Promise<WorkQueue> {
    const connection = await connectNats(servers, `bellwire ${kind}`)
    try {
      checkPayload(connection, 'terms', terms)
      const manager = await jetStreamOf(connection)
      const names = new WorkNames(kind)
      const queue = new WorkQueue(connection, manager, names, names.newQueue())
      try {
        await queue.#make(terms, listener)
        return queue
      } catch (error) {
        await queue.close()
        throw error
      }
    } catch (error) {
      const known = workErrorOf(error, connection)
      await connection.close()
      throw known
    }
  }

  /**
   * Has a job done, by a worker that it is given to as soon as there is one.
   *
   * @param id one word of letters, digits and -; a job that is given twice is done once
   * @returns what the worker has said
   * @throws JobLostError, or what went wrong with the server
   */
  async run(id: string, job: Uint8Array): Promise<Uint8Array> {
    checkPayload(this.connection, 'a job', job)
    let waiting: Waiting | undefined
    const done = new Promise<Uint8Array>((resolve, reject) => {
      waiting = { resolve, reject }
      this.#waiting.set(id, waiting)
    })
    done.catch(() => undefined)
    try {
      const { seq } = await this.client.publish(this.names.job(this.name, id), job, { msgID: id, retries: FOREVER })
      if (waiting !== undefined) waiting.sequence = seq
    } catch (error) {
      this.#waiting.delete(id)
      throw workErrorOf(error, this.connection)
    }
    return done
  }

  /** How many jobs workers have been given at all. */
  async taken(): Promise<number> {
    return (await this.manager.consumers.info(this.#stream, TAKERS)).delivered.consumer_seq
  }

  /** Ends the queue, and with it every job that is waiting or being done. Nothing of it stays on the server. */
  close(): Promise<void> {
    this.#closed ??= this.#end()
    return this.#closed
  }

  async #end(): Promise<void> {
    clearInterval(this.#look)
    try {
      await this.manager.streams.delete(this.#stream)
    } catch {
      // It is gone already, or the server is: then the next worker to come throws it away.
    }
    if (!this.connection.isClosed()) this.connection.publish(this.names.ended(this.name))
    await this.connection.drain().catch(() => this.connection.close())
    const ended = new Error('the queue was closed')
    for (const { reject } of this.#waiting.values()) reject(ended)
    this.#waiting.clear()
  }

  get #stream(): string {
    return this.names.stream(this.name)
  }

  async #make(terms: Uint8Array, listener: WorkListener): Promise<void> {
    const { connection, manager, names, name } = this
    const subjects = [names.terms(name), names.job(name, '*'), names.result(name, '*')]
    await manager.streams.add({
      name: this.#stream,
      subjects,
      retention: RetentionPolicy.Workqueue,
      storage: StorageType.File
    })
    // Before anybody can take a job.
    await this.client.publish(names.terms(name), terms)
    const results = createInbox()
    connection.subscribe(results, { callback: (error, message) => this.#done(error, message) })
    connection.subscribe(names.declined(name), {
      callback: (error, message) => void (error === null && listener.declined?.(message.string()))
    })
    connection.subscribe(`$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.${this.#stream}.${TAKERS}`, {
      callback: (error, message) => void (error === null && this.#lost(message))
    })
    await manager.consumers.add(this.#stream, {
      name: COLLECTOR,
      deliver_subject: results,
      deliver_policy: DeliverPolicy.All,
      filter_subject: names.result(name, '*'),
      ack_policy: AckPolicy.Explicit,
      inactive_threshold: nanos(OWNER_AWAY)
    })
    await manager.consumers.add(this.#stream, {
      durable_name: TAKERS,
      deliver_policy: DeliverPolicy.All,
      filter_subject: names.job(name, '*'),
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ACKNOWLEDGE_WITHIN),
      max_deliver: MOST_DELIVERIES,
      max_ack_pending: -1
    })
  }

  #done(error: Error | null, message: Msg): void {
    if (error !== null) return this.#break(error)
    const id = lastWord(message.subject)
    // The same result comes again where a worker was slow to say that it is alive.
    this.#waiting.get(id)?.resolve(message.data)
    this.#waiting.delete(id)
    message.respond()
  }

  #lost(advisory: Msg): void {
    const { stream_seq: lost, deliveries } = advisory.json<{ stream_seq: number; deliveries: number }>()
    for (const [id, { sequence, reject }] of this.#waiting) {
      if (sequence !== lost) continue
      this.#waiting.delete(id)
      reject(new JobLostError(deliveries))
    }
  }

  async #lookAfter(): Promise<void> {
    try {
      await this.manager.consumers.info(this.#stream, COLLECTOR)
    } catch (error) {
      if (this.#closed !== undefined || !(isStreamGone(error) || isConsumerGone(error))) return
      const accepted = 'a server that keeps its streams until they are deleted'
      this.#break(new NatsError('NATS_SERVER_UNFIT', 'the queue', `gone from ${this.connection.getServer()}`, accepted))
    }
  }
}
