import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { KmeScene } from '../kme-scene.js'
import { collectionsMonitor } from './collections.js'
import { reservationsMonitor } from './reservations.js'
import { sessionsMonitor } from './sessions.js'

/** What must hold whatever is played at a KME. */
export function kmeMonitors(scene: KmeScene, accuse: Accuse): readonly Watcher[] {
  return [
    sessionsMonitor(accuse),
    ...[scene.peer, scene.other].flatMap((peer) => [
      reservationsMonitor(scene, peer, accuse),
      collectionsMonitor(scene, peer, accuse)
    ])
  ]
}
