import { QkdProtocol, type QkdMessage } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { MessageWatcher, Session } from '../sessions.js'

/** Octets of what is drawn that no two sessions have alike by chance. */
const FEW = 8

/** Seeds and points are drawn anew each time, and look like it: KEY-201. Nor are settings those of another session: APP-175. */
export function drawsMonitor(accuse: Accuse): MessageWatcher {
  const seen = new Map<string, Session>()
  return (session, end, { message }, isSent) => {
    if (!isSent || message === undefined) return
    const note = (drawn: Uint8Array | undefined, what: string): void => {
      if (drawn === undefined || drawn.length < FEW) return
      if (new Set(drawn).size === 1) accuse('KEY-201', `what is drawn for ${what} is ${drawn[0]} in each octet`)
      const text = `${drawn.length} ${drawn.join()}`
      const other = seen.get(text)
      if (other !== undefined) accuse('KEY-201', `what is drawn for ${what} was drawn before`)
      if (other !== undefined && other !== session) accuse('APP-175', `what is drawn for ${what} is another session's`)
      seen.set(text, session)
    }
    note(seedIn(message), message.type)
    // With trusted measurements hardware may draw the bases, and a case says which.
    const { protocol } = session.views[end].of('corrector', 'PROPOSAL') ?? {}
    if (message.type === 'INPUTS' && protocol !== QkdProtocol.BBM92) note(message.settings, 'settings')
  }
}

function seedIn(message: QkdMessage): Uint8Array | undefined {
  switch (message.type) {
    case 'INPUTS':
    case 'QUERIES':
    case 'AMPLIFICATION':
      return message.seed
    case 'VERIFICATION':
      return message.point
    default:
      return undefined
  }
}
