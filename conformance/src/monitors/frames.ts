import { isCanonical } from '../stage/canonical.js'
import type { Watcher } from '../stage/happening.js'
import type { Scene } from '../stage/scene.js'
import type { Accuse } from './accuse.js'
import { isOtherProcess } from './processes.js'

/** Every frame is one, says who sent it, and belongs to the present epoch; what counts counts. */
export function framesMonitor(scene: Scene, accuse: Accuse): Watcher {
  let incarnation: number | undefined
  let serial = 0
  let epoch = 0
  return (happening) => {
    if (happening.kind === 'nonsense')
      return accuse('WIR-017', `what was sent is no ${happening.where}: ${happening.reason}`)
    if (isOtherProcess(happening)) [incarnation, serial] = [undefined, 0]
    if (happening.kind === 'start') epoch = 0
    if (happening.kind !== 'sent') return
    const { frame, bytes } = happening
    if (!isCanonical(frame, bytes)) accuse('WIR-012', `${frame.type} is not in the canonical form`)
    if ('incarnation' in frame) {
      incarnation ??= frame.incarnation
      if (frame.incarnation !== incarnation)
        accuse('PHY-003', `${frame.type} carries the incarnation ${frame.incarnation}, the node's is ${incarnation}`)
    }
    if (frame.type === 'OPEN' && frame.epoch !== epoch) {
      if (frame.epoch < epoch) accuse('PHY-014', `epoch ${frame.epoch} is opened after ${epoch}`)
      epoch = frame.epoch
      serial = 0
    }
    if (frame.type === 'OPEN_ACK' && frame.epoch !== epoch) {
      epoch = frame.epoch
      serial = 0
    }
    if (frame.type !== 'ADD') return
    if (frame.serial > serial + 1) accuse('LNK-030', `the ADD after serial ${serial} has serial ${frame.serial}`)
    serial = Math.max(serial, frame.serial)
    if (scene.peer.isMaster && frame.queueId !== 0)
      accuse('LNK-032', `an ADD of the node that is not the master has queue id ${frame.queueId}`)
  }
}
