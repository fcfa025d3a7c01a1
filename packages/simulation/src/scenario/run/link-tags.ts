import { type RecordedTags, tagRecords, tagText, type TimeTags } from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { networkOf } from '../network/network-of.js'
import type { Scenario } from '../schema/scenario.js'

/** No tags of what was asked for; the message says what is accepted. */
export class LinkTagsError extends Error {
  override readonly name = 'LinkTagsError'
  readonly code = 'simulation.link-tags'
}

/**
 * The time tags of a scenario's link, as its ends would record them from the beginning on: a scenario in which they take
 * the place of the model has the same coincidences.
 *
 * @param between the names of its nodes with a dash between; absent: the one link with a pair source
 * @throws LinkTagsError where there is no such link, or where an end's clock wanders
 */
export function linkTags(
  scenario: Scenario,
  duration: Nanoseconds,
  { seed = scenario.seed ?? 1, between }: { readonly seed?: number | string; readonly between?: string } = {}
): RecordedTags {
  const sources = scenario.links.filter(({ model }) => model.kind === 'pair-source')
  const names = sources.map(({ a, b }) => `${a}-${b}`)
  const [link, ...more] = sources.filter(
    ({ a, b }) => between === undefined || [`${a}-${b}`, `${b}-${a}`].includes(between)
  )
  if (link === undefined || more.length > 0) {
    const asked = between === undefined ? 'no link is named' : `the link is ${between}`
    throw new LinkTagsError(
      `${asked}; accepted: ${names.join(', ') || 'a link with a pair source, of which there is none'}`
    )
  }
  for (const { name, clock } of scenario.nodes) {
    if ([link.a, link.b].includes(name) && clock?.wander !== undefined)
      throw new LinkTagsError(`the clock of ${name} wanders; accepted: clocks with an offset and a drift alone`)
  }
  const network = new SimulatedNetwork(networkOf(scenario), { seed })
  return network.world.recordedTags(`${link.a}-${link.b}`, duration)
}

/** The content of a file of time tags: a line of text a tag, or eight bytes. */
export function tagFile(tags: TimeTags, form: 'text' | 'binary'): string | Uint8Array {
  return form === 'binary' ? tagRecords(tags) : tagText(tags)
}
