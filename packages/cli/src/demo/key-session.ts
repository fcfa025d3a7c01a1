import type { Managements } from './management.js'

/** What a node says of a session when it is over. Nothing of it is secret. */
export interface SessionLine {
  readonly session: string
  readonly reason: string
  readonly analysis: string
  readonly label: string
  readonly length: number
  readonly rounds: number
  readonly keyRounds: number
  readonly testRounds: number
  readonly chsh?: number
  readonly testErrorRate?: number
  readonly corrections?: number
  readonly published: {
    readonly parity: number
    readonly syndrome: number
    readonly tag: number
    readonly successFlag: number
  }
}

/**
 * One session between two neighbours, as the one that asks tells it.
 *
 * @throws where there was none
 */
export async function keySession(
  managements: Managements,
  [from, to]: readonly [string, string],
  wish: { readonly purpose: number } & object,
  progress: (text: string) => void
): Promise<SessionLine> {
  const { purpose } = wish
  const answering = managements.request(to, { kind: 'answer-key', link: from, purpose, number: 1 })
  try {
    const first = await answering.next()
    if (first.value?.['answering'] !== true) throw new Error(`${to} does not answer: ${JSON.stringify(first.value)}`)
    let result: SessionLine | undefined
    for await (const line of managements.request(from, { kind: 'distribute-key', link: to, ...wish })) {
      if ('refused' in line) throw new Error(`${from} refuses: ${String(line['refused'])}`)
      if ('phase' in line) progress(String(line['phase']))
      else if ('session' in line) result = line as unknown as SessionLine
      else if (typeof line['rounds'] === 'number') progress(`${line['rounds']} rounds`)
    }
    if (result === undefined) throw new Error(`the session of ${from} and ${to} has not come to an end`)
    // The other end may have a little to do.
    for await (const line of answering) if ('session' in line) break
    return result
  } finally {
    await answering.return(undefined)
  }
}
