import type { MeasurementChoice, PairDelivered } from '@bellwire/link-layer'
import type { NetworkPair } from '@bellwire/network-layer'
import type { LinkService, NetworkCircuit } from '@bellwire/node'
import { ERROR_CODE_NAMES } from '@bellwire/wire'
import { ApiError } from '../management/api.js'
import type { LiveRequest } from './live-request.js'
import { linkPairName, pairName } from './names.js'
import type { WishOf } from './wish.js'

type Measure = WishOf<'measure'>

/** Asks a link for pairs that both ends measure. */
export function measureOverLink(link: LinkService, wish: Measure, request: LiveRequest): () => void {
  const { number, minimumFidelity, purpose } = wish
  const measured = { originator: choiceOf(wish.basis), responder: choiceOf(wish.peerBasis) }
  let createId = -1
  const unsubscribe = link.subscribe({
    delivered: (pair) => {
      if (!pair.originator || pair.createId !== createId) return
      request.add(linkResult(pair))
      if (pair.final) end()
    },
    failed: ({ createId: failed, code }) => {
      if (failed === createId) end(ERROR_CODE_NAMES[code])
    }
  })
  const end = (reason?: string): void => {
    unsubscribe()
    request.end(reason)
  }
  const answer = link.createDirect({ kind: 'measure', number, minimumFidelity, purpose, ...measured })
  createId = answer.createId
  if (answer.error !== 0) {
    unsubscribe()
    throw new ApiError(409, ERROR_CODE_NAMES[answer.error], answer.detail)
  }
  return () => {
    unsubscribe()
    link.cancel(createId)
  }
}

/** Asks a circuit for pairs that both ends measure. */
export function measureOverCircuit(circuit: NetworkCircuit, wish: Measure, request: LiveRequest): () => void {
  const { number } = wish
  const measured = { originator: choiceOf(wish.basis), responder: choiceOf(wish.peerBasis) }
  const pairs = circuit.pairs({ kind: 'measure', number, ...measured })
  void collect(pairs, request, circuitResult)
  return () => void pairs.return?.()
}

/** A half that was measured at this end, as whoever has asked is told. */
export function linkResult(pair: PairDelivered): object {
  const { bellIndex, corrected, goodness, basis, outcome } = pair
  return resultOf(linkPairName(pair), { bellIndex, corrected, fidelity: goodness, basis }, outcome?.reveal())
}

export function circuitResult(pair: NetworkPair): object {
  const { bellIndex, corrected, fidelity, basis, outcome } = pair
  return resultOf(pairName(pair), { bellIndex, corrected, fidelity, basis }, outcome?.reveal())
}

const BASES = ['Z', 'X', 'Y', 'ZPlus', 'ZMinus', 'rotated'] as const

interface Facts {
  readonly bellIndex: number
  readonly corrected: boolean
  readonly fidelity: number
  readonly basis: number
}

function resultOf(pair: string, { bellIndex, corrected, fidelity, basis }: Facts, outcome: 0 | 1 | undefined): object {
  return { pair, bellIndex, corrected, fidelity, basis: BASES[basis], outcome }
}

/** What comes out of an iteration, until it is over. */
export async function collect<Item>(
  items: AsyncIterable<Item>,
  request: LiveRequest,
  resultOfItem: (item: Item) => object | undefined
): Promise<void> {
  try {
    for await (const item of items) {
      const result = resultOfItem(item)
      if (result !== undefined) request.add(result)
    }
    request.end()
  } catch (error) {
    request.end(reasonOf(error))
  }
}

/** A code of the protocols by its name, or that of the error itself. */
function reasonOf(error: unknown): string {
  const code: unknown = (error as { readonly code?: unknown }).code
  if (typeof code === 'number') return (ERROR_CODE_NAMES as Readonly<Record<number, string>>)[code] ?? 'OTHER'
  return typeof code === 'string' ? code : 'OTHER'
}

function choiceOf(basis: Measure['basis']): MeasurementChoice {
  return basis === 'XZ' || basis === 'XYZ' || basis === 'CHSH' ? { random: basis } : { basis }
}
