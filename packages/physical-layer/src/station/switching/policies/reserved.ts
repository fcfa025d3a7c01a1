import { PhysicalLayerError } from '../../../errors.js'
import { isFree, type SwitchPolicy } from '../policy.js'

/** In the turns [start, end) of every cycle a link is served, whether or not it asks. */
export interface ReservedBin {
  readonly start: number
  readonly end: number
  readonly link: number
}

/**
 * Some turns of a cycle belong to links; what is not reserved goes to another policy, which also gets the
 * interferometers that are left over in a reserved turn. Of bins for links with a node in common the first one holds.
 *
 * @throws PhysicalLayerError BAD_SCHEDULE for a cycle or a bin that makes no sense
 */
export function reserved(cycle: number, bins: readonly ReservedBin[], rest: SwitchPolicy): SwitchPolicy {
  if (!Number.isInteger(cycle) || cycle < 1) throw bad('cycle', cycle, 'an integer from 1')
  bins.forEach(({ start, end }, index) => {
    if (!Number.isInteger(start) || start < 0 || start >= cycle)
      throw bad(`bins[${index}].start`, start, `an integer from 0 to ${cycle - 1}`)
    if (!Number.isInteger(end) || end <= start || end > cycle)
      throw bad(`bins[${index}].end`, end, `an integer from ${start + 1} to ${cycle}`)
  })
  return (turn) => {
    const place = turn.turn % cycle
    const chosen: (typeof turn.links)[number][] = []
    for (const { start, end, link } of bins) {
      if (place < start || place >= end || chosen.length === turn.interferometers) continue
      const candidate = turn.links.find((one) => one.link === link)
      if (candidate !== undefined && isFree(candidate, chosen)) chosen.push(candidate)
    }
    const left = turn.interferometers - chosen.length
    if (left === 0) return chosen
    const others = turn.links.filter((candidate) => isFree(candidate, chosen))
    return [...chosen, ...rest({ ...turn, links: others, interferometers: left, draws: turn.draws.slice(0, left) })]
  }
}

function bad(field: string, value: number, accepted: string): PhysicalLayerError {
  return new PhysicalLayerError('BAD_SCHEDULE', `${field} ${value}: ${accepted} is needed`)
}
