import { binsOf, type CircuitName, type NetworkSchedule, type StepTimes } from '@bellwire/network-layer'
import type { LinkEnd } from './link-ends.js'

/** The label of a circuit on a link, at a node. */
export interface LinkLabel extends CircuitName {
  readonly label: number
}

/**
 * Has the links of which a node is the master follow its part of a network's schedule. Returns how many there are.
 *
 * @throws LinkLayerError NO_SCHEDULE for a link that is down or has another profile than time division,
 * NetworkInputError for times that do not fit a link's slots
 */
export function followSchedule(
  node: number,
  ends: Iterable<LinkEnd>,
  labelsOn: (link: number) => readonly LinkLabel[],
  schedule: NetworkSchedule,
  times: StepTimes
): number {
  let followed = 0
  for (const { link, peer, setup, service } of ends) {
    // The node with the lower number is the master of a link.
    const part = schedule.links.find((one) => one.link === link && one.first === node && one.second === peer)
    if (part === undefined) continue
    const labels = labelsOn(link)
    const purposeOf = (demand: number): number | undefined => {
      const { initiator, circuit } = schedule.demands[demand] as CircuitName
      return labels.find((one) => one.initiator === initiator && one.circuit === circuit)?.label
    }
    service.proposeSchedule(binsOf(part, purposeOf, setup.physical, times))
    followed += 1
  }
  return followed
}

/** A node, to whoever controls the schedules of a network. */
export interface Follower {
  follow(schedule: NetworkSchedule, times: StepTimes): number
}

/**
 * Has all links between these nodes follow a network's schedule, from one place. A circuit that is set up later has no
 * bins, and gets no pairs, until another schedule is installed. Returns how many links there are.
 *
 * @throws LinkLayerError, NetworkInputError as `Node.follow`; links that come later then have no new schedule
 */
export function installSchedule(nodes: Iterable<Follower>, schedule: NetworkSchedule, times: StepTimes): number {
  let followed = 0
  for (const node of nodes) followed += node.follow(schedule, times)
  return followed
}
