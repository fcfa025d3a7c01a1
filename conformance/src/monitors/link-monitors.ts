import type { Watcher } from '../stage/happening.js'
import type { Scene } from '../stage/scene.js'
import type { Accuse } from './accuse.js'
import { answersMonitor } from './answers.js'
import { framesMonitor } from './frames.js'
import { hardwareMonitor } from './hardware.js'
import { pairsMonitor } from './pairs.js'
import { restartsMonitor } from './restarts.js'

/** What must hold whatever is played at a node of one link. */
export function linkMonitors(scene: Scene, accuse: Accuse): readonly Watcher[] {
  return [
    pairsMonitor(scene, accuse),
    answersMonitor(accuse),
    framesMonitor(scene, accuse),
    hardwareMonitor(accuse),
    restartsMonitor(accuse)
  ]
}
