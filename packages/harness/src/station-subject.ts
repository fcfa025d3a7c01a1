import type { StationLinkSetting, StationSetting } from '@bellwire/conformance'
import { defaultTimers, demandWeighted, Station, type StationLink } from '@bellwire/physical-layer'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { TestedDetectors } from './tested-detectors.js'
import { TestedParty } from './tested-party.js'
import type { TestedProcess } from './tested-process.js'
import { TestedTransport } from './tested-transport.js'

export interface StationSubjectOptions {
  /** How the machines are run. Default 'generated'. */
  readonly runner?: RunnerKind
}

/** Bellwire's heralding station as a subject of the conformance suite, in this process and in virtual time. */
export class StationSubject extends TestedParty<StationSetting> {
  readonly identity = {
    implementation: 'bellwire',
    version: '0.1.0',
    capabilities: ['STA.SWITCH', 'STA.WISHES'],
    roles: ['station'] as const
  }
  readonly #options: StationSubjectOptions

  constructor(options: StationSubjectOptions = {}) {
    super()
    this.#options = options
  }

  protected begin({ node, seed, time, links, switch: switched }: StationSetting): TestedProcess {
    const { put } = this.processes
    const clock = new VirtualClock()
    clock.run({ until: time })
    const device = new TestedDetectors(put, switched)
    const transport = new TestedTransport(node, put)
    const random = createRandom(seed)
    const incarnations = random.stream('incarnation')
    const draws = random.stream('switch')
    const { runner = 'generated' } = this.#options
    const station = new Station({
      node,
      clock,
      transport,
      device,
      links: links.map(linkOf),
      ...(switched && {
        switch: { turn: switched.turn, lead: switched.lead, policy: demandWeighted, uniform: () => draws.uniform() }
      }),
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
