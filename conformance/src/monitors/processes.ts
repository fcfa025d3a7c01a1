import type { Happening } from '../stage/happening.js'

/** From here on it is another process of the node, in which nothing is left of the one before. */
export function isOtherProcess({ kind }: Happening): boolean {
  return kind === 'start' || kind === 'restarted'
}
