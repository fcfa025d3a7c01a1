import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import type { FaultSample, RunSamples } from '../samples.js'
import { LinkCollector, type LinkExpectations } from './link-collector.js'

const FAULTS = 1024

interface Frames {
  sent: number
  lost: number
}

/** Gathers what a run does, for its report. */
export class RunCollector {
  readonly #links: LinkCollector[] = []
  readonly #frames = new Map<string, Frames>()
  readonly #faults: FaultSample[] = []

  /** The collector of one link, made when it is asked for first. */
  link(from: string, to: string): LinkCollector {
    const known = this.#links.find((link) => link.from === from && link.to === to)
    if (known !== undefined) return known
    const made = new LinkCollector(from, to)
    this.#links.push(made)
    return made
  }

  frameSent(type: string): void {
    this.#framesOf(type).sent += 1
  }

  frameLost(type: string): void {
    this.#framesOf(type).lost += 1
  }

  /** @param at the node, station or channel concerned */
  fault(now: Nanoseconds, at: string, what: string): void {
    if (this.#faults.length < FAULTS) this.#faults.push({ seconds: now / NANOSECONDS_PER_SECOND, at, what })
  }

  /** @param expectations of each link, by its ends */
  samples(expectations: (from: string, to: string) => LinkExpectations = () => ({})): RunSamples {
    const frames = [...this.#frames].map(([type, { sent, lost }]) => ({ type, sent, lost }))
    frames.sort((one, other) => other.sent - one.sent || (one.type < other.type ? -1 : 1))
    return {
      links: this.#links.map((link) => link.samples(expectations(link.from, link.to))),
      frames,
      faults: [...this.#faults]
    }
  }

  #framesOf(type: string): Frames {
    const known = this.#frames.get(type)
    if (known !== undefined) return known
    const made = { sent: 0, lost: 0 }
    this.#frames.set(type, made)
    return made
  }
}
