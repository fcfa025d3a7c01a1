import type { Frame } from '@bellwire/wire'
import type { Way } from '../stage/stage.js'

/** What is to become of one of the frames that are sent from now on. */
export interface Fate {
  /** Of which frames; any where absent. */
  readonly type: Frame['type'] | undefined
  /** So many of them are spared first. */
  readonly spared: number
  /** Times by which the copies that arrive are late, nanoseconds. None: it is lost. */
  readonly late: readonly number[]
  /** Whether it is time for it, where it is not at once. */
  readonly isTime?: () => boolean
  /** Told when a frame has met it. */
  readonly met?: () => void
}

/** Something else that becomes of a frame to the node. Returns whether it is this frame's; it never arrives then. */
export type Intercept = (frame: Frame, delay: number) => boolean

/** What becomes of frames on their way, as was decided before they were sent. */
export class Fates {
  #fates: { readonly fate: Fate; left: number }[] = []
  #intercepts: Intercept[] = []
  /** Who is not heard, and up to when. */
  #silent: { readonly node: number; readonly until: number } | undefined

  add(fate: Fate): void {
    this.#fates.push({ fate, left: fate.spared })
  }

  /** Nothing of a party arrives before an instant. */
  silence(node: number, until: number): void {
    this.#silent = { node, until }
  }

  /** Takes the first frame to the node that it says is its own. */
  intercept(one: Intercept): void {
    this.#intercepts.push(one)
  }

  /** All frames are spared from now on. */
  clear(): void {
    this.#fates = []
    this.#intercepts = []
    this.#silent = undefined
  }

  /** @param now the time */
  wayTo(node: number, now: () => number): Way {
    return (frame, from, to, delay) => {
      if (from === this.#silent?.node && now() < this.#silent.until) return []
      const taken = to === node ? this.#intercepts.find((one) => one(frame, delay)) : undefined
      if (taken !== undefined) {
        this.#intercepts.splice(this.#intercepts.indexOf(taken), 1)
        return []
      }
      const due = this.#fates.filter(
        ({ fate: { type, isTime } }) => (type === undefined || type === frame.type) && isTime?.() !== false
      )
      const met = due.find((one) => one.left === 0)
      for (const one of due) if (one !== met) one.left -= 1
      if (met === undefined) return [delay]
      this.#fates.splice(this.#fates.indexOf(met), 1)
      met.fate.met?.()
      return met.fate.late.map((time) => delay + time)
    }
  }
}
