import { QkdProtocol, QkdReconciliation } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import { type Bit, bitOf } from '../distillation/bits.js'
import { passOrder } from '../distillation/pass-order.js'
import { queriesIn } from '../distillation/queries.js'
import type { MessageWatcher } from '../sessions.js'
import type { View } from '../view.js'

/** No more is asked or told of the raw key than was declared: APP-031, KEY-206. */
export function leakMonitor(accuse: Accuse): MessageWatcher {
  return (session, end, { message }, isSent) => {
    if (!isSent || (message?.type !== 'QUERIES' && message?.type !== 'PARITIES')) return
    const view = session.views[end]
    const { leakBudget, protocol, reconciliation } = view.of('corrector', 'PROPOSAL') ?? {}
    if (leakBudget === undefined) return
    // Analyses that do not leave the positions of errors to an eavesdropper count each parity of Cascade twice.
    const isTwice = protocol !== QkdProtocol.SIFTED && reconciliation !== QkdReconciliation.LDPC
    const most = Math.floor(leakBudget / (isTwice ? 2 : 1))
    const leak = message.type === 'QUERIES' ? askedIn(view) : leakIn(view)
    if (leak > most) accuse('KEY-206', `the ${end} has ${message.type} of ${leak} bits in all; declared were ${most}`)
  }
}

/** Bits about the raw key that were told by PARITIES. */
export function leakIn(view: View): number {
  const syndromes = view.of('corrector', 'PROPOSAL')?.reconciliation === QkdReconciliation.LDPC
  const answers = view.all('reference', 'PARITIES')
  // Of a syndrome the bits that fill up its last octet cannot be told.
  if (syndromes) return answers.reduce((sum, { parities }) => sum + Math.max(0, 8 * parities.length - 7), 0)
  return view
    .all('corrector', 'QUERIES')
    .slice(0, answers.length)
    .reduce((sum, { queries }) => sum + (queriesIn(queries)?.stretches.length ?? 0), 0)
}

function askedIn(view: View): number {
  return view
    .all('corrector', 'QUERIES')
    .reduce((sum, { queries }) => sum + (queriesIn(queries)?.stretches.length ?? 0), 0)
}

/** Each answer of Cascade is the parities of the reference's raw key: KEY-217, in the orders of KEY-210. */
export function checkParities(view: View, raw: readonly Bit[], accuse: Accuse): void {
  if (view.of('corrector', 'PROPOSAL')?.reconciliation === QkdReconciliation.LDPC) return
  const all = view.all('corrector', 'QUERIES')
  const seed = all[0]?.seed ?? new Uint8Array(0)
  if (seed.length !== 16 || all.slice(1).some((one) => one.seed.length > 0))
    return accuse('APP-041', 'the seed of the orders is not in the first QUERIES alone')
  const orders = new Map<number, readonly number[]>()
  for (const [place, { parities }] of view.all('reference', 'PARITIES').entries()) {
    const queries = queriesIn(all[place]?.queries ?? new Uint8Array(0))
    if (queries === undefined) return accuse('KEY-215', 'queries that are not written as such')
    const { pass, stretches } = queries
    const order = orders.get(pass) ?? passOrder(seed, pass, raw.length)
    orders.set(pass, order)
    const isRight = stretches.every(({ from, size }, index) => {
      let parity = 0
      for (let at = from; at < from + size; at++) parity ^= raw[order[at] ?? -1] ?? 0
      return bitOf(parities, index) === parity
    })
    if (!isRight) return accuse('KEY-217', `parities of pass ${pass} are not those of the reference’s raw key`)
  }
}
