import { type EntangledPair, type EntanglementSource, giveUp } from '@bellwire/application-layer'
import type { QubitId } from '@bellwire/device'
import { NodeError, RequestFailedError } from '../errors.js'
import type { HeldQubits } from '../held-qubits.js'

/**
 * Asks a source for one kept pair, to be used with a qubit that the program holds. Of the two listeners one is called, once, at
 * the instant when the pair comes, or it is known that none will: RequestFailedError, or NodeError RESET where the qubit is
 * gone. Returns what gives the request up; then neither is called.
 */
export function onePair(
  source: EntanglementSource,
  qubits: HeldQubits,
  qubit: QubitId,
  use: (pair: EntangledPair) => void,
  failed: (error: RequestFailedError | NodeError) => void
): () => void {
  const { life } = qubits
  let open = true
  const close = (): void => {
    open = false
    unlisten()
  }
  const unlisten = source.listen({
    delivered: (pair) => {
      if (!open || !pair.asked || pair.request !== request) return
      close()
      if (qubits.life === life) return use(pair)
      source.release(pair.pair)
      failed(new NodeError('RESET', `qubit ${qubit} was reset before there was a pair for it`))
    },
    expired: () => undefined,
    ended: (ended, code, count) => {
      if (!open || ended !== request) return
      close()
      failed(new RequestFailedError(code, count))
    }
  })
  const request = source.request(1)
  return () => {
    if (!open) return
    close()
    giveUp(source, [request])
  }
}
