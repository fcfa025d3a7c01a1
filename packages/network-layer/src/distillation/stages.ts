import { ErrorCode, type Stage } from '@bellwire/wire'
import type { Circuit } from '../circuit/circuit.js'
import { isEndToEnd } from './party.js'
import { memoryOfStage } from './schedule.js'

/**
 * Why a node at `position` of a route cannot take part in its stages; undefined where it can. A stage is between
 * neighbours, or between the ends; no two are between the same nodes.
 *
 * @param distils the node's hardware can
 */
export function stageFault(
  stages: readonly Stage[],
  hops: number,
  position: number,
  distils: boolean
): ErrorCode | undefined {
  const seen = new Set<string>()
  for (const stage of stages) {
    const { first, last } = stage
    if (last > hops || last <= first || seen.has(`${first}/${last}`)) return ErrorCode.CREATE
    seen.add(`${first}/${last}`)
    if (last !== first + 1 && !isEndToEnd(stage, hops)) return ErrorCode.UNSUPP
    if (!distils && (first === position || last === position)) return ErrorCode.UNSUPP
  }
  return undefined
}

/**
 * Qubits that a circuit needs on its link at `hop`, at the node of a position: for the pairs that its stages combine
 * there, or for one.
 */
export function memoryOfSide(stages: readonly Stage[], hop: number, position: number, hops: number): number {
  let needed = 1
  for (const stage of stages) {
    const ends = isEndToEnd(stage, hops)
    if (ends ? position === 0 || position === hops : stage.first === hop) needed += memoryOfStage(stage) - 1
  }
  return needed
}

/** Gives a circuit its parts in its stages at this node. */
export function takePart(circuit: Circuit): void {
  const { stages, upstream, downstream, position, hops } = circuit
  for (let index = 0; index < stages.length; index++) {
    const stage = stages[index] as Stage
    const side = stage.first === position ? downstream : stage.last === position ? upstream : undefined
    if (side === undefined) continue
    if (isEndToEnd(stage, hops.length)) circuit.stage = index
    else side.stage = index
  }
}
