import type { KeyLedger } from '@bellwire/post-processing'

/** Bits that all sessions of a pool hash with. */
const HASH_KEY_BITS = 128

/** What is wrong with the states that a ledger has had, one after the other. */
export function ledgerBreaches(states: readonly KeyLedger[], produced: number): string[] {
  const breaches: string[] = []
  const offsets = new Map<string, number>()
  let before: KeyLedger | undefined
  for (const state of states) {
    const { nextOffset, burntBits, sessions } = state
    if (before !== undefined && (nextOffset < before.nextOffset || burntBits < before.burntBits)) {
      breaches.push(
        `goes back from ${before.nextOffset}, ${before.burntBits} burnt to ${nextOffset}, ${burntBits} burnt`
      )
    }
    let reserved = 0
    for (const { id, offset, padBits, burnt } of sessions) {
      padBits.forEach((bits, index) => {
        if (!burnt.includes(index)) reserved += bits
      })
      const known = offsets.get(id)
      if (known === undefined && before !== undefined && offset < before.nextOffset) {
        breaches.push(`gives session ${id} bits from ${offset} on, of which those before ${before.nextOffset} are gone`)
      }
      if (known !== undefined && known !== offset) breaches.push(`moves session ${id} from ${known} to ${offset}`)
      offsets.set(id, offset)
    }
    if (nextOffset !== HASH_KEY_BITS + burntBits + reserved) {
      breaches.push(`has given out ${nextOffset} bits, ${burntBits} burnt and ${reserved} reserved`)
    }
    before = state
  }
  if (before === undefined) return breaches
  if (before.sessions.length > 0) breaches.push(`keeps ${before.sessions.length} sessions open`)
  if (before.producedBits !== produced) breaches.push(`counts ${before.producedBits} bits of key, not ${produced}`)
  return breaches
}
