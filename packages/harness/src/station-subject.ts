import type { Input, Reaction, StationLinkSetting, StationSetting, Subject } from '@bellwire/conformance'
import { defaultTimers, Station, type StationLink } from '@bellwire/physical-layer'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { TestedDetectors } from './tested-detectors.js'
import { type TestedProcess, TestedProcesses } from './tested-process.js'
import { TestedTransport } from './tested-transport.js'

export interface StationSubjectOptions {
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
}

/** Bellwire's heralding station as a subject of the conformance suite, in this process and in virtual time. */
export class StationSubject implements Subject<StationSetting> {
  readonly identity = {
    implementation: 'bellwire',
    version: '0.1.0',
    capabilities: [],
    roles: ['station'] as const
  }
  readonly #options: StationSubjectOptions
  readonly #processes = new TestedProcesses()

  constructor(options: StationSubjectOptions = {}) {
    this.#options = options
  }

  async start(setting: StationSetting): Promise<Reaction> {
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

  #begin({ node, seed, time, links }: StationSetting): TestedProcess {
    const { put } = this.#processes
    const clock = new VirtualClock()
    clock.run({ until: time })
    const device = new TestedDetectors(put)
    const transport = new TestedTransport(node, put)
    const incarnations = createRandom(seed).stream('incarnation')
    const { runner = 'generated' } = this.#options
    const station = new Station({
      node,
      clock,
      transport,
      device,
      links: links.map(linkOf),
      incarnation: () => Math.max(1, incarnations.bits32()),
      runner,
      clockQuality: 0
    })
    station.start()
    return {
      clock,
      take: (input) => {
        if (input.type === 'frame') transport.receive(input.from, input.bytes)
        else if (input.type === 'device') device.receive(input.bytes)
      },
      close: () => station.stop()
    }
  }
}

function linkOf({ delays: [a, b], ...link }: StationLinkSetting): StationLink {
  const { reminder, greeting, greetingMaximum } = defaultTimers(a, b)
  return { ...link, reminder, greeting, greetingMaximum }
}
