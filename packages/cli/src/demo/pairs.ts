import type { DemoReport } from './report.js'
import type { Managements } from './management.js'
import { together } from './together.js'

const [FROM, TO] = ['n1', 'n4'] as const
const FIDELITY = 0.85

interface Half {
  readonly pair: string
  readonly basis: 'X' | 'Z'
  readonly outcome: 0 | 1
}

/** One circuit over both repeaters, for one purpose; closed when what uses it is done. */
export async function withCircuit<T>(
  managements: Managements,
  purpose: number,
  use: (circuit: number) => Promise<T>
): Promise<T> {
  const client = managements.of(FROM)
  let circuit = 0
  await managements.until(async () => {
    const wish = { to: TO, purpose, minimumFidelity: FIDELITY }
    const opened = (await client.ask('POST', '/v1/circuits', wish)) as { readonly id: number }
    circuit = opened.id
    return true
  })
  try {
    return await use(circuit)
  } finally {
    // It may have gone with its node.
    await client.ask('DELETE', `/v1/circuits/${circuit}`).catch(() => undefined)
  }
}

/**
 * Pairs from end to end of the chain, both halves measured in X or Z at random.
 *
 * @param both called when both ends have the halves of a pair, with how many there are now
 */
export async function endToEndPairs(
  managements: Managements,
  purpose: number,
  number: number,
  both: (pairs: number) => void
): Promise<NonNullable<DemoReport['pairs']>> {
  const halves = new Map<string, Half>()
  const tally = { X: { same: 0, different: 0 }, Z: { same: 0, different: 0 } }
  let [pairs, first, last] = [0, 0, 0]
  const take = (half: Half): void => {
    const other = halves.get(half.pair)
    if (other === undefined) return void halves.set(half.pair, half)
    halves.delete(half.pair)
    pairs += 1
    last = performance.now()
    if (pairs === 1) first = last
    if (other.basis === half.basis) tally[half.basis][other.outcome === half.outcome ? 'same' : 'different'] += 1
    both(pairs)
  }
  const receive = { kind: 'receive-measured', from: FROM, purpose, number }
  await together((signal) => [
    takeAll(managements.request(TO, receive, signal), take),
    withCircuit(managements, purpose, (circuit) => {
      const ask = { kind: 'measure', circuit, number, basis: 'XZ', peerBasis: 'XZ' }
      return takeAll(managements.request(FROM, ask, signal), take)
    })
  ])
  const errorRate = { x: rateOf(tally.X), z: rateOf(tally.Z) }
  return { number: pairs, perSecond: (1000 * (pairs - 1)) / Math.max(1, last - first), errorRate }
}

/** @throws where the request ended before it was complete */
async function takeAll(lines: AsyncIterable<Record<string, unknown>>, take: (half: Half) => void): Promise<void> {
  for await (const line of lines) {
    if ('outcome' in line) take(line as unknown as Half)
    else if (line['state'] === 'incomplete') throw new Error(`pairs ended: ${String(line['reason'])}`)
  }
}

function rateOf({ same, different }: { readonly same: number; readonly different: number }): number | null {
  return same + different === 0 ? null : different / (same + different)
}
