import type { Happening } from '../../../stage/happening.js'

/** From here on it is another process of the station: it was started anew, or its hardware was (DEV-084). */
export function isNewProcess(happening: Happening): boolean {
  return happening.kind === 'restarted' || (happening.kind === 'result' && happening.message.type === 'RESTARTED')
}
