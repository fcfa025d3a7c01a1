import type { DeviceCommand, DeviceResult } from '@bellwire/device'
import { LinkLayer, QubitMemory } from '@bellwire/link-layer'
import { PhysicalLayer } from '@bellwire/physical-layer'
import type { Frame, FrameType } from '@bellwire/wire'
import type { NodeLink, NodeOptions } from './configuration.js'
import { NodeError } from './errors.js'
import { HeldQubits } from './held-qubits.js'
import { LinkService } from './link-service.js'
import { NodeTrace } from './node-trace.js'

interface LinkEnd {
  readonly setup: NodeLink
  readonly service: LinkService
  layer: LinkLayer
}

/** Frames that only a station may send, and those that only the peer may. */
const FROM_STATION = new Set<FrameType>(['REPLY', 'SYNC_REPLY'])
const FROM_EITHER = new Set<FrameType>(['HELLO', 'OPEN_ACK'])

/** A node of the network: the stack put together over one transport and one quantum device. */
export class Node {
  readonly name: string
  /** The node's qubits: how many there are, and what a program may do with those of its kept pairs. */
  readonly qubits: HeldQubits
  readonly #options: NodeOptions
  readonly #memory: QubitMemory
  readonly #execute: (command: DeviceCommand) => void
  readonly #links = new Map<number, LinkEnd>()
  readonly #trace: NodeTrace | undefined
  readonly #ignored = new Map<string, number>()
  readonly #incarnations
  #incarnation = 0
  #closed = false

  constructor(options: NodeOptions) {
    this.name = options.name
    this.#options = options
    this.#incarnations = options.random.stream('incarnation')
    const { recorder, clock, name, transport } = options
    this.#trace = recorder === undefined ? undefined : new NodeTrace(recorder, name, transport.node, clock)
    const trace = this.#trace
    this.#memory = new QubitMemory(
      options.device.capabilities.qubits,
      trace && ((qubit, owner, allocated) => trace.qubit(qubit, owner, allocated))
    )
    const { device } = options
    this.#execute =
      trace === undefined
        ? (command) => device.execute(command)
        : (command) => {
            trace.command(command)
            device.execute(command)
          }
    this.qubits = new HeldQubits(this.#memory, this.#execute)
    transport.listen({
      frame: (from, frame) => this.#frame(from, frame),
      malformed: (_from, reason) => this.#count(`malformed-${reason}`)
    })
    options.device.listen((result) => this.#deviceResult(result))
    // Whatever an earlier process left in the qubits is nobody's (LNK-097).
    options.device.reset()
    for (const setup of options.links) {
      const { link } = setup.physical
      if (this.#links.has(link)) throw new NodeError('LINK_TWICE', `link ${link} is given twice`)
      const service = new LinkService(setup.peerName, setup.physical.peer, link, () => this.#end(link).layer, trace)
      this.#links.set(link, { setup, service, layer: undefined as unknown as LinkLayer })
    }
    options.signal?.addEventListener('abort', () => this.close(), { once: true })
    this.#start()
  }

  /** The service of the link to a peer, by the peer's name or the link's number. @throws NodeError UNKNOWN_PEER */
  link(peer: string | number): LinkService {
    for (const [number, end] of this.#links) if (number === peer || end.setup.peerName === peer) return end.service
    const known = [...this.#links.values()].map((end) => end.setup.peerName).join(', ')
    throw new NodeError('UNKNOWN_PEER', `${this.name} has no link to ${peer}; there are links to ${known}`)
  }

  get links(): readonly LinkService[] {
    return [...this.#links.values()].map((end) => end.service)
  }

  /** How often frames and events were ignored or refused, by reason. */
  get ignored(): ReadonlyMap<string, number> {
    return this.#ignored
  }

  /**
   * What a crash and a new start of the process do: every qubit is re-initialised, open requests end in one ERR each,
   * pairs that the peers may not have are void, and the node comes back with a new incarnation.
   */
  restart(): void {
    if (this.#closed) throw new NodeError('CLOSED', `${this.name} is closed`)
    this.crash()
    this.recover()
  }

  /** Stops as a process that dies does: nothing is told to anyone. */
  crash(): void {
    this.#trace?.crashed()
    for (const end of this.#links.values()) end.layer.abandon()
    this.#options.device.reset()
    this.#memory.clear()
    this.qubits.reset()
  }

  /** Starts again after a crash, with what the journal says was open. */
  recover(): void {
    const recovered = new Map([...this.#links].map(([link, end]) => [link, end.layer.journal()]))
    this.#start(recovered)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.crash()
  }

  #end(link: number): LinkEnd {
    return this.#links.get(link) as LinkEnd
  }

  #start(recovered?: ReadonlyMap<number, ReturnType<LinkLayer['journal']>>): void {
    this.#incarnation = Math.max(1, this.#incarnations.bits32())
    this.#trace?.restarted(this.#incarnation)
    for (const [link, end] of this.#links) {
      end.layer = this.#makeLayer(link, end, recovered?.get(link))
      for (const purpose of end.service.purposes) end.layer.accept(purpose)
    }
    for (const end of this.#links.values()) end.layer.physical.start()
  }

  #makeLayer(link: number, end: LinkEnd, recovered: ReturnType<LinkLayer['journal']> | undefined): LinkLayer {
    const { transport, device, clock, random, runner = 'generated' } = this.#options
    const { physical: configuration, linkLayer, peerName } = end.setup
    const trace = this.#trace
    const linkCapabilities = device.capabilities.links.find((capabilities) => capabilities.link === link)
    if (linkCapabilities === undefined)
      throw new NodeError('UNKNOWN_PEER', `the device of ${this.name} has no link ${link} (to ${peerName})`)
    const ignored = (reason: string): void => this.#count(reason)
    const observer = trace && {
      timer: (table: string, key: number | string, delay: string) => trace.timer(table, key, delay)
    }
    const bases = random.stream(`link/${link}/bases`)
    const options = {
      link,
      node: configuration.node,
      peer: configuration.peer,
      configuration: linkLayer,
      clock,
      runner,
      capabilities: device.capabilities,
      linkCapabilities,
      memory: this.#memory,
      random: () => bases.bits32(),
      send: (frame: Frame) => transport.send(configuration.peer, frame),
      execute: this.#execute,
      listener: end.service,
      ignored,
      ...(trace && { counted: (epoch: number, expected: number) => trace.counted(link, epoch, expected) }),
      ...(observer && { observer })
    }
    return new LinkLayer(
      options,
      (listener) =>
        new PhysicalLayer({
          configuration,
          incarnation: this.#incarnation,
          lastEpoch: recovered?.epoch ?? 0,
          clock,
          runner,
          send: (to, frame) => transport.send(to, frame),
          execute: this.#execute,
          listener,
          ignored,
          ...(observer && { observer })
        }),
      recovered
    )
  }

  #frame(from: number, frame: Frame): void {
    const end = this.#links.get(frame.link)
    if (end === undefined) return this.#count('unknown-link')
    const { station, peer } = end.setup.physical
    const allowed = FROM_STATION.has(frame.type)
      ? from === station
      : from === peer || (from === station && FROM_EITHER.has(frame.type))
    if (!allowed) return this.#count('not-an-end')
    if (!end.layer.physical.frame(from, frame) && !end.layer.frame(frame)) this.#count('not-for-nodes')
  }

  #deviceResult(result: DeviceResult): void {
    this.#trace?.result(result)
    if ('qubit' in result) {
      if (result.tag < 0 && result.type === 'measured' && this.qubits.measured(result.tag, result.outcome)) return
      for (const end of this.#links.values()) if (end.layer.deviceResult(result)) return
      return this.#count('answer-for-no-link')
    }
    const end = this.#links.get(result.link)
    if (end === undefined || !end.layer.physical.deviceResult(result)) this.#count('answer-for-no-link')
  }

  #count(reason: string): void {
    this.#ignored.set(reason, (this.#ignored.get(reason) ?? 0) + 1)
    this.#trace?.ignored(reason)
  }
}

/** Makes a node and starts it. Its links come up by themselves; `node.link(peer).ready()` tells when. */
export function createNode(options: NodeOptions): Node {
  options.signal?.throwIfAborted()
  return new Node(options)
}
