import { type ConsumerInfo, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'

/** What a server has of work queues, seen from outside. */
export class ServerView {
  private constructor(
    readonly connection: NatsConnection,
    readonly manager: JetStreamManager
  ) {}

  static async of(url: string): Promise<ServerView> {
    const connection = await connect({ servers: url })
    return new ServerView(connection, await jetstreamManager(connection))
  }

  async streams(): Promise<string[]> {
    const names: string[] = []
    for await (const name of this.manager.streams.names()) names.push(name)
    return names
  }

  /** What was given to workers of the only queue; undefined where there is none. */
  async takers(): Promise<ConsumerInfo | undefined> {
    const [stream] = await this.streams()
    return stream === undefined ? undefined : this.manager.consumers.info(stream, 'takers')
  }

  /** Jobs that workers of the only queue have taken and have not finished. */
  async underWay(): Promise<number> {
    return (await this.takers())?.num_ack_pending ?? 0
  }

  /** @returns the jobs that workers give back from now on, as they come */
  async givenBack(): Promise<readonly string[]> {
    const subjects: string[] = []
    this.connection.subscribe('$JS.EVENT.ADVISORY.CONSUMER.MSG_NAKED.>', {
      callback: (error, message) => void (error === null && subjects.push(message.subject))
    })
    await this.connection.flush()
    return subjects
  }

  async clear(): Promise<void> {
    for (const stream of await this.streams()) await this.manager.streams.delete(stream)
  }

  close(): Promise<void> {
    return this.connection.close()
  }
}
