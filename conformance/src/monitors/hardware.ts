import type { Watcher } from '../stage/happening.js'
import type { Accuse } from './accuse.js'
import { isOtherProcess } from './processes.js'

/** The node uses its qubits as their rules are: one owner at a time, nothing of a pair that it has not given back. */
export function hardwareMonitor(accuse: Accuse): Watcher {
  /** Kept pairs that the application has, by qubit. */
  const held = new Map<number, string>()
  return (happening) => {
    if (isOtherProcess(happening)) held.clear()
    if (happening.kind === 'misuse') return accuse(happening.requirement, happening.what)
    if (happening.kind === 'answer' && happening.answer.type === 'ok' && happening.answer.qubit >= 0) {
      const { qubit, epoch, sequence } = happening.answer
      if (held.has(qubit))
        accuse('PHY-044', `qubit ${qubit} is given for pair ${epoch}:${sequence} beside ${held.get(qubit)}`)
      held.set(qubit, `${epoch}:${sequence}`)
    }
    if (happening.kind === 'answer' && happening.answer.type === 'expired') drop(held, happening.answer)
    if (happening.kind === 'wish' && happening.wish.type === 'release') drop(held, happening.wish)
    if (happening.kind !== 'command') return
    const { message } = happening
    const qubit = 'qubit' in message ? message.qubit : -1
    if (message.type === 'GENERATE' && held.has(qubit))
      accuse('PHY-044', `attempts begin on qubit ${qubit}, which holds pair ${held.get(qubit)}`)
    if (message.type === 'RELEASE' && held.has(qubit))
      accuse('PHY-044', `qubit ${qubit} is released, which holds pair ${held.get(qubit)}`)
  }
}

function drop(
  held: Map<number, string>,
  { epoch, sequence }: { readonly epoch: number; readonly sequence: number }
): void {
  for (const [qubit, pair] of held) if (pair === `${epoch}:${sequence}`) held.delete(qubit)
}
