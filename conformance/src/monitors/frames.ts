import type { Open } from '@bellwire/wire'
import { isCanonical } from '../stage/canonical.js'
import type { Watcher } from '../stage/happening.js'
import type { Scene } from '../stage/scene.js'
import type { Accuse } from './accuse.js'
import { isOtherProcess } from './processes.js'

/** What one party was told last. Frames to others, beside these, come in no order that anybody could see. */
interface Told {
  epoch: number
  serial: number
}

/** Whether of which pairs are test rounds anything can be read in an OPEN. */
export function tellsOfTests({ testSeed, testFraction }: Open): boolean {
  return testSeed !== 0 || testFraction !== 0
}

/** Every frame is one, says who sent it, and belongs to the present epoch; what counts counts. */
export function framesMonitor(scene: Scene, accuse: Accuse): Watcher {
  let incarnation: number | undefined
  const parties = new Map<number, Told>()
  return (happening) => {
    if (happening.kind === 'nonsense')
      return accuse('WIR-017', `what was sent is no ${happening.where}: ${happening.reason}`)
    if (isOtherProcess(happening)) {
      incarnation = undefined
      for (const one of parties.values()) one.serial = 0
    }
    if (happening.kind === 'start') parties.clear()
    if (happening.kind !== 'sent') return
    const { to, frame, bytes } = happening
    const told = parties.get(to) ?? { epoch: 0, serial: 0 }
    parties.set(to, told)
    if (!isCanonical(frame, bytes)) accuse('WIR-012', `${frame.type} is not in the canonical form`)
    if ('incarnation' in frame) {
      incarnation ??= frame.incarnation
      if (frame.incarnation !== incarnation)
        accuse('PHY-003', `${frame.type} carries the incarnation ${frame.incarnation}, the node's is ${incarnation}`)
    }
    if (frame.type === 'OPEN' && to === scene.station.node && tellsOfTests(frame))
      accuse(
        'LNK-176',
        `the station is told which pairs are test rounds, by ${frame.testSeed} and ${frame.testFraction}`
      )
    if ((frame.type === 'OPEN' || frame.type === 'OPEN_ACK') && frame.epoch !== told.epoch) {
      if (frame.type === 'OPEN' && frame.epoch < told.epoch)
        accuse('PHY-014', `epoch ${frame.epoch} is opened after ${told.epoch}`)
      told.epoch = frame.epoch
      told.serial = 0
    }
    if (frame.type === 'EXPIRE' && frame.low === frame.high)
      accuse('LNK-178', `an EXPIRE names no pair, from ${frame.low} on`)
    if (frame.type !== 'ADD') return
    const { serial } = told
    if (frame.serial > serial + 1) accuse('LNK-030', `the ADD after serial ${serial} has serial ${frame.serial}`)
    told.serial = Math.max(serial, frame.serial)
    if (scene.peer.isMaster && frame.queueId !== 0)
      accuse('LNK-032', `an ADD of the node that is not the master has queue id ${frame.queueId}`)
  }
}
