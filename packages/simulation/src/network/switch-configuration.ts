import type { SwitchConfiguration } from '@bellwire/physical-layer'
import type { Nanoseconds, RandomStream } from '@bellwire/runtime'
import type { LinkDescription, SwitchDescription } from './description.js'

/** Sees what the switches of a network do, as nobody in it could. */
export interface SwitchWatch {
  /** A turn has begun. */
  began(station: string, turn: number, links: readonly number[]): void
  /** The pairs that both ends of a link want, as far as the station has heard. */
  wanted(station: string, link: number, demand: number): void
}

/**
 * A station's switch, as its process is told.
 *
 * @param links those of the station
 */
export function switchConfiguration(
  station: string,
  { slot, lead, policy }: SwitchDescription,
  links: readonly LinkDescription[],
  stream: RandomStream,
  watch: SwitchWatch | undefined
): SwitchConfiguration {
  return {
    turn: slot,
    lead: lead ?? defaultLead(links),
    policy,
    uniform: () => stream.uniform(),
    ...(watch && {
      began: (turn, served) => watch.began(station, turn, served),
      wanted: (link, demand) => watch.wanted(station, link, demand)
    })
  }
}

/** The grant gets to the node and the node's GEN back to the station, and as much time again for what is held up. */
export function defaultLead(links: readonly LinkDescription[]): Nanoseconds {
  return links.reduce(
    (lead, { delays, frameDelays = delays, guard }) => Math.max(lead, 4 * Math.max(...frameDelays) + 2 * guard),
    0
  )
}
