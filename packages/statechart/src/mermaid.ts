import type { AnyStateMachine } from 'xstate'
import { describe, type MachineDescription, type StateDescription, type TransitionDescription } from './describe.js'

/**
 * Draws a machine as a Mermaid `stateDiagram-v2`. Transitions of the machine itself (its wildcard above all) and those
 * that keep the state are listed in notes, as arrows would hide the rest.
 * @throws StatechartError as `compile` does.
 */
export function toMermaid(machine: AnyStateMachine): string {
  const description = describe(machine)
  const lines = ['stateDiagram-v2']
  for (const state of childrenOf(description, '')) lines.push(...drawState(description, state, '  '))
  lines.push(...drawInitial(description, '', '  '))
  for (const transition of description.transitions) {
    const { from, target } = transition
    if (target === undefined || from === '') continue
    lines.push(`  ${identifier(from)} --> ${identifier(target)} : ${label(transition)}`)
  }
  for (const state of description.states) {
    const note = notesOf(description, state)
    const [first] = childrenOf(description, '')
    const beside = state.path === '' ? first?.path : state.path
    if (note.length === 0 || beside === undefined) continue
    const title = state.path === '' ? ['in every state:'] : []
    lines.push(
      `  note right of ${identifier(beside)}`,
      ...[...title, ...note].map((line) => `    ${line}`),
      '  end note'
    )
  }
  return `${lines.join('\n')}\n`
}

const childrenOf = (description: MachineDescription, path: string): StateDescription[] =>
  description.states.filter((state) => state.parent === path)

function drawState(description: MachineDescription, state: StateDescription, indent: string): string[] {
  const id = identifier(state.path)
  const name = state.path.split('.').at(-1)
  const children = childrenOf(description, state.path)
  const end = state.final ? [`${indent}${id} --> [*]`] : []
  if (children.length === 0) return [`${indent}state ${JSON.stringify(name)} as ${id}`, ...end]
  const inner = `${indent}  `
  return [
    `${indent}state ${JSON.stringify(name)} as ${id} {`,
    ...children.flatMap((child) => drawState(description, child, inner)),
    ...drawInitial(description, state.path, inner),
    `${indent}}`
  ]
}

function drawInitial(description: MachineDescription, path: string, indent: string): string[] {
  const initial = description.states.find((state) => state.path === path)?.initial
  return initial === undefined ? [] : [`${indent}[*] --> ${identifier(initial)}`]
}

/** What a diagram cannot show as arrows. */
function notesOf(description: MachineDescription, state: StateDescription): string[] {
  const kept = description.transitions.filter((t) => t.from === state.path && (t.target === undefined || t.from === ''))
  return [
    ...(state.entry.length > 0 ? [`entry / ${state.entry.join(', ')}`] : []),
    ...(state.exit.length > 0 ? [`exit / ${state.exit.join(', ')}`] : []),
    ...kept.map((t) => (t.target === undefined ? label(t) : `${label(t)} → ${t.target}`))
  ].map((line) => line.replaceAll(':', ' '))
}

function label({ event, guard, actions }: TransitionDescription): string {
  const condition = guard === undefined ? '' : ` [${guard}]`
  const does = actions.length === 0 ? '' : ` / ${actions.join(', ')}`
  return `${event === '*' ? 'any other' : event}${condition}${does}`.replaceAll(':', ' ')
}

/** Mermaid's own words and signs kept out of the names. */
const identifier = (path: string): string =>
  `s_${path.replace(/[^A-Za-z0-9]/g, (sign) => (sign === '.' ? '__' : `_${sign.charCodeAt(0).toString(16)}_`))}`
