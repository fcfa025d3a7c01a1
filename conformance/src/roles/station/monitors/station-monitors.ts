import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { StationScene } from '../station-scene.js'
import { framesMonitor } from './frames.js'
import { heraldsMonitor } from './heralds.js'
import { slotsMonitor } from './slots.js'

/** What must hold whatever is played at a station. */
export function stationMonitors(scene: StationScene, accuse: Accuse): readonly Watcher[] {
  return [framesMonitor(scene, accuse), slotsMonitor(scene, accuse), heraldsMonitor(accuse)]
}
