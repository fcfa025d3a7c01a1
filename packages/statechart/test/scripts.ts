import fc from 'fast-check'
import type { EventObject } from 'xstate'
import { checkRunnersAgree, type Command, type Machines, rehearse } from '../src/index.js'

/** Random lives of one instance in one table: opened, told, left alone, now and then closed and opened again. */
export function scripts(
  table: string,
  inputs: fc.Arbitrary<unknown>,
  events: fc.Arbitrary<EventObject>,
  waits: readonly number[],
  length = 40
): fc.Arbitrary<Command[]> {
  const open = inputs.map((input): Command => ({ do: 'open', table, key: 0, input }))
  const tell = events.map((event): Command => ({ do: 'tell', table, key: 0, event }))
  const wait = fc.constantFrom(...waits).map((by): Command => ({ do: 'advance', by }))
  const step = fc.oneof(
    { weight: 24, arbitrary: tell },
    { weight: 10, arbitrary: wait },
    { weight: 2, arbitrary: open },
    { weight: 1, arbitrary: fc.constant<Command>({ do: 'close', table, key: 0 }) }
  )
  return fc.tuple(open, fc.array(step, { maxLength: length, size: 'max' })).map(([first, rest]) => [first, ...rest])
}

/**
 * Plays random scripts under every runner.
 *
 * @returns the paths of the states that the machine of `table` was in, so that a test can ask for all of them
 */
export function checkAgreement(
  machines: Machines,
  table: string,
  arbitrary: fc.Arbitrary<Command[]>,
  { seed, numRuns }: { readonly seed: number; readonly numRuns: number }
): string[] {
  const visited = new Set<string>()
  fc.assert(
    fc.property(arbitrary, (script) => {
      checkRunnersAgree({ machines, script })
      for (const line of rehearse({ machines, script }, 'interpreted')) {
        const found = /^\d+ is "?([^" ]+)"? \S+ "([^"]+)"/.exec(line)
        if (found?.[1] === table) visited.add(found[2] as string)
      }
    }),
    { seed, numRuns }
  )
  return [...visited].sort()
}
