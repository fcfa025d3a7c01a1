import type { RandomStream } from '@bellwire/runtime'

/** One pair from end to end of a chain of equal links, with 1/R as the unit of time. */
export interface DrawnPair {
  readonly time: number
  /** At each inner node. */
  readonly waits: readonly number[]
}

/**
 * A chain drawn event by event. When an inner node has kept a pair for the cut-off, either everything begins anew, or
 * only the links whose pairs have become part of that one.
 */
export function drawnPair(random: RandomStream, links: number, cutoff: number, anew: 'all' | 'joined'): DrawnPair {
  const draw = (now: number): number => now + random.exponential()
  const ready = Array.from({ length: links }, () => draw(0))
  let now = 0
  for (;;) {
    const has = (link: number): boolean => (ready[link] ?? Infinity) <= now
    if (ready.every((time) => time <= now)) {
      return { time: now, waits: ready.slice(1).map((time, k) => Math.abs(time - (ready[k] as number))) }
    }
    let next = Math.min(...ready.filter((time) => time > now))
    let given: number | undefined
    let step = 0
    for (let node = 0; node + 1 < links; node++) {
      for (const [waiting, other, away] of [
        [node, node + 1, -1],
        [node + 1, node, 1]
      ] as const) {
        const end = (ready[waiting] as number) + cutoff
        if (has(waiting) && !has(other) && end < next) [next, given, step] = [end, waiting, away]
      }
    }
    now = next
    if (given === undefined) continue
    if (anew === 'all') for (let link = 0; link < links; link++) ready[link] = draw(now)
    else for (let link = given; has(link); link += step) ready[link] = draw(now)
  }
}
