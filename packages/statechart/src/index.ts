/**
 * Runs protocols that are written as xstate machines, in three ways that give the same results.
 *
 * @packageDocumentation
 * @example
 * ```ts
 * const host = new Host({
 *   machines: { requests: requestMachine, links: linkMachine },
 *   clock,
 *   runner: 'generated',
 *   owner: { output: (event, table, key) => { … } }
 * })
 * const requests = host.table('requests')
 * requests.open(7, { pairs: 3 })
 * requests.tell(7, { type: 'granted' })
 * ```
 */
export { compile } from './compile.js'
export { describe, type MachineDescription, type StateDescription, type TransitionDescription } from './describe.js'
export { checkRunnersAgree, type Command, type Rehearsal, rehearse, RunnersDisagree } from './equivalence.js'
export { StatechartError, type StatechartErrorCode } from './errors.js'
export { canGenerate, type ProgramModule, useProgram, writeProgram } from './generate.js'
export { Host } from './host.js'
export type {
  HostOptions,
  HostOwner,
  Machines,
  Observer,
  OutputOf,
  Routing,
  RunnerKind,
  Table,
  TableName
} from './host-types.js'
export { toMermaid } from './mermaid.js'
export { recordMachines } from './record-machines.js'
export type { Key } from './runner.js'
export type { Statechart } from './statechart.js'
export { typedActions } from './typed-actions.js'
