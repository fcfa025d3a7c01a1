import type { QkdMessage } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { MessageWatcher, Session } from '../sessions.js'

/** Seeds and points are drawn anew each time, and look like it: KEY-201. Nor are they those of another session: APP-175. */
export function drawsMonitor(accuse: Accuse): MessageWatcher {
  const seen = new Map<string, Session>()
  return (session, _end, { message }, isSent) => {
    const drawn = isSent && message !== undefined ? drawnIn(message) : undefined
    if (drawn === undefined || drawn.length < 8) return
    if (new Set(drawn).size === 1) accuse('KEY-201', `what is drawn for ${message?.type} is ${drawn[0]} in each octet`)
    const text = drawn.join()
    const other = seen.get(text)
    if (other !== undefined) accuse('KEY-201', `what is drawn for ${message?.type} was drawn before`)
    if (other !== undefined && other !== session)
      accuse('APP-175', `what is drawn for ${message?.type} is another session's`)
    seen.set(text, session)
  }
}

function drawnIn(message: QkdMessage): Uint8Array | undefined {
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
