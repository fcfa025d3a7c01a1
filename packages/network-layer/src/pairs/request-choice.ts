import type { Circuit, EndPair } from '../circuit/circuit.js'
import { HeadRequest } from '../request/head-request.js'
import type { TailRequest } from '../request/tail-request.js'

// Which request the two ends of a circuit give a pair to. Each end chooses when its half comes, tells the other with
// TRACK, and compares what it is told with its own choice.

/** The request at the head-end that the next pair is for: the first that needs one, tests before others. */
export function headRequestFor({ head }: Circuit): HeadRequest | undefined {
  return firstOf(head.values(), (request) => request.needsMore)
}

/** Which request a half that has come is given to: the first that needs one, tests before others. Both ends go by this. */
export function requestFor(circuit: Circuit): HeadRequest | TailRequest | undefined {
  return circuit.role === 'initiator'
    ? headRequestFor(circuit)
    : firstOf(circuit.tail.values(), (request) => !request.complete)
}

function firstOf<Request extends { readonly test: boolean }>(
  requests: Iterable<Request>,
  needs: (request: Request) => boolean
): Request | undefined {
  let first: Request | undefined
  for (const request of requests) {
    if ((first !== undefined && !request.test) || !needs(request)) continue
    if (request.test) return request
    first = request
  }
  return first
}

/**
 * The request that both ends give the pair to, from this end's choice and the other's; undefined where they differ. At
 * the tail-end a kept pair goes wherever the head-end says, so the tail-end names no request for it.
 */
export function agreedRequest({ circuit, request }: EndPair, named: number): HeadRequest | TailRequest | undefined {
  if (request === undefined) return undefined
  if (request instanceof HeadRequest) {
    const free = request.kind === 'keep' || request.kind === 'prepare'
    return named === request.id || (named === 0 && free && !request.early) ? request : undefined
  }
  if (named === request.id) return request
  if (request.kind === 'measure' || request.early) return undefined
  const other = circuit.tail.get(named)
  return other === undefined || other.kind === 'measure' || other.early ? undefined : other
}

/** The request that this end's TRACK names, 0 for none. At the tail-end a kept pair is of whatever one the head-end gives it to. */
export function namedRequest({ request }: EndPair): number {
  const decided = request instanceof HeadRequest || request?.kind === 'measure' || request?.early === true
  return decided ? (request?.id ?? 0) : 0
}

/** Whether this end measures the pair as soon as it comes. */
export function measuresHere({ request }: EndPair): boolean {
  if (request === undefined) return false
  return request.kind === 'measure' || (request.kind === 'prepare' && request instanceof HeadRequest)
}
