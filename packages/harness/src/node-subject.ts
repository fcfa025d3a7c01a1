import type {
  Answer,
  EndSetting,
  Input,
  Output,
  Reaction,
  RepeaterSetting,
  Setting,
  Subject
} from '@bellwire/conformance'
import {
  defaultLinkLayerConfiguration,
  firstComeFirstServed,
  type Scheduler,
  strictPriority,
  timeDivision,
  weightedFairQueueing
} from '@bellwire/link-layer'
import { createNode, type Node, type NodeJournal, type NodeLink, type NodeNetwork } from '@bellwire/node'
import { defaultTimers } from '@bellwire/physical-layer'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { TestedCircuits } from './tested-circuits.js'
import { TestedDevice } from './tested-device.js'
import { type TestedProcess, TestedProcesses } from './tested-process.js'
import { TestedRecords } from './tested-records.js'
import { TestedService } from './tested-service.js'
import { isProgramWish, TestedPrograms } from './tested-programs.js'
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
    capabilities: [
      'LNK.KEEP',
      'LNK.STORE',
      'LNK.MEASURE',
      'LNK.PREPARE',
      'LNK.PRIORITY',
      'LNK.FAIR',
      'LNK.BINS',
      'PHY.CLOCK',
      'PHY.SWITCH',
      'PHY.HOLD',
      'PHY.ARRIVAL',
      'DEV.NOTICE',
      'APP.TELEPORT',
      'APP.DIALOGUE',
      'APP.GATE',
      'APP.CHARACTERISE',
      'APP.BOUNCE',
      'APP.SOCKET',
      'NET.TESTS',
      'NET.DISTIL',
      'NOD.RESTART',
      'NOD.CUT'
    ],
    roles: ['node', 'repeater', 'end']
  }
  readonly #options: NodeSubjectOptions
  readonly #processes = new TestedProcesses()
  /** What outlives its processes, where they are told that others come after them. */
  #records: TestedRecords | undefined

  constructor(options: NodeSubjectOptions = {}) {
    this.#options = options
  }

  async start(setting: NodeSetting): Promise<Reaction> {
    const { keeps, outputs } = setting
    if (keeps === undefined) this.#records = undefined
    else if (keeps && this.#records !== undefined) this.#records.settle(outputs)
    else this.#records = new TestedRecords(() => this.#processes.outputs)
    return this.#processes.begin(() => this.#begin(setting))
  }

  async input(at: number, input: Input): Promise<Reaction> {
    this.#records?.settle()
    return this.#processes.whole(at, this.#processes.input(at, input))
  }

  async advance(to: number): Promise<Reaction> {
    this.#records?.settle()
    return this.#processes.whole(to, this.#processes.advance(to))
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
    // Answers leave when what they depend on is written down. What is said while the node is made comes first.
    let made: Node | undefined
    const early: (() => void)[] = []
    const written = (effect: () => void): void => {
      if (made === undefined) early.push(effect)
      else made.whenWritten(effect)
    }
    const say = (output: Output): void => written(() => put(output))
    // What the links of an end make is its network layer's.
    const applications = isEnd(setting) ? [] : setting.links
    const tested = new Map(applications.map(({ link }) => [link, new TestedService(link, say)]))
    const links = setting.links.map((link) => linkOf(setting.node, link, tested.get(link.link)))
    // One of a network has a network layer, with the defaults of section 6.10.
    const network = 'role' in setting && { network: networkOf(setting) }
    const work: (() => void)[] = []
    const journal = this.#records && { journal: journalOf(this.#records, work) }
    const node = createNode({ name: 'tested', transport, device, clock, random, links, runner, ...network, ...journal })
    made = node
    for (const effect of early) node.whenWritten(effect)
    const answer = (one: Answer): void => say({ type: 'answer', answer: one })
    const programs = new TestedPrograms(node, answer)
    const circuits = isEnd(setting) ? new TestedCircuits(setting.node, node.network, say) : undefined
    if (isEnd(setting)) for (const { purpose, from } of setting.accepts) node.network.accept(purpose, from)
    for (const { link } of applications) for (const purpose of setting.purposes) node.link(link).accept(purpose)
    return {
      clock,
      take: (input) => {
        if (input.type === 'frame') transport.receive(input.from, input.bytes)
        else if (input.type === 'device') device.receive(input.bytes)
        else if (input.type !== 'wish') return
        else if (isProgramWish(input.wish)) programs.ask(input.wish)
        else if ('link' in input.wish) tested.get(input.wish.link)?.ask(input.wish, node.link(input.wish.link))
        else if (input.wish.type !== 'distribute' && input.wish.type !== 'stop') circuits?.ask(input.wish)
      },
      turn: () => {
        for (let next = work.shift(); next !== undefined; next = work.shift()) next()
      },
      settled: () => programs.settled(),
      close: () => node.close()
    }
  }
}

/** @param work what is to be done when the present turn is over */
function journalOf(store: TestedRecords, work: (() => void)[]): NodeJournal {
  const failed = (error: Error): void => {
    throw error
  }
  return { store, soon: (next) => void work.push(next), failed }
}

function networkOf(setting: RepeaterSetting | EndSetting): NodeNetwork {
  const { testShare = 0 } = setting.role === 'end' ? setting : {}
  return { configuration: { testShare } }
}

function isEnd(setting: NodeSetting): setting is EndSetting {
  return 'role' in setting && setting.role === 'end'
}

function linkOf(
  node: number,
  setting: Setting['links'][number],
  service: Pick<TestedService, 'listener'> | undefined
): NodeLink {
  const { peer, station, syncInterval, holdover, scheduler, readingError, ...link } = setting
  const { stationDelay, frameDelay = stationDelay, peerDelay } = link
  return {
    peerName: String(peer),
    physical: {
      ...link,
      node,
      peer,
      station,
      attemptSlots: 1,
      calibrationTime: 0,
      timers: { ...defaultTimers(frameDelay, peerDelay), synchronisation: syncInterval, holdover },
      ...(readingError !== undefined && { disciplined: { error: readingError } })
    },
    linkLayer: defaultLinkLayerConfiguration(schedulerOf(scheduler), 2 * peerDelay),
    ...(service && { listener: service.listener })
  }
}

function schedulerOf(setting: Setting['links'][number]['scheduler']): Scheduler {
  switch (setting?.kind) {
    case undefined:
      return firstComeFirstServed
    case 'strict-priority':
      return strictPriority
    case 'weighted-fair':
      return weightedFairQueueing(setting.weights)
    case 'time-division':
      return timeDivision(setting)
  }
}
