import type { QkdMessage } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { MessageWatcher } from '../sessions.js'
import type { Heard } from '../view.js'

type Type = QkdMessage['type']

/** What may be asked next, and what may be answered beside FINISH: APP-027. */
const NEXT: Readonly<Partial<Record<Type, readonly Type[]>>> = {
  PROPOSAL: ['PROGRESS', 'ROUND_KIND', 'ROUNDS'],
  PROGRESS: ['PROGRESS', 'ROUND_KIND', 'ROUNDS'],
  ROUND_KIND: ['PROGRESS', 'ROUND_KIND', 'ROUNDS'],
  ROUNDS: ['INPUTS'],
  INPUTS: ['OUTCOMES'],
  // Of an empty raw key there is nothing to ask.
  OUTCOMES: ['QUERIES', 'VERIFICATION'],
  QUERIES: ['QUERIES', 'VERIFICATION'],
  VERIFICATION: ['AMPLIFICATION']
}

const ANSWERS: Readonly<Partial<Record<Type, readonly Type[]>>> = {
  PROPOSAL: ['AGREEMENT'],
  PROGRESS: ['PROCEED'],
  ROUND_KIND: ['PROCEED'],
  ROUNDS: ['PROCEED'],
  INPUTS: ['INPUTS'],
  OUTCOMES: ['OUTCOMES', 'PROCEED'],
  QUERIES: ['PARITIES'],
  VERIFICATION: ['VERIFIED'],
  AMPLIFICATION: ['PROCEED']
}

/** Messages of a session follow in the order of section 7.3. */
export function orderMonitor(accuse: Accuse): MessageWatcher {
  return (session, end, heard, isSent) => {
    if (!isSent) return
    const { message } = heard
    if (message === undefined) return accuse('APP-027', 'what an end says is no message')
    const question = typeOf(session.views[end].lastBefore(heard, 'corrector'))
    if (end === 'reference') {
      const fit = question === undefined ? [] : (ANSWERS[question] ?? [])
      if (message.type !== 'FINISH' && !fit.includes(message.type))
        accuse('APP-027', `${question} is answered by ${message.type}`)
    } else if (question === undefined) {
      if (message.type !== 'PROPOSAL') accuse('APP-027', `a session begins with ${message.type}`)
    } else if (message.type === 'FINISH') {
      if (message.reason === 0 && question !== 'AMPLIFICATION') accuse('APP-027', `FINISH follows ${question}`)
    } else if (NEXT[question]?.includes(message.type) !== true) accuse('APP-027', `${message.type} follows ${question}`)
  }
}

function typeOf(heard: Heard | undefined): Type | undefined {
  return heard?.message?.type
}
