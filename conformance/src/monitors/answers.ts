import { type Answer, isLinkAnswer, type LinkAnswer } from '../subject/service.js'
import type { Watcher } from '../stage/happening.js'
import type { Accuse } from './accuse.js'
import { isOtherProcess } from './processes.js'

/** Wishes of programs that ask for one pair at a time. */
const ONE: readonly string[] = ['teleport', 'gate', 'benchmark']

interface Request {
  readonly number: number
  delivered: number
  ended: boolean
}

type Expired = Extract<LinkAnswer, { type: 'expired' }>

function nameOf({ epoch, sequence }: { readonly epoch: number; readonly sequence: number }): string {
  return `${epoch}:${sequence}`
}

/**
 * Every request of the node's application has one end, and says nothing after it but that pairs are void; void is what was
 * delivered, once.
 */
export function answersMonitor(accuse: Accuse): Watcher {
  const requests = new Map<number, Request>()
  /** Pairs that an application has, by epoch and sequence number: whether each is of a request of this end. */
  const had = new Map<string, boolean>()
  let asked = 0

  const take = (answer: LinkAnswer): void => {
    if (answer.type === 'created') {
      if (requests.has(answer.createId)) accuse('LNK-005', `the identifier ${answer.createId} is given twice`)
      requests.set(answer.createId, { number: asked, delivered: 0, ended: answer.code !== 0 })
      return
    }
    if (answer.type === 'expired') return takeBack(answer)
    if (answer.type === 'ok') had.set(nameOf(answer), answer.originator)
    if (answer.type === 'ok' && !answer.originator) return
    const request = requests.get(answer.createId)
    if (request === undefined) return accuse('LNK-005', `an answer to ${answer.createId}, which was never given`)
    if (request.ended) return accuse('LNK-012', `${answer.type} for request ${answer.createId} after its end`)
    if (answer.type === 'err') request.ended = true
    if (answer.type !== 'ok') return
    request.delivered += 1
    if (answer.final) request.ended = true
    if (answer.final !== (request.delivered === request.number))
      accuse('LNK-011', `pair ${request.delivered} of ${request.number} is ${answer.final ? '' : 'not '}flagged final`)
  }

  /** Each end names its own requests: those of the peer may have the same names. */
  const takeBack = (expired: Expired): void => {
    const pair = nameOf(expired)
    const isOwn = had.get(pair)
    if (!had.delete(pair)) accuse('LNK-069', `pair ${pair} is told to be void, which no application has`)
    const request = isOwn === true ? requests.get(expired.createId) : undefined
    if (request !== undefined) request.delivered -= 1
  }

  /** It may count as said, and is not said again then. */
  const leaveOut = (answer: Answer): void => {
    if (answer.type === 'created' && answer.code === 0)
      requests.set(answer.createId, { number: asked, delivered: 0, ended: false })
    if (answer.type === 'ok') had.set(nameOf(answer), answer.originator)
  }

  const forget = (): void => {
    requests.clear()
    had.clear()
  }

  return (happening) => {
    if (isOtherProcess(happening) && !(happening.kind === 'restarted' && happening.keeps)) forget()
    if (happening.kind === 'unsaid') leaveOut(happening.answer)
    if (happening.kind === 'wish' && happening.wish.type === 'create') asked = happening.wish.create.number
    if (happening.kind === 'wish' && ONE.includes(happening.wish.type)) asked = 1
    if (happening.kind === 'wish' && happening.wish.type === 'characterise') asked = happening.wish.pairs
    if (happening.kind === 'wish' && happening.wish.type === 'socket-create') asked = happening.wish.number
    if (happening.kind === 'answer' && isLinkAnswer(happening.answer)) take(happening.answer)
  }
}
