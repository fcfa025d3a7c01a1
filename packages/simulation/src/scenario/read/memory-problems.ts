import type { NodeInput } from '../schema/node.js'
import type { FieldPath, Problem } from './scenario-error.js'

/** Times of memories that contradict each other. `at` leads to who has them. */
export function* memoryProblems(
  { memory, storage }: Pick<NodeInput, 'memory' | 'storage'>,
  at: (...path: FieldPath) => FieldPath
): Generator<Problem> {
  for (const [path, one] of [
    [['memory'], memory],
    [['storage', 'memory'], storage?.memory]
  ] as const) {
    if (one?.law === 'relaxation' && one.coherenceTime > 2 * one.relaxationTime) {
      yield {
        path: at(...path, 'coherenceTime'),
        value: `${one.coherenceTime} ns`,
        accepted: `at most twice the relaxationTime, ${2 * one.relaxationTime} ns`
      }
    }
  }
}
