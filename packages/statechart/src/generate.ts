import type { AnyStateMachine } from 'xstate'
import { compile } from './compile.js'
import { StatechartError } from './errors.js'
import { generateSource } from './generate-source.js'
import type { Program } from './program.js'
import type { Statechart } from './statechart.js'

/** A generated program as a module: what the text of `writeProgram` exports. */
export interface ProgramModule {
  readonly fingerprint: string
  program(constants: readonly unknown[]): unknown
}

const programs = new WeakMap<Statechart, Program>()
let allowed: boolean | undefined

/** Whether code can be made at run time here; a content security policy may forbid it. */
export function canGenerate(): boolean {
  if (allowed === undefined) {
    try {
      allowed = new Function('return true')() === true
    } catch {
      allowed = false
    }
  }
  return allowed
}

/** The fast form: one function for each leaf state and event. Undefined where there is none and code cannot be made. */
export function generatedProgram(chart: Statechart): Program | undefined {
  let program = programs.get(chart)
  if (program === undefined && canGenerate()) {
    const { source, constants } = generateSource(chart)
    program = new Function('constants', source)(constants) as Program
    programs.set(chart, program)
  }
  return program
}

/**
 * The text of a module that holds a machine's generated program, to be written when a page or package is built and
 * given to `useProgram` where code cannot be made at run time.
 * @throws StatechartError as `compile` does.
 */
export function writeProgram(machine: AnyStateMachine): string {
  const { source } = generateSource(compile(machine))
  const lines = [
    `export const fingerprint = '${fingerprintOf(source)}'`,
    'export function program(constants) {',
    ...source.split('\n').map((line) => `  ${line}`),
    '}'
  ]
  return `${lines.join('\n')}\n`
}

/**
 * Has a machine run by a program that was written before. Call it before the first host with that machine.
 * @throws StatechartError STALE_PROGRAM if it was written from a machine of another shape.
 */
export function useProgram(machine: AnyStateMachine, module: ProgramModule): void {
  const chart = compile(machine)
  const { source, constants } = generateSource(chart)
  const expected = fingerprintOf(source)
  if (module.fingerprint !== expected) {
    throw new StatechartError(
      'STALE_PROGRAM',
      machine.id,
      'fingerprint',
      `the program has fingerprint ${module.fingerprint}, the machine ${expected}; write the program again`
    )
  }
  programs.set(chart, module.program(constants) as Program)
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo): enough to notice that a machine has changed since the build. */
function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
