import { setTimeout as sleep } from 'node:timers/promises'
import type { NatsConnection } from '@nats-io/transport-node'
import { connectNats } from './connection.js'
import { NatsError } from './errors.js'
import { NatsTransport, type NatsTransportOptions } from './nats-transport.js'
import { checkNode, Subjects } from './subjects.js'

/** Between two attempts to find a server that does not run yet, milliseconds. */
const RETRY = 500

/**
 * One party's end of a network whose frames go over NATS. Waits until there is a server.
 *
 * A frame counts as from a party only as far as the server sees to it that nobody else publishes under that party's
 * subjects: see {@link natsPermissions}.
 *
 * @throws NatsError NATS_OPTION_INVALID, NATS_UNAUTHORIZED, NATS_NOT_PERMITTED, NATS_SERVER_UNFIT
 */
export async function natsTransport(options: NatsTransportOptions): Promise<NatsTransport> {
  const subjects = new Subjects(options.network)
  checkNode(options.node)
  for (const peer of options.peers ?? []) checkNode(peer, 'peers')
  const connection = await firstConnection(options)
  const transport = new NatsTransport(connection, subjects, options)
  try {
    await transport.begin(options.peers ?? [])
  } catch (error) {
    await connection.close()
    throw error
  }
  return transport
}

async function firstConnection(options: NatsTransportOptions): Promise<NatsConnection> {
  const { node, network, observer, signal } = options
  for (;;) {
    signal?.throwIfAborted()
    try {
      return await connectNats(options, `bellwire ${network} ${node}`)
    } catch (error) {
      if (!(error instanceof NatsError) || error.code !== 'NATS_UNREACHABLE') throw error
      observer?.detached?.(error.message)
      await sleep(RETRY, undefined, { signal })
    }
  }
}
