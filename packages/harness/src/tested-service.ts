import type { Create, LinkWish, Output } from '@bellwire/conformance'
import type { CreateRequest, LinkLayerListener, PairDelivered } from '@bellwire/link-layer'
import type { LinkService } from '@bellwire/node'
import { choiceOf } from './measurement.js'

type Answer = Extract<Output, { type: 'answer' }>['answer']

/** The service of one link, whose application is the tester. */
export class TestedService {
  readonly listener: Partial<LinkLayerListener>
  readonly #delivered = new Map<string, PairDelivered>()

  constructor(
    private readonly link: number,
    private readonly put: (output: Output) => void
  ) {
    const answer = (one: Answer): void => put({ type: 'answer', answer: one })
    this.listener = {
      acknowledged: (createId) => answer({ type: 'ack', link, createId }),
      delivered: (pair) => {
        this.#delivered.set(`${pair.epoch} ${pair.sequence}`, pair)
        const { createId, originator, kind, purpose, epoch, sequence, qubit, bellIndex, corrected, goodness, basis } =
          pair
        const outcome = pair.outcome?.reveal() ?? -1
        const common = { createId, originator, kind, purpose, epoch, sequence, qubit, bellIndex, corrected, goodness }
        answer({ type: 'ok', link, ...common, outcome, basis: outcome < 0 ? -1 : basis, final: pair.final })
      },
      failed: ({ createId, code, delivered }) => answer({ type: 'err', link, createId, code, delivered }),
      expired: ({ createId, epoch, sequence }) => answer({ type: 'expired', link, createId, epoch, sequence })
    }
  }

  ask(wish: LinkWish, service: LinkService): void {
    switch (wish.type) {
      case 'create': {
        const { createId, error } = service.createDirect(requestOf(wish.create))
        return this.put({ type: 'answer', answer: { type: 'created', link: this.link, createId, code: error } })
      }
      case 'cancel':
        return service.cancel(wish.createId)
      case 'release': {
        const pair = this.#delivered.get(`${wish.epoch} ${wish.sequence}`)
        if (pair !== undefined) service.release(pair)
        return
      }
      case 'schedule':
        return service.proposeSchedule(wish.schedule)
    }
  }
}

function requestOf({ originator, responder, ...rest }: Create): CreateRequest {
  return { ...rest, paced: false, originator: choiceOf(originator), responder: choiceOf(responder) }
}
