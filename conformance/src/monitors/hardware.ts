import type { Watcher } from '../stage/happening.js'
import type { Answer } from '../subject/service.js'
import type { Accuse } from './accuse.js'
import { isOtherProcess } from './processes.js'

/** The node uses its qubits as their rules are: one owner at a time, nothing of a pair that it has not given back. */
export function hardwareMonitor(accuse: Accuse): Watcher {
  /** Kept pairs that the application has, by qubit. */
  const held = new Map<number, string>()
  /** Commands for qubits of such pairs: right where the application hears at once that the pair is void. */
  let doubtful: { readonly qubit: number; readonly pair: string; readonly what: string; readonly time: number }[] = []

  const judge = (now: number): void => {
    for (const { qubit, pair, what, time } of doubtful)
      if (time < now && held.get(qubit) === pair) accuse('PHY-044', what)
    doubtful = doubtful.filter(({ time }) => time >= now)
  }

  return (happening) => {
    if (doubtful.length > 0) judge(happening.time)
    if (isOtherProcess(happening)) {
      // Its qubits died with the process.
      held.clear()
      doubtful = []
    }
    if (happening.kind === 'misuse') return accuse(happening.requirement, happening.what)
    if (happening.kind === 'answer' && happening.answer.type === 'ok' && happening.answer.qubit >= 0) {
      const { qubit, epoch, sequence } = happening.answer
      if (held.has(qubit))
        accuse('PHY-044', `qubit ${qubit} is given for pair ${epoch}:${sequence} beside ${held.get(qubit)}`)
      held.set(qubit, `${epoch}:${sequence}`)
    }
    if (happening.kind === 'answer' && isEnd(happening.answer)) drop(held, happening.answer)
    if (happening.kind === 'wish' && happening.wish.type === 'release') drop(held, happening.wish)
    if (happening.kind !== 'command') return
    const { message, time } = happening
    if (message.type === 'SWAP') for (const spent of [message.a, message.b]) held.delete(spent)
    const qubit = 'qubit' in message ? message.qubit : -1
    const pair = held.get(qubit)
    if (pair === undefined) return
    if (message.type === 'GENERATE')
      doubtful.push({ qubit, pair, what: `attempts begin on qubit ${qubit}, which holds pair ${pair}`, time })
    if (message.type === 'RELEASE')
      doubtful.push({ qubit, pair, what: `qubit ${qubit} is released, which holds pair ${pair}`, time })
  }
}

const ENDS: readonly Answer['type'][] = ['expired', 'arrived', 'lost', 'spent']

/** Whether the application has a pair no more: it is void, or was used. */
function isEnd(answer: Answer): answer is Extract<Answer, { type: 'expired' | 'arrived' | 'lost' | 'spent' }> {
  return ENDS.includes(answer.type)
}

function drop(
  held: Map<number, string>,
  { epoch, sequence }: { readonly epoch: number; readonly sequence: number }
): void {
  for (const [qubit, pair] of held) if (pair === `${epoch}:${sequence}`) held.delete(qubit)
}
