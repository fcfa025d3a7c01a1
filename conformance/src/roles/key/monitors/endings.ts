import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import type { KeyScene } from '../key-scene.js'

/** A session is over once at each end, with a key exactly where its reason is none. */
export function endingsMonitor(scene: KeyScene, accuse: Accuse): Watcher {
  const over = new Set<string>()
  return (happening) => {
    if (happening.kind === 'nonsense') return accuse('WIR-017', `what was sent is no frame: ${happening.reason}`)
    if (happening.kind !== 'answer' || happening.answer.type !== 'concluded') return
    const { opener, dialogue, reason } = happening.answer
    const session = scene.sessions.find({ opener, dialogue })
    const name = `${happening.node} ${opener}/${dialogue}`
    if (session === undefined) return accuse('HAR-071', `session ${opener}/${dialogue}, which there is not, is over`)
    if (over.has(name)) accuse('HAR-071', `session ${opener}/${dialogue} is over twice at ${happening.node}`)
    over.add(name)
    const end = session.endOf(happening.node ?? 0)
    if (session.keys.has(end) !== (reason === 0))
      accuse(
        'HAR-071',
        `the ${end} has ended with reason ${reason}, ${session.keys.has(end) ? 'with' : 'without'} a key`
      )
  }
}
