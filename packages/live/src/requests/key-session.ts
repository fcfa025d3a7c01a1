import type { EntanglementSource, KeyOrigin, QkdWish, SessionListener } from '@bellwire/application-layer'
import type { Node } from '@bellwire/node'
import { QKD_REASON_NAMES, QkdReason, type QkdProposal } from '@bellwire/wire'
import { ApiError } from '../management/api.js'
import type { KeyFigures } from './key-figures.js'
import type { LiveRequest } from './live-request.js'
import type { KeyEnd } from './node-keys.js'
import type { WishOf } from './wish.js'

/** Of a session it is told no more often than this how many rounds there are. */
const STEPS = 50

/**
 * Distributes a key with the peer of a source, which answers to the request's purpose. Results are public: how far it is,
 * and at last what it came to. The key itself goes where the node leaves its keys.
 */
export function distributeKey(
  node: Node,
  source: EntanglementSource,
  ends: Promise<KeyEnd>,
  wish: WishOf<'distribute-key'>,
  request: LiveRequest,
  figures: KeyFigures
): () => void {
  let stop: (() => void) | undefined
  const begin = async (): Promise<void> => {
    const end = await ends
    if (request.state !== 'open') return
    const own = listenerOf(request, wish.rounds, (reason) => request.end(reason))
    const listener = both(own, figures.sessionWith(source.peer))
    const session = node.applications.diqkd({ ...sessionOf(wish), source, ...end, listener })
    stop = () => session.stop()
  }
  begin().catch((error: unknown) => failed(request, error))
  return () => stop?.()
}

/** Answers to proposals of key distribution, until there have been as many sessions as are wanted. */
export function answerKeys(
  node: Node,
  sourceFor: (proposal: QkdProposal) => EntanglementSource,
  from: number,
  ends: Promise<KeyEnd>,
  wish: WishOf<'answer-key'>,
  request: LiveRequest
): () => void {
  let left = wish.number
  let refuse: (() => void) | undefined
  const begin = async (): Promise<void> => {
    const end = await ends
    if (request.state !== 'open') return
    const over = (): void => {
      left -= 1
      if (left === 0) request.end()
    }
    refuse = node.applications.answerDiqkd(wish.purpose, {
      decide: (peer, proposal) =>
        peer === from
          ? {
              ...end,
              source: sourceFor(proposal),
              journal: forgetful,
              listener: listenerOf(request, proposal.rounds, over)
            }
          : QkdReason.POLICY
    })
    request.whenOver(() => refuse?.())
    request.add({ answering: true })
  }
  begin().catch((error: unknown) => failed(request, error))
  return () => undefined
}

/** A session ends with its process. */
const forgetful = { append: () => undefined, records: () => [], truncate: () => undefined }

function sessionOf(wish: WishOf<'distribute-key'>): QkdWish {
  const { kind: _kind, id: _id, purpose: _p, timeLimit: _t, link: _l, circuit: _c, minimumFidelity: _f, ...rest } = wish
  return rest
}

function both(first: SessionListener, then: SessionListener): SessionListener {
  return {
    entered: (phase) => {
      first.entered?.(phase)
      then.entered?.(phase)
    },
    progressed: (rounds) => {
      first.progressed?.(rounds)
      then.progressed?.(rounds)
    },
    over: (reason, origin) => {
      first.over?.(reason, origin)
      then.over?.(reason, origin)
    }
  }
}

function listenerOf(request: LiveRequest, rounds: number, over: (reason: string | undefined) => void): SessionListener {
  const step = Math.ceil(rounds / STEPS)
  return {
    entered: (phase) => request.add({ phase }),
    progressed: (made) => {
      if (made % step === 0) request.add({ rounds: made })
    },
    over: (reason, origin) => {
      request.add(sessionResult(reason, origin))
      over(reason === QkdReason.NONE ? undefined : QKD_REASON_NAMES[reason])
    }
  }
}

function sessionResult(reason: QkdReason, { proposal, peer: _peer, ...origin }: KeyOrigin): object {
  return { ...origin, reason: QKD_REASON_NAMES[reason], rounds: proposal.rounds, leakBudget: proposal.leakBudget }
}

function failed(request: LiveRequest, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  request.add({ refused: message })
  request.end(error instanceof ApiError ? error.code : 'REFUSED')
}
