/** A link as the policy of a switch sees it. */
export interface Candidate {
  readonly link: number
  readonly nodes: readonly [number, number]
  /** Pairs that both its ends want, as far as the station has heard; 0: not asking. */
  readonly demand: number
  /** The last turn in which it was served; −1: none. */
  readonly lastServed: number
}

/** What a policy decides on. */
export interface Turn {
  readonly turn: number
  /** Every link of the station, always in the same order. */
  readonly links: readonly Candidate[]
  /** How many links can be served at a time. */
  readonly interferometers: number
  /** Independent numbers, uniform on [0, 1): one for each interferometer. */
  readonly draws: readonly number[]
}

/**
 * Which links a switch serves in a turn: at most as many as there are interferometers, no two with a node in common. A
 * pure function; what it draws with is given to it.
 */
export type SwitchPolicy = (turn: Turn) => readonly Candidate[]

/** Whether a link shares no node with any of those that were chosen. */
export function isFree({ nodes }: Candidate, chosen: readonly Candidate[]): boolean {
  return chosen.every((other) => !other.nodes.some((node) => nodes.includes(node)))
}

/**
 * Chooses one link after another until every interferometer has one or none is left.
 *
 * @param choose of the links that share no node with those already chosen; never called without any
 */
export function oneAfterAnother(
  candidates: readonly Candidate[],
  { interferometers, draws }: Turn,
  choose: (among: readonly Candidate[], draw: number) => Candidate | undefined
): readonly Candidate[] {
  const chosen: Candidate[] = []
  while (chosen.length < interferometers) {
    const among = candidates.filter((candidate) => isFree(candidate, chosen))
    const next = among.length === 0 ? undefined : choose(among, draws[chosen.length] ?? 0)
    if (next === undefined) break
    chosen.push(next)
  }
  return chosen
}

/** One of several, each as likely as the others. */
export function anyOf(among: readonly Candidate[], draw: number): Candidate | undefined {
  return among[Math.floor(draw * among.length)]
}
