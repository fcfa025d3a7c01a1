import type { Happening } from '../../stage/happening.js'
import { sinceNow } from '../steps.js'

/** A test of a node that writes down what a later process must know. */
interface Killable {
  readonly scene: {
    readonly happenings: readonly Happening[]
    readonly stage: { killNow: (() => boolean) | undefined }
  }
}

/**
 * The node is killed after the next output that is like the first of these, the process after it by the second, and so on.
 * Returns what tells whether all of them were.
 */
export function killedAfter(
  { scene }: Killable,
  ...likes: readonly ((happening: Happening) => boolean)[]
): () => boolean {
  let killed = 0
  let isMade: (() => boolean) | undefined
  const wait = (): void => {
    const isLike = likes[killed]
    isMade = isLike && sinceNow(scene, isLike)
  }
  wait()
  scene.stage.killNow = () => {
    if (isMade?.() !== true) return false
    killed += 1
    wait()
    return true
  }
  return () => killed === likes.length
}
