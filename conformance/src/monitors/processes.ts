import type { Happening } from '../stage/happening.js'

/** From here on it is another process of the node, in which nothing is left of the one before. */
export function isOtherProcess({ kind }: Happening): boolean {
  return kind === 'start' || kind === 'restarted'
}

/** From here on the qubits of the node hold nothing. */
export function emptiesQubits(happening: Happening): boolean {
  if (happening.kind !== 'result') return happening.kind === 'reset'
  return happening.message.type === 'LOST' || happening.message.type === 'RESTARTED'
}
