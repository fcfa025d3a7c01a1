import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { CircuitAnswer, CircuitName } from '../../../subject/circuit-service.js'

interface Request {
  readonly number: number
  /** Pairs that it has had, and that are not void. */
  delivered: number
  isOver: boolean
}

/** Every circuit and every request has one end, and a complete request has had as many pairs as were asked. */
export function answersMonitor(accuse: Accuse): Watcher {
  const circuits = new Map<string, 'begun' | 'over'>()
  const requests = new Map<number, Request>()
  const handedOver = new Set<number>()
  let asked = 0

  const take = (answer: CircuitAnswer): void => {
    switch (answer.type) {
      case 'opening':
        if (answer.code !== 0) return
        if (circuits.has(keyOf(answer))) accuse('NET-030', `the number ${answer.circuit} is given to two circuits`)
        circuits.set(keyOf(answer), 'begun')
        return
      case 'opened':
        if (circuits.get(keyOf(answer)) === 'over')
          accuse('HAR-061', `circuit ${answer.circuit} is opened after its end`)
        circuits.set(keyOf(answer), 'begun')
        return
      case 'ended':
        // What came to nothing before it was open, a tail-end may end as well.
        if (circuits.get(keyOf(answer)) === 'over') accuse('HAR-061', `circuit ${answer.circuit} ends twice`)
        circuits.set(keyOf(answer), 'over')
        return
      case 'requested':
        if (answer.code === 0) requests.set(answer.request, { number: asked, delivered: 0, isOver: false })
        return
      case 'pair': {
        if (answer.tracked && answer.head) delivered(answer.request, 1)
        handedOver.add(answer.pair)
        return
      }
      case 'void':
        if (!handedOver.delete(answer.pair)) accuse('NET-095', `pair ${answer.pair} is void, which nobody had`)
        return
      case 'over':
        return over(answer)
    }
  }

  const delivered = (id: number, pairs: 1 | -1): void => {
    const request = requests.get(id)
    if (request === undefined) return accuse('NET-081', `a pair is handed over for request ${id}, which there is not`)
    if (request.isOver) return accuse('NET-052', `a pair is handed over for request ${id} after its end`)
    request.delivered += pairs
  }

  const over = ({ request: id, reason }: Extract<CircuitAnswer, { type: 'over' }>): void => {
    const request = requests.get(id)
    if (request === undefined) return accuse('NET-052', `request ${id} is over, which there is not`)
    if (request.isOver) return accuse('NET-052', `request ${id} is over twice`)
    request.isOver = true
    if (reason === 0 && request.delivered < request.number)
      accuse('NET-052', `request ${id} is complete with ${request.delivered} of ${request.number} pairs`)
  }

  /** By the end's name for the pair: of which request it is at the head-end. */
  const requestOf = new Map<number, number>()
  return (happening) => {
    if (happening.kind === 'wish' && happening.wish.type === 'request') asked = happening.wish.request.number
    if (happening.kind !== 'answer' || !('initiator' in happening.answer)) return
    const { answer } = happening
    if (answer.type === 'pair' && answer.tracked && answer.head) requestOf.set(answer.pair, answer.request)
    if (answer.type === 'void') {
      const request = requests.get(requestOf.get(answer.pair) ?? 0)
      if (request?.isOver === false) request.delivered -= 1
    }
    take(answer)
  }
}

function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}
