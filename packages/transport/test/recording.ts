import { createRandom, VirtualClock } from '@bellwire/runtime'
import { encodeFrame, type Frame } from '@bellwire/wire'
import { type Channel, MemoryNetwork, type NetworkObserver, type NodeId, type Transport } from '../src/index.js'

/** A frame that carries a number, to tell frames apart. */
export const numbered = (serial: number): Frame => ({
  type: 'MAINTENANCE_ACK',
  link: 1,
  incarnation: 7,
  epoch: 1,
  serial
})

export const serialOf = (frame: Frame): number => ('serial' in frame ? frame.serial : -1)

/** Bytes of a frame of which nothing is left out. */
export const numberedBytes = (serial: number): Uint8Array => encodeFrame(numbered(serial))

/** Everything that an observer or a listener was told, one line each, with its time. */
export class Recording implements NetworkObserver {
  readonly lines: string[] = []

  constructor(private readonly clock: VirtualClock) {}

  note(line: string): void {
    this.lines.push(`${this.clock.now()} ${line}`)
  }

  sent(from: NodeId, to: NodeId, frame: Frame): void {
    this.note(`sent ${from}>${to} ${JSON.stringify(frame)}`)
  }

  received(from: NodeId, to: NodeId, frame: Frame): void {
    this.note(`received ${from}>${to} ${JSON.stringify(frame)}`)
  }

  dropped(from: NodeId, to: NodeId, frame: Frame | undefined, reason: string): void {
    this.note(`dropped ${from}>${to} ${JSON.stringify(frame)} ${reason}`)
  }

  malformed(from: NodeId, to: NodeId, bytes: Uint8Array, error: { code: string }): void {
    this.note(`malformed ${from}>${to} ${bytes.length} ${error.code}`)
  }

  /** Listens on a transport and notes what it hears. */
  follow(transport: Transport): void {
    transport.listen({
      frame: (from, frame) => this.note(`heard ${from}>${transport.node} ${JSON.stringify(frame)}`),
      malformed: (from, reason) => this.note(`heard ${from}>${transport.node} malformed ${reason}`)
    })
  }
}

/** Two nodes, 1 and 2, with one channel, and the arrivals at node 2. */
export function pair(
  channel: Channel,
  { seed = 1, wire = false, observed = true }: { seed?: number; wire?: boolean; observed?: boolean } = {}
) {
  const clock = new VirtualClock()
  const recording = new Recording(clock)
  const network = new MemoryNetwork({
    clock,
    random: createRandom(seed),
    wire,
    observer: observed ? recording : undefined
  })
  network.connect(1, 2, channel)
  const one = network.attach(1, 'one')
  const two = network.attach(2, 'two')
  const arrivals: { at: number; serial: number }[] = []
  two.listen({
    frame: (_from, frame) => arrivals.push({ at: clock.now(), serial: serialOf(frame) }),
    malformed: () => arrivals.push({ at: clock.now(), serial: -1 })
  })
  return { clock, recording, network, one, two, arrivals }
}
