import type { EndSetting, Input, Reaction, RepeaterSetting, Setting, Subject } from '@bellwire/conformance'
import { defaultLinkLayerConfiguration, firstComeFirstServed } from '@bellwire/link-layer'
import { createNode, type NodeLink } from '@bellwire/node'
import { defaultTimers } from '@bellwire/physical-layer'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { TestedCircuits } from './tested-circuits.js'
import { TestedDevice } from './tested-device.js'
import { type TestedProcess, TestedProcesses } from './tested-process.js'
import { TestedService } from './tested-service.js'
import { TestedTransport } from './tested-transport.js'

export interface NodeSubjectOptions {
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
}

type NodeSetting = Setting | RepeaterSetting | EndSetting

/** Bellwire's node as a subject of the conformance suite, in this process and in virtual time. */
export class NodeSubject implements Subject {
  readonly identity = {
    implementation: 'bellwire',
    version: '0.1.0',
    capabilities: ['LNK.KEEP', 'LNK.MEASURE', 'LNK.PREPARE', 'PHY.SWITCH', 'PHY.HOLD', 'PHY.ARRIVAL'],
    roles: ['node', 'repeater', 'end']
  }
  readonly #options: NodeSubjectOptions
  readonly #processes = new TestedProcesses()

  constructor(options: NodeSubjectOptions = {}) {
    this.#options = options
  }

  async start(setting: NodeSetting): Promise<Reaction> {
    return this.#processes.begin(() => this.#begin(setting))
  }

  async input(at: number, input: Input): Promise<Reaction> {
    return this.#processes.input(at, input)
  }

  async advance(to: number): Promise<Reaction> {
    return this.#processes.advance(to)
  }

  async close(): Promise<void> {
    this.#processes.close()
  }

  #begin(setting: NodeSetting): TestedProcess {
    const { put } = this.#processes
    const clock = new VirtualClock()
    clock.run({ until: setting.time })
    const device = new TestedDevice(setting.hardware, put)
    const transport = new TestedTransport(setting.node, put)
    const { runner = 'generated' } = this.#options
    const random = createRandom(setting.seed)
    const links = setting.links.map((link) => linkOf(setting.node, link))
    // One of a network has a network layer, with the defaults of section 6.10.
    const network = 'role' in setting && { network: {} }
    const node = createNode({ name: 'tested', transport, device, clock, random, links, runner, ...network })
    const circuits = isEnd(setting) ? new TestedCircuits(setting.node, node.network, put) : undefined
    if (isEnd(setting)) for (const { purpose, from } of setting.accepts) node.network.accept(purpose, from)
    // What the links of an end make is its network layer's.
    const services = circuits === undefined ? node.links : []
    const tested = new Map(services.map((service) => [service.link, new TestedService(service, put)]))
    for (const service of services) for (const purpose of setting.purposes) service.accept(purpose)
    return {
      clock,
      take: (input) => {
        if (input.type === 'frame') transport.receive(input.from, input.bytes)
        else if (input.type === 'device') device.receive(input.bytes)
        else if (input.type !== 'wish') return
        else if ('link' in input.wish) tested.get(input.wish.link)?.ask(input.wish)
        else if (input.wish.type !== 'distribute' && input.wish.type !== 'stop') circuits?.ask(input.wish)
      },
      close: () => node.close()
    }
  }
}

function isEnd(setting: NodeSetting): setting is EndSetting {
  return 'role' in setting && setting.role === 'end'
}

function linkOf(node: number, setting: Setting['links'][number]): NodeLink {
  const { peer, station, syncInterval, holdover, ...link } = setting
  const { stationDelay, peerDelay } = link
  return {
    peerName: String(peer),
    physical: {
      ...link,
      node,
      peer,
      station,
      attemptSlots: 1,
      calibrationTime: 0,
      timers: { ...defaultTimers(stationDelay, peerDelay), synchronisation: syncInterval, holdover }
    },
    linkLayer: defaultLinkLayerConfiguration(firstComeFirstServed, 2 * peerDelay)
  }
}
