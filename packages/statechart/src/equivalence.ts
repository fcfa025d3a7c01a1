import { type Nanoseconds, VirtualClock } from '@bellwire/runtime'
import type { EventObject } from 'xstate'
import { StatechartError } from './errors.js'
import { Host } from './host.js'
import type { Machines, OutputOf, RunnerKind, TableName } from './host-types.js'
import { picture } from './picture.js'
import type { Key } from './runner.js'

/** One thing done to a host from outside. */
export type Command =
  | { readonly do: 'open'; readonly table: string; readonly key: Key; readonly input?: unknown }
  | { readonly do: 'tell'; readonly table: string; readonly key: Key; readonly event: EventObject }
  | { readonly do: 'close'; readonly table: string; readonly key: Key }
  | { readonly do: 'advance'; readonly by: Nanoseconds }

export interface Rehearsal<M extends Machines = Machines> {
  readonly machines: M
  readonly script: readonly Command[]
  /** Answers what the machines emit, as the surroundings of the host would: may open, tell, close and use the clock. */
  respond?(event: OutputOf<M>, table: TableName<M>, key: Key, host: Host<M>, clock: VirtualClock): void
}

/** Two runners gave different histories. */
export class RunnersDisagree extends Error {
  override readonly name = 'RunnersDisagree'
  readonly code = 'RUNNERS_DISAGREE'
}

/**
 * Plays a script under one runner, in virtual time.
 * @returns everything that can be seen, one line each and in order: outputs, undelivered events, timers, transitions,
 * throws, and after every command the state and context of every instance.
 */
export function rehearse<M extends Machines>(rehearsal: Rehearsal<M>, runner: RunnerKind): string[] {
  const lines: string[] = []
  const kept: OutputOf<M>[] = []
  const clock = new VirtualClock()
  const note = (what: string, ...values: unknown[]) =>
    lines.push(`${clock.now()} ${what} ${values.map(picture).join(' ')}`)
  const host: Host<M> = new Host<M>({
    machines: rehearsal.machines,
    clock,
    runner,
    owner: {
      output(event, table, key) {
        note('output', table, key, event)
        kept.push(event)
        rehearsal.respond?.(event, table, key, host, clock)
      },
      undelivered: (table, key, event) => note('undelivered', table, key, event)
    },
    observer: {
      timer: (table, key, delayName) => note('timer', table, key, delayName),
      transition: (table, key, from, to, eventType) => note('transition', table, key, from, to, eventType)
    }
  })
  for (const command of rehearsal.script) {
    note('command', command)
    try {
      obey(command, host, clock)
    } catch (error) {
      // What a throw says differs between runners; where it happened does not.
      if (error instanceof StatechartError) note('threw', error.code, error.path, error.feature)
      else note('threw', String(error))
    }
    for (const name of Object.keys(rehearsal.machines)) {
      const table = (host as unknown as Host).table(name)
      for (const key of table.keys()) note('is', name, key, table.state(key), table.context(key))
    }
  }
  // An event that shares an object with a context would change afterwards under the compiled runners.
  for (const event of kept) note('kept', event)
  return lines
}

function obey(command: Command, host: Host, clock: VirtualClock): void {
  switch (command.do) {
    case 'open':
      host.table(command.table).open(command.key, command.input)
      break
    case 'tell':
      host.table(command.table).tell(command.key, command.event)
      break
    case 'close':
      host.table(command.table).close(command.key)
      break
    case 'advance':
      clock.run({ until: clock.now() + command.by })
      break
  }
}

/**
 * Plays a script under every runner and compares all that can be seen. Meant for the body of a property over random
 * scripts: `fc.assert(fc.property(scripts, (script) => checkRunnersAgree({ machines, script })))`.
 * @throws RunnersDisagree with the first difference and what came before it.
 */
export function checkRunnersAgree<M extends Machines>(rehearsal: Rehearsal<M>): void {
  const expected = rehearse(rehearsal, 'actor')
  for (const runner of ['interpreted', 'generated'] as const) {
    compareHistories(expected, rehearse(rehearsal, runner), runner)
  }
}

/** @throws RunnersDisagree */
export function compareHistories(expected: readonly string[], actual: readonly string[], runner: string): void {
  const length = Math.max(expected.length, actual.length)
  for (let index = 0; index < length; index++) {
    if (expected[index] === actual[index]) continue
    const before = expected.slice(Math.max(0, index - 8), index).map((line) => `    ${line}`)
    const difference = [`  actor: ${expected[index] ?? 'nothing'}`, `  ${runner}: ${actual[index] ?? 'nothing'}`]
    throw new RunnersDisagree(['the runners disagree; after', ...before, ...difference].join('\n'))
  }
}
