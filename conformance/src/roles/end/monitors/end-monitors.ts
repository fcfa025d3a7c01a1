import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import { sessionMonitor } from '../../repeater/session-monitor.js'
import type { EndScene } from '../end-scene.js'
import { answersMonitor } from './answers.js'
import { hardwareMonitor } from './hardware.js'
import { pairsMonitor } from './pairs.js'

/** What must hold whatever is played at an end of circuits. */
export function endMonitors(scene: EndScene, accuse: Accuse): readonly Watcher[] {
  return [
    sessionsMonitor(scene, accuse),
    sessionMonitor(accuse),
    answersMonitor(accuse),
    pairsMonitor(scene, accuse),
    hardwareMonitor(scene, accuse)
  ]
}

/** What is sent is a frame, and names a session that the neighbour has given. */
function sessionsMonitor({ neighbour }: EndScene, accuse: Accuse): Watcher {
  const given = new Set<number>()
  return (happening) => {
    given.add(neighbour.session)
    if (happening.kind === 'nonsense')
      return accuse('WIR-017', `what was sent is no ${happening.where}: ${happening.reason}`)
    if (happening.kind !== 'sent' || happening.to !== neighbour.node) return
    const { frame } = happening
    if ('serial' in frame && 'session' in frame && !given.has(frame.peerSession))
      accuse('NET-002', `${frame.type} is of the session ${frame.peerSession}`)
  }
}
