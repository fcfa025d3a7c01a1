import { ErrorCode, serialLess } from '@bellwire/wire'
import type { LinkJournal } from '../pair/journal.js'
import type { CreateFailed, PairExpired } from '../service.js'
import type { LinkRecords } from './link-records.js'

type Lost = Omit<PairExpired, 'pair' | 'link'>

/** What a process that was killed would still have had to say, in this order. */
export interface LastWords {
  /** Pairs whose qubits died with it. */
  readonly lost: readonly Lost[]
  /** Requests that had no answer. */
  readonly failed: readonly CreateFailed[]
  /** Pairs that had been used, and that the peer may not have. */
  readonly void: readonly Lost[]
}

/** What a process leaves to the next one without a word. */
export interface Recovered {
  readonly journal: LinkJournal
  readonly lastWords: LastWords
}

/** What follows for the next process from what the killed one has written; undefined where nothing was. */
export function recovered({ state, requests }: Pick<LinkRecords, 'state' | 'requests'>): Recovered | undefined {
  if (state === undefined) return undefined
  const { live, low, createId, nextPair } = state
  const gone: Lost[] = []
  const voided: Lost[] = []
  const failed: CreateFailed[] = []
  const lost = [...state.lost]
  const used: LinkJournal['used'][number][] = []
  for (const request of requests) {
    const { originator } = request
    let { delivered } = request
    for (const { epoch, sequence, held } of request.pairs) {
      const pair = { epoch, sequence, createId: request.createId, originator }
      const isOpen = epoch === live && !serialLess(sequence, low)
      if (held) {
        gone.push(pair)
        delivered -= 1
        if (!isOpen) lost.push({ epoch, sequence })
      } else if (isOpen) voided.push(pair)
      else used.push(pair)
    }
    if (request.open) failed.push({ createId: request.createId, code: ErrorCode.OTHER, delivered })
  }
  const former = live === 0 ? state.former : [...state.former, { epoch: live, low }]
  return {
    journal: { former, lost, used, createId, nextPair, epoch: state.epoch },
    lastWords: { lost: gone, failed, void: voided }
  }
}
