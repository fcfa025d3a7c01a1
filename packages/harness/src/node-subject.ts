import type { Input, Reaction, RepeaterSetting, Setting, Subject } from '@bellwire/conformance'
import { defaultLinkLayerConfiguration, firstComeFirstServed } from '@bellwire/link-layer'
import { createNode, type NodeLink } from '@bellwire/node'
import { defaultTimers } from '@bellwire/physical-layer'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { TestedDevice } from './tested-device.js'
import { type TestedProcess, TestedProcesses } from './tested-process.js'
import { TestedService } from './tested-service.js'
import { TestedTransport } from './tested-transport.js'

export interface NodeSubjectOptions {
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
}

/** Bellwire's node as a subject of the conformance suite, in this process and in virtual time. */
export class NodeSubject implements Subject {
  readonly identity = {
    implementation: 'bellwire',
    version: '0.1.0',
    capabilities: ['LNK.KEEP', 'LNK.MEASURE', 'LNK.PREPARE'],
    roles: ['node', 'repeater']
  }
  readonly #options: NodeSubjectOptions
  readonly #processes = new TestedProcesses()

  constructor(options: NodeSubjectOptions = {}) {
    this.#options = options
  }

  async start(setting: Setting | RepeaterSetting): Promise<Reaction> {
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

  #begin(setting: Setting | RepeaterSetting): TestedProcess {
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
    const services = new Map(node.links.map((service) => [service.link, new TestedService(service, put)]))
    for (const service of node.links) for (const purpose of setting.purposes) service.accept(purpose)
    return {
      clock,
      take: (input) => {
        if (input.type === 'frame') transport.receive(input.from, input.bytes)
        else if (input.type === 'device') device.receive(input.bytes)
        else services.get(input.wish.link)?.ask(input.wish)
      },
      close: () => node.close()
    }
  }
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
