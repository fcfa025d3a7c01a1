import type { Watcher } from '../stage/happening.js'
import type { Scene } from '../stage/scene.js'
import { answersMonitor } from './answers.js'
import { framesMonitor } from './frames.js'
import { hardwareMonitor } from './hardware.js'
import { pairsMonitor } from './pairs.js'

/** Says that a requirement was broken. */
export type Accuse = (requirement: string, message: string) => void

/** What must hold whatever is played at a node of one link. */
export function linkMonitors(scene: Scene, accuse: Accuse): readonly Watcher[] {
  return [pairsMonitor(scene, accuse), answersMonitor(accuse), framesMonitor(scene, accuse), hardwareMonitor(accuse)]
}
