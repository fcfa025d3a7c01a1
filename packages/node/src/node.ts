import type { DeviceResult, HardwareNotice, QuantumDevice } from '@bellwire/device'
import { type LinkJournal, LinkLayer, QubitMemory } from '@bellwire/link-layer'
import type { NetworkSchedule, StepTimes } from '@bellwire/network-layer'
import { meansOf, PhysicalLayer } from '@bellwire/physical-layer'
import type { Transport } from '@bellwire/transport'
import { ApplicationService } from './application/application-service.js'
import type { NodeOptions } from './configuration.js'
import { NodeError } from './errors.js'
import { HeldQubits } from './held-qubits.js'
import { LinkEnd, LinkEnds } from './link-ends.js'
import type { LinkService } from './link-service.js'
import { LinkSource, type LinkSourceOptions } from './link-source.js'
import { MeasuredLinkSource, type MeasuredLinkSourceOptions } from './measured-link-source.js'
import { NetworkEnd } from './network-end.js'
import { followSchedule } from './network-schedule.js'
import type { NetworkService } from './network-service.js'
import { NodeTrace } from './node-trace.js'
import { type Left, voidedWith } from './recovery/left.js'
import type { ProgramRecords, VoidedPairs } from './recovery/node-journal.js'
import { NodeRecords } from './recovery/node-records.js'
import { CircuitPath, EntanglementSocket, LinkPath, type SocketOptions } from './socket/entanglement-socket.js'
import { TracedDevice } from './traced-device.js'

/** A node of the network: the stack put together over one transport and one quantum device. */
export class Node {
  readonly name: string
  /** The node's qubits: how many there are, and what a program may do with those of its kept pairs. */
  readonly qubits: HeldQubits
  readonly #options: NodeOptions
  readonly #memory: QubitMemory
  readonly #device: Pick<QuantumDevice, 'execute'>
  /** Pairs that an earlier process was given, and that are void since it was killed: for programs that remember them. */
  readonly voided: VoidedPairs
  /** What this node's programs say to those of others. */
  readonly applications: ApplicationService
  readonly #links = new LinkEnds(
    (reason) => this.#count(reason),
    (from, frame) => this.applications.frame(from, frame)
  )
  readonly #network: NetworkEnd | undefined
  readonly #trace: NodeTrace | undefined
  readonly #records: NodeRecords | undefined
  readonly #sending: Transport
  readonly #ignored = new Map<string, number>()
  readonly #incarnations
  #incarnation = 0
  #closed = false
  #crashed = false
  /** The hardware is out of reach. */
  #deviceLost = false

  constructor(options: NodeOptions) {
    this.name = options.name
    this.#options = options
    this.#incarnations = options.random.stream('incarnation')
    const { recorder, clock, name, transport } = options
    this.#trace = recorder === undefined ? undefined : new NodeTrace(recorder, name, transport.node, clock)
    const trace = this.#trace
    const { journal } = options
    this.#records = journal && new NodeRecords(journal, transport.node, clock, (error) => this.#unwritten(error))
    this.#sending = this.#records?.holding(transport) ?? transport
    this.#memory = new QubitMemory(
      options.device.capabilities.qubits,
      trace && ((qubit, owner, allocated) => trace.qubit(qubit, owner, allocated))
    )
    const { device } = options
    this.#device = trace === undefined ? device : new TracedDevice(device, trace)
    this.qubits = new HeldQubits(this.#memory, (command) => this.#device.execute(command))
    this.applications = new ApplicationService(
      { ...options, transport: this.#sending },
      this.qubits,
      (reason) => this.#count(reason),
      trace
    )
    transport.listen(this.#links)
    device.listen((result) => this.#deviceResult(result))
    device.watch?.((notice) => this.#deviceNotice(notice))
    // Whatever an earlier process left in the qubits is nobody's (LNK-097).
    device.reset()
    for (const setup of options.links) this.#links.add(new LinkEnd(setup, options.random, trace))
    if (options.network !== undefined) {
      this.#network = new NetworkEnd(options, options.network, {
        ends: [...this.#links.all()],
        memory: this.#memory,
        device: this.#device,
        transport: this.#sending,
        records: this.#records,
        ignored: (reason) => this.#count(reason),
        trace
      })
      this.#links.networkFrame = (from, frame) => this.#network?.layer.frame(from, frame)
    }
    options.signal?.addEventListener('abort', () => this.close(), { once: true })
    const left = this.#records && this.#left(this.#records)
    this.voided = voidedWith(left ?? { links: new Map(), circuits: [] }, transport.node)
    this.#start(left)
  }

  /** The service of the link to a peer, by the peer's name or the link's number. @throws NodeError UNKNOWN_PEER */
  link(peer: string | number): LinkService {
    for (const end of this.#links.all()) if (end.link === peer || end.setup.peerName === peer) return end.service
    const known = [...this.#links.all()].map((end) => end.setup.peerName).join(', ')
    throw new NodeError('UNKNOWN_PEER', `${this.name} has no link to ${peer}; there are links to ${known}`)
  }

  /** Kept pairs of the link to a peer for an application. @throws NodeError UNKNOWN_PEER */
  linkSource(peer: string | number, options: LinkSourceOptions): LinkSource {
    return new LinkSource(this.link(peer), this.qubits, this.#options.clock, options)
  }

  /**
   * Measured pairs of the link to a peer for an application, where its hardware measures them as they come, or as well
   * where it does not. @throws NodeError UNKNOWN_PEER
   */
  measuredLinkSource(peer: string | number, options: MeasuredLinkSourceOptions): MeasuredLinkSource {
    return new MeasuredLinkSource(this.link(peer), this.qubits, this.#options.clock, options)
  }

  /** Whether pairs of the link to a peer can be kept at this end. @throws NodeError UNKNOWN_PEER */
  keepsPairsWith(peer: string | number): boolean {
    const { link } = this.link(peer)
    return this.#options.device.capabilities.links.some((one) => one.link === link && one.keep)
  }

  get links(): readonly LinkService[] {
    return [...this.#links.all()].map((end) => end.service)
  }

  /** Entanglement with any node. @throws NodeError NO_NETWORK for a node that has links only */
  get network(): NetworkService {
    if (this.#network === undefined) throw new NodeError('NO_NETWORK', `${this.name} was made without a network layer`)
    return this.#network.service
  }

  /**
   * Has the links of which this node is the master follow its part of a network's schedule (`scheduleNetwork`): bins by
   * the labels that its circuits have now. Returns how many links there are.
   *
   * @throws LinkLayerError NO_SCHEDULE for a link that is down or has another profile than time division,
   * NetworkInputError for times that do not fit a link's slots, NodeError NO_NETWORK
   */
  follow(schedule: NetworkSchedule, times: StepTimes): number {
    const { layer } = this.network
    return followSchedule(layer.node, this.#links.all(), (link) => layer.labelsOn(link), schedule, times)
  }

  /**
   * A socket for entanglement with a peer: by the name of a link's peer, over that link; by a node's number, over circuits.
   *
   * @throws NodeError SOCKET for an id out of range, UNKNOWN_PEER, NO_NETWORK
   */
  socket(peer: string | number, options: SocketOptions = {}): EntanglementSocket {
    const { minimumFidelity } = options
    const { total } = this.qubits
    const path =
      typeof peer === 'string'
        ? new LinkPath(this.link(peer), total, minimumFidelity)
        : new CircuitPath(this.network, total, peer, minimumFidelity)
    return new EntanglementSocket(path, options)
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
    this.#crashed = true
    this.#trace?.crashed()
    this.applications.abandon()
    this.#network?.layer.abandon()
    for (const end of this.#links.all()) end.layer.abandon()
    this.#options.device.reset()
    this.#memory.clear()
    this.qubits.reset()
  }

  /** Starts again after a crash, with what the journal says was open. */
  recover(): void {
    this.#crashed = false
    const journals = [...this.#links.all()].map(({ link, layer }) => [link, { journal: layer.journal() }] as const)
    this.#start({ links: new Map(journals), circuits: this.#network?.layer.journal() ?? [] })
  }

  /**
   * Does it when all that has happened in this node until now is written down, so that a later process will know it; where
   * nothing is written down, at once. What leaves the process as an answer waits for this.
   */
  whenWritten(effect: () => void): void {
    if (this.#records === undefined) effect()
    else this.#records.after(effect)
  }

  /** Where programs write down what must outlive the process; undefined where nothing does. */
  get records(): ProgramRecords | undefined {
    return this.#records?.programs
  }

  /** What a process that was killed has left. */
  #left(records: NodeRecords): Left {
    const links = [...this.#links.all()].flatMap(({ link }) => {
      const one = records.recoveredLink(link)
      return one === undefined ? [] : [[link, one] as const]
    })
    return { links: new Map(links), circuits: records.recoveredCircuits() }
  }

  /** Nobody can know what a later process would: this one says nothing any more. */
  #unwritten(error: Error): void {
    this.close()
    this.#options.journal?.failed(error)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.crash()
    this.#records?.stop()
    this.applications.tellLost()
  }

  #start(left: Left | undefined): void {
    this.#incarnation = Math.max(1, this.#incarnations.bits32())
    this.#trace?.restarted(this.#incarnation)
    this.applications.make(this.#incarnation)
    for (const end of this.#links.all()) {
      end.layer = this.#makeLayer(end, left?.links.get(end.link)?.journal)
      for (const purpose of end.service.purposes) end.layer.accept(purpose)
    }
    this.#network?.make(this.#incarnation, left?.circuits ?? [])
    for (const end of this.#links.all()) {
      const lastWords = left?.links.get(end.link)?.lastWords
      if (lastWords === undefined) continue
      end.layer.say(lastWords)
    }
    for (const end of this.#links.all()) end.layer.physical.start()
    if (this.#deviceLost) this.#darken()
    this.#network?.layer.start()
    this.applications.tellLost()
  }

  #makeLayer(end: LinkEnd, journal: LinkJournal | undefined): LinkLayer {
    const { device, clock, runner = 'generated' } = this.#options
    const { link, setup } = end
    const { physical: configuration, linkLayer, peerName } = setup
    const trace = this.#trace
    const linkCapabilities = device.capabilities.links.find((capabilities) => capabilities.link === link)
    if (linkCapabilities === undefined)
      throw new NodeError('UNKNOWN_PEER', `the device of ${this.name} has no link ${link} (to ${peerName})`)
    if (linkCapabilities.arrival !== undefined && configuration.testFraction > 0)
      throw new NodeError(
        'TEST_ROUNDS',
        `testFraction ${configuration.testFraction} of link ${link}: 0 is needed where the device of ${this.name} measures photons as they arrive, in bases that requests ask for`
      )
    const shared = {
      clock,
      runner,
      transport: this.#sending,
      device: this.#device,
      ignored: (reason: string) => this.#count(reason)
    }
    const physical = new PhysicalLayer({
      ...shared,
      ...(trace && { observer: trace.machines('physical', link) }),
      configuration,
      means: meansOf(linkCapabilities),
      holds: linkCapabilities.holds === true,
      incarnation: this.#incarnation,
      random: end.testSeeds,
      lastEpoch: journal?.epoch ?? 0
    })
    const options = {
      ...shared,
      link,
      node: configuration.node,
      peer: configuration.peer,
      configuration: linkLayer,
      capabilities: device.capabilities,
      linkCapabilities,
      memory: this.#memory,
      random: end.bases,
      listener: end.service,
      ...(this.#records && { records: this.#records.link(link) }),
      ...(trace && {
        observer: trace.machines('link', link),
        counted: (epoch: number, expected: number) => trace.counted(link, epoch, expected)
      })
    }
    return new LinkLayer(options, physical, journal)
  }

  #deviceResult(result: DeviceResult): void {
    this.#trace?.result(result)
    if (this.#network?.layer.deviceResult(result) === true) return
    if ('tag' in result && result.tag < 0 && this.qubits.answered(result.tag, result)) return
    this.#links.result(result)
  }

  /** Hardware that is lost, or has restarted, has lost every qubit: the node starts anew (DEV-082). */
  #deviceNotice(notice: HardwareNotice): void {
    this.#deviceLost = notice === 'lost'
    this.#trace?.deviceNotice(notice)
    if (!this.#closed && !this.#crashed) this.restart()
  }

  /** No link is fit while the hardware is out of reach. */
  #darken(): void {
    for (const { link } of this.#links.all())
      this.#links.result({ type: 'linkQuality', link, quality: 3, validFor: Infinity })
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
