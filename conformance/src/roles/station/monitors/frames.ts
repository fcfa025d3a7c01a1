import type { Frame } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { StationScene } from '../station-scene.js'
import { isNewProcess } from './processes.js'

/** The clause that says to whom a station sends a frame. */
const RECEIVERS: { readonly [Type in Frame['type']]?: string } = {
  HELLO: 'PHY-090',
  OPEN_ACK: 'PHY-091',
  SYNC_REPLY: 'PHY-026',
  REPLY: 'PHY-079',
  SLOT_GRANT: 'PHY-111'
}

/** Every frame is one, says who sent it, and goes to an end of the link that it is about. */
export function framesMonitor({ stage }: StationScene, accuse: Accuse): Watcher {
  let incarnation: number | undefined
  return (happening) => {
    if (happening.kind === 'nonsense')
      return accuse('WIR-017', `what was sent is no ${happening.where}: ${happening.reason}`)
    // Its process starts anew with its hardware.
    if (isNewProcess(happening)) incarnation = undefined
    if (happening.kind !== 'sent') return
    const { frame, to } = happening
    const receivers = RECEIVERS[frame.type]
    if (receivers === undefined || !('link' in frame))
      return accuse('PHY-005', `${frame.type} is no frame that a station sends`)
    if (frame.type === 'SLOT_GRANT' && stage.setting.switch === undefined)
      return accuse('PHY-005', 'SLOT_GRANT is no frame that a station without a switch sends')
    incarnation ??= frame.incarnation
    if (frame.incarnation !== incarnation)
      accuse('PHY-003', `${frame.type} carries the incarnation ${frame.incarnation}, the station's is ${incarnation}`)
    const link = stage.setting.links.find((one) => one.link === frame.link)
    if (link?.nodes.includes(to) !== true)
      accuse(receivers, `${frame.type} about link ${frame.link} goes to node ${to}, which is no end of it`)
  }
}
