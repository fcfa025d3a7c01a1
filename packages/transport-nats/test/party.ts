import type { NodeId } from '@bellwire/transport'
import type { Frame } from '@bellwire/wire'
import { natsTransport, type NatsTransport, type NatsTransportOptions } from '../src/index.js'

export interface Party {
  readonly transport: NatsTransport
  /** Everything that listener and observer were told, one line each. */
  readonly lines: string[]
}

/** A party of network `test` that writes down what it hears. */
export async function party(node: NodeId, options: Partial<NatsTransportOptions>): Promise<Party> {
  const lines: string[] = []
  const transport = await natsTransport({
    servers: [],
    network: 'test',
    node,
    observer: {
      connected: () => lines.push('connected'),
      disconnected: () => lines.push('disconnected'),
      present: (peer) => lines.push(`present ${peer}`),
      absent: (peer) => lines.push(`absent ${peer}`),
      dropped: (to, reason) => lines.push(`dropped ${to} ${reason}`)
    },
    ...options
  })
  transport.listen({
    frame: (from, frame) => lines.push(`${from}: ${serialOf(frame)}`),
    malformed: (from, reason) => lines.push(`${from}: malformed ${reason}`)
  })
  return { transport, lines }
}

/** A frame that carries a number, to tell frames apart. */
export const numbered = (serial: number): Frame => ({
  type: 'MAINTENANCE_ACK',
  link: 1,
  incarnation: 7,
  epoch: 1,
  serial
})

const serialOf = (frame: Frame): number => ('serial' in frame ? frame.serial : -1)
