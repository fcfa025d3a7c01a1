import type { Invariant, Violation } from './violation.js'

/** Every frame that arrives was sent, by whom it says, to whom it arrives at, and before. */
export const receivedWasSent: Invariant = (trace) => {
  const violations: Violation[] = []
  const sent = new Map<number, { readonly from: number; readonly to: number; readonly type: string }>()
  for (const record of trace) {
    if (record.kind === 'frameSent') sent.set(record.id, { from: record.from, to: record.to, type: record.frame.type })
    if (record.kind !== 'frameReceived' || record.id < 0) continue
    const origin = sent.get(record.id)
    if (
      origin === undefined ||
      origin.from !== record.from ||
      origin.to !== record.to ||
      origin.type !== record.frame.type
    ) {
      violations.push({
        invariant: 'received-was-sent',
        message: `${record.frame.type} ${record.id} arrives at ${record.at} and was not sent so`,
        records: [record.n]
      })
    }
  }
  return violations
}
