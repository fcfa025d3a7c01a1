import type { NodeId } from '@bellwire/transport'
import type { Frame } from '@bellwire/wire'
import { natsTransport, type NatsTransport, type NatsTransportOptions } from '../src/index.js'

export interface Party {
  readonly transport: NatsTransport
  /** What the listener was told, one line each. */
  readonly heard: string[]
  /** What the observer was told, one line each. */
  readonly told: string[]
}

/** A party of network `test` that writes down what it hears. */
export async function party(node: NodeId, options: Partial<NatsTransportOptions>): Promise<Party> {
  const [heard, told]: [string[], string[]] = [[], []]
  const transport = await natsTransport({
    servers: [],
    network: 'test',
    node,
    observer: {
      attached: () => told.push('attached'),
      detached: () => told.push('detached'),
      connected: (peer) => told.push(`connected ${peer}`),
      disconnected: (peer) => told.push(`disconnected ${peer}`),
      dropped: (_from, to, _frame, reason) => told.push(`dropped ${to} ${reason}`)
    },
    ...options
  })
  transport.listen({
    frame: (from, frame) => heard.push(`${from}: ${serialOf(frame)}`),
    malformed: (from, reason) => heard.push(`${from}: malformed ${reason}`)
  })
  return { transport, heard, told }
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
