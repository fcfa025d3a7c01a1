import { setTimeout as sleep } from 'node:timers/promises'
import type { NatsConnection } from '@nats-io/transport-node'
import { connectNats, type NatsTls, tlsOptions, type TlsOptions } from './connection.js'
import { NatsError } from './errors.js'
import { NatsTransport, type NatsTransportOptions } from './nats-transport.js'
import { type NatsPlace, placeOf } from './place.js'
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
  const place = placeOf(options.servers)
  checkProtection(options, place)
  const tls = options.tls && tlsOptions(options.tls, place)
  const connection = await firstConnection(options, tls)
  const updateTls = (material: NatsTls): void => void (tls && Object.assign(tls, tlsOptions(material, place)))
  const transport = new NatsTransport(connection, subjects, options, updateTls)
  try {
    await transport.begin(options.peers ?? [])
  } catch (error) {
    await transport.close()
    throw error
  }
  return transport
}

/** Requirement SEC-001. */
function checkProtection({ tls, unprotected = false }: NatsTransportOptions, { encrypted, remote }: NatsPlace): void {
  if (remote === undefined || encrypted || tls !== undefined || unprotected) return
  const accepted = 'tls://, or the choice of unprotected'
  throw new NatsError('NATS_OPTION_INVALID', 'servers', `nats://${remote}, on another machine`, accepted)
}

async function firstConnection(options: NatsTransportOptions, tls: TlsOptions | undefined): Promise<NatsConnection> {
  const { node, network, observer, signal } = options
  for (;;) {
    signal?.throwIfAborted()
    try {
      return await connectNats(options, `bellwire ${network} ${node}`, tls)
    } catch (error) {
      if (!(error instanceof NatsError) || error.code !== 'NATS_UNREACHABLE') throw error
      observer?.detached?.(error.message)
      await sleep(RETRY, undefined, { signal })
    }
  }
}
