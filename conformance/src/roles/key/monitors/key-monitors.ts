import type { Accuse } from '../../../monitors/accuse.js'
import type { KeyScene } from '../key-scene.js'
import { drawsMonitor } from './draws.js'
import { endingsMonitor } from './endings.js'
import { keysMonitor } from './keys.js'
import { leakMonitor } from './leak.js'
import { orderMonitor } from './order.js'
import { measurementsMonitor, roundsMonitor } from './rounds.js'
import { secretsMonitor } from './secrets.js'
import { tagsMonitor } from './tags.js'

/** What must hold whatever is played between two nodes that distribute keys. */
export function watchKeys(scene: KeyScene, accuse: Accuse): void {
  const ofMessages = [
    orderMonitor(accuse),
    drawsMonitor(accuse),
    tagsMonitor(scene, accuse),
    roundsMonitor(scene, accuse),
    leakMonitor(accuse)
  ]
  for (const monitor of ofMessages) scene.sessions.listen(monitor)
  const ofAll = [
    keysMonitor(scene, accuse),
    endingsMonitor(scene, accuse),
    measurementsMonitor(scene, accuse),
    secretsMonitor(scene, accuse)
  ]
  for (const monitor of ofAll) scene.stage.watch(monitor)
}
