import type { Input, Output, Reaction, Setting, Subject } from '@bellwire/conformance'
import { defaultLinkLayerConfiguration, firstComeFirstServed } from '@bellwire/link-layer'
import { createNode, type Node, type NodeLink } from '@bellwire/node'
import { defaultTimers } from '@bellwire/physical-layer'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Transport, TransportListener } from '@bellwire/transport'
import { decodeFrame, encodeFrame, WireError } from '@bellwire/wire'
import { TestedDevice } from './tested-device.js'
import { TestedService } from './tested-service.js'

export interface NodeSubjectOptions {
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
}

/** One process of the node, and its edges. */
interface Life {
  readonly node: Node
  readonly clock: VirtualClock
  readonly device: TestedDevice
  readonly services: ReadonlyMap<number, TestedService>
  frame(from: number, bytes: Uint8Array): void
}

/** Bellwire's node as a subject of the conformance suite, in this process and in virtual time. */
export class NodeSubject implements Subject {
  readonly identity = {
    implementation: 'bellwire',
    version: '0.1.0',
    capabilities: ['LNK.KEEP', 'LNK.MEASURE', 'LNK.PREPARE']
  }
  readonly #options: NodeSubjectOptions
  #life: Life | undefined
  #outputs: Output[] = []

  constructor(options: NodeSubjectOptions = {}) {
    this.#options = options
  }

  async start(setting: Setting): Promise<Reaction> {
    this.#life?.node.close()
    this.#outputs = []
    this.#life = this.#begin(setting)
    return this.#reaction()
  }

  async input(at: number, input: Input): Promise<Reaction> {
    const life = this.#running
    life.clock.run({ until: at })
    if (input.type === 'frame') life.frame(input.from, input.bytes)
    else if (input.type === 'device') life.device.receive(input.bytes)
    else life.services.get(input.wish.link)?.ask(input.wish)
    return this.#reaction()
  }

  async advance(to: number): Promise<Reaction> {
    this.#running.clock.run({ until: to })
    return this.#reaction()
  }

  async close(): Promise<void> {
    this.#life?.node.close()
    this.#life = undefined
  }

  get #running(): Life {
    if (this.#life === undefined) throw new Error('the node has not been started')
    return this.#life
  }

  #reaction(): Reaction {
    const outputs = this.#outputs
    this.#outputs = []
    return { outputs, wake: this.#running.clock.nextDue }
  }

  #begin(setting: Setting): Life {
    const put = (output: Output): void => void this.#outputs.push(output)
    const clock = new VirtualClock()
    clock.run({ until: setting.time })
    const device = new TestedDevice(setting.hardware, put)
    let listener: TransportListener | undefined
    const transport: Transport = {
      node: setting.node,
      send: (to, frame) => put({ type: 'frame', to, bytes: encodeFrame(frame) }),
      listen: (one) => void (listener = one)
    }
    const { runner = 'generated' } = this.#options
    const random = createRandom(setting.seed)
    const links = setting.links.map((link) => linkOf(setting.node, link))
    const node = createNode({ name: 'tested', transport, device, clock, random, links, runner })
    const services = new Map(node.links.map((service) => [service.link, new TestedService(service, put)]))
    for (const service of node.links) for (const purpose of setting.purposes) service.accept(purpose)
    return {
      node,
      clock,
      device,
      services,
      frame: (from, bytes) => {
        try {
          listener?.frame(from, decodeFrame(bytes))
        } catch (error) {
          if (!(error instanceof WireError)) throw error
          listener?.malformed(from, error.code)
        }
      }
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
