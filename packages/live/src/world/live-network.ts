import type { NetworkDescription } from '@bellwire/simulation'
import type { Deployment } from '../deployment/deployment.js'

/** How long a process may keep a frame waiting while it does something else, before its sender repeats it: wall time. */
const PATIENCE = 20_000_000

/**
 * The network of a deployment as its processes are told of it. Its frames take longer than light, since they go from
 * process to process; so hardware stops at a herald by itself, and keeps the clocks of nodes on the station's.
 */
export function liveNetwork({ network, frameDelay, clockError, timeScale }: Deployment): NetworkDescription {
  const patience = Math.ceil(PATIENCE * timeScale)
  return {
    ...network,
    links: network.links.map((link) => {
      const { delays, guard } = link
      const slower = (delay: number) => Math.max(delay, frameDelay)
      return {
        ...link,
        frameDelays: [slower(delays[0]), slower(delays[1])] as const,
        // Timers go by this one.
        peerDelay: Math.max(patience, slower(link.peerDelay ?? delays[0] + delays[1])),
        // As light allows: hardware that stops by itself does not wait for frames from slot to slot.
        slotPeriod: link.slotPeriod ?? 2 * (Math.max(...delays) + guard),
        disciplined: { error: clockError },
        holdsOnHerald: true
      }
    })
  }
}
