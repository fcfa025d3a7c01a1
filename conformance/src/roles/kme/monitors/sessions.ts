import { isKeyFrame } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'

/** Every frame is one of chapter 8, and names its sender's session: of each process towards each peer one, and a new one. */
export function sessionsMonitor(accuse: Accuse): Watcher {
  const present = new Map<number, number>()
  const former = new Map<number, Set<number>>()
  return (happening) => {
    if (happening.kind === 'nonsense') return accuse('WIR-017', `what was sent is no frame: ${happening.reason}`)
    if (happening.kind === 'restarted') {
      for (const [peer, session] of present) former.set(peer, (former.get(peer) ?? new Set()).add(session))
      return present.clear()
    }
    if (happening.kind !== 'sent') return
    const { frame, to } = happening
    if (!isKeyFrame(frame)) return accuse('WIR-017', `${frame.type} is no frame between KMEs`)
    const session = present.get(to) ?? frame.session
    present.set(to, session)
    if (frame.session !== session || session === 0 || former.get(to)?.has(session) === true)
      accuse('KEY-039', `${frame.type} is of session ${frame.session}, this process began with ${session}`)
  }
}
