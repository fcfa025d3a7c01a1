import type { QkdMessage } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { MessageWatcher } from '../sessions.js'

/** Seeds and points are drawn anew each time, and look like it: KEY-201. */
export function drawsMonitor(accuse: Accuse): MessageWatcher {
  const seen = new Set<string>()
  return (_session, _end, { message }, isSent) => {
    const drawn = isSent && message !== undefined ? drawnIn(message) : undefined
    if (drawn === undefined || drawn.length < 8) return
    const text = drawn.join()
    if (new Set(drawn).size === 1) accuse('KEY-201', `what is drawn for ${message?.type} is ${drawn[0]} in each octet`)
    if (seen.has(text)) accuse('KEY-201', `what is drawn for ${message?.type} was drawn before`)
    seen.add(text)
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
