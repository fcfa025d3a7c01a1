import { ErrorCode } from '@bellwire/wire'
import type { Watcher } from '../stage/happening.js'
import type { Answer } from '../subject/service.js'
import type { Accuse } from './accuse.js'
import { emptiesQubits } from './processes.js'

/** What a process of a node has told anyone, which another one must not give to anything else. */
interface Told {
  readonly incarnations: Set<number>
  readonly createIds: Set<number>
  /** The highest. */
  epoch: number
}

/** What holds from one process of a node to the next: what is drawn anew, what is given once, and what becomes of requests. */
export function restartsMonitor(accuse: Accuse): Watcher {
  const present: Told = { incarnations: new Set(), createIds: new Set(), epoch: 0 }
  const former: Told = { incarnations: new Set(), createIds: new Set(), epoch: 0 }
  /** Requests without a terminal answer, those of an earlier process, and those that have had one. */
  const open = new Set<number>()
  const left = new Set<number>()
  const ended = new Set<number>()
  let isReset = true

  const next = (keeps: boolean): void => {
    isReset = false
    for (const incarnation of present.incarnations) former.incarnations.add(incarnation)
    present.incarnations.clear()
    if (!keeps) for (const ids of [open, left, ended, former.createIds, present.createIds]) ids.clear()
    for (const createId of present.createIds) former.createIds.add(createId)
    for (const createId of open) left.add(createId)
    present.createIds.clear()
    open.clear()
    former.epoch = keeps ? present.epoch : 0
  }

  const name = (createId: number): void => {
    if (former.createIds.has(createId))
      accuse('RES-005', `the create id ${createId} is given again, after an earlier process has`)
    present.createIds.add(createId)
  }

  const answered = (answer: Answer): void => {
    if (answer.type === 'created') {
      name(answer.createId)
      if (answer.code === 0) open.add(answer.createId)
    } else if (answer.type === 'err') {
      const { createId, code } = answer
      if (ended.has(createId)) accuse('RES-010', `request ${createId} has its end again`)
      if (left.has(createId) && code !== ErrorCode.OTHER)
        accuse('RES-006', `request ${createId} of an earlier process ends with ${code}`)
      end(createId)
    } else if (answer.type === 'ok' && answer.originator) {
      if (left.has(answer.createId))
        accuse('RES-006', `there is a pair for request ${answer.createId} of an earlier process`)
      if (answer.final) end(answer.createId)
    }
  }

  const end = (createId: number): void => {
    ended.add(createId)
    open.delete(createId)
    left.delete(createId)
  }

  return (happening) => {
    if (emptiesQubits(happening)) isReset = true
    switch (happening.kind) {
      case 'restarted':
        return next(happening.keeps)
      case 'answer':
        return answered(happening.answer)
      case 'sent': {
        const { frame } = happening
        if (frame.type === 'HELLO' && !isReset) accuse('LNK-097', 'HELLO is said before the qubits are initialised')
        if ('incarnation' in frame) {
          if (former.incarnations.has(frame.incarnation))
            accuse('PHY-002', `${frame.incarnation} was the incarnation of an earlier process`)
          present.incarnations.add(frame.incarnation)
        }
        if (frame.type === 'ADD' && !present.createIds.has(frame.createId)) name(frame.createId)
        if (frame.type !== 'OPEN' && frame.type !== 'OPEN_ACK') return
        if (frame.epoch <= former.epoch)
          accuse('RES-005', `an earlier process has told of epoch ${former.epoch}, and ${frame.epoch} is begun`)
        present.epoch = Math.max(present.epoch, frame.epoch)
        return
      }
      default:
    }
  }
}
