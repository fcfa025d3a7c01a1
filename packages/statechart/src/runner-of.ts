import { ActorRunner } from './actor-runner.js'
import { CompiledRunner } from './compiled-runner.js'
import { generatedProgram } from './generate.js'
import type { RunnerKind } from './host-types.js'
import { interpretedProgram } from './interpret.js'
import type { Runner } from './runner.js'
import type { Statechart } from './statechart.js'

const runners: { readonly [Kind in RunnerKind]: WeakMap<Statechart, Runner> } = {
  actor: new WeakMap(),
  interpreted: new WeakMap(),
  generated: new WeakMap()
}

/** The runner of a statechart: one for all tables, since what differs from table to table is the instances' home. */
export function runnerOf(chart: Statechart, kind: RunnerKind): Runner {
  let runner = runners[kind].get(chart)
  if (runner === undefined) {
    runner = kind === 'actor' ? new ActorRunner(chart) : new CompiledRunner(chart, programOf(chart, kind))
    runners[kind].set(chart, runner)
  }
  return runner
}

function programOf(chart: Statechart, kind: 'interpreted' | 'generated') {
  return (kind === 'generated' ? generatedProgram(chart) : undefined) ?? interpretedProgram(chart)
}
