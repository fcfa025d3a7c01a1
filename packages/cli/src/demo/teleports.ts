import type { DemoReport } from './report.js'
import type { Managements } from './management.js'
import { withCircuit } from './pairs.js'
import { together } from './together.js'

const QUARTER = Math.PI / 2

/** The six eigenstates of X, Y and Z, as turns about X, Y and X of the one that measures 0. */
const STATES = [
  [0, 0, 0],
  [2 * QUARTER, 0, 0],
  [0, QUARTER, 0],
  [0, -QUARTER, 0],
  [QUARTER, 0, 0],
  [-QUARTER, 0, 0]
] as const

/** Teleports qubits in six states from end to end of the chain; each is turned back and measured where it arrives. */
export async function teleports(
  managements: Managements,
  purpose: number,
  ofEach: number,
  told: (number: number) => void
): Promise<NonNullable<DemoReport['teleports']>> {
  let [number, found] = [0, 0]
  for (const [index, [x1, y, x2]] of STATES.entries()) {
    const own = purpose + index
    const rotation = [-x2, -y, -x1]
    const receive = { kind: 'receive-teleported', from: 'n1', purpose: own, number: ofEach, rotation }
    await together((signal) => {
      const received = takeAll(managements.request('n4', receive, signal), (line) => {
        if (!('outcome' in line)) return
        number += 1
        if (line['outcome'] === 0) found += 1
        told(number)
      })
      const sent = withCircuit(managements, own, async (circuit) => {
        const send = { kind: 'teleport', circuit, states: Array.from({ length: ofEach }, () => [x1, y, x2]) }
        await takeAll(managements.request('n1', send, signal), () => undefined)
        await received
      })
      return [received, sent]
    })
  }
  return { number, fidelity: found / number }
}

/** @throws where the request ended before it was complete */
async function takeAll(
  lines: AsyncIterable<Record<string, unknown>>,
  take: (line: Record<string, unknown>) => void
): Promise<void> {
  for await (const line of lines) {
    if (line['state'] === 'incomplete') throw new Error(`teleportation ended: ${String(line['reason'])}`)
    take(line)
  }
}
