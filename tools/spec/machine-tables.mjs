import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {import('../../conformance/src/machines/machine.js').Machine} Machine
 * @typedef {import('./requirements.mjs').Requirement} Requirement
 * @typedef {import('./requirements.mjs').Problem} Problem
 *
 * @typedef {object} Table
 * @property {string} file from the repository's root
 * @property {Machine} machine
 */

/** Where the abstract machines stand, and where the conformance suite has them from; from the repository's root. */
const TABLES = 'spec/machines'
export const PUBLISHED_MACHINES = 'conformance/src/machines/generated/machines.ts'

const SCHEMA = 'machine.schema.json'
const IGNORED = 'ignored'

/** @param {string} root @returns {Table[]} */
export function readTables(root) {
  return readdirSync(join(root, TABLES))
    .filter((name) => name.endsWith('.json') && name !== SCHEMA)
    .sort()
    .map((name) => ({
      file: `${TABLES}/${name}`,
      machine: JSON.parse(readFileSync(join(root, TABLES, name), 'utf8'))
    }))
}

/** The tables as the conformance suite has them. @param {readonly Table[]} tables */
export function publishedMachines(tables) {
  const machines = tables.map(({ machine }) => `  ${JSON.stringify({ ...machine, $schema: undefined })},`)
  return [
    '// Written by npm run spec:lock from spec/machines.',
    "import type { Machine } from '../machine.js'",
    '',
    '/** The abstract machines of the specification. */',
    'export const MACHINES: readonly Machine[] = [',
    ...machines,
    ']',
    ''
  ].join('\n')
}

/**
 * What is wrong with a table.
 *
 * @param {Table} table
 * @param {readonly Pick<Requirement, 'id' | 'role'>[]} requirements of the specification
 * @returns {Problem[]}
 */
export function checkTable({ file, machine }, requirements) {
  const roles = new Map(requirements.map(({ id, role }) => [id, role]))
  const messages = [...namesIn(machine), ...cellsIn(machine), ...waysIn(machine), ...clausesIn(machine, roles)]
  if (!file.endsWith(`/${machine.machine}.json`)) messages.push(`its machine is ${machine.machine}`)
  return [...new Set(messages)].map((message) => ({ file, line: 1, message }))
}

/** Names that nothing stands for, and things that nobody names. @param {Machine} machine */
function namesIn({ initial, states, events, reactions, transitions, infeasible = [], otherwise }) {
  const used = [
    ...[initial, ...transitions.flatMap(({ from, to = [] }) => [from, to].flat())].map((name) => ['state', name]),
    ...[...transitions, ...infeasible.flatMap((one) => one.events.map((event) => ({ event })))].map(({ event }) => [
      'event',
      event
    ]),
    ...infeasible.flatMap((one) => one.states.map((name) => ['state', name])),
    ...doesOf({ events, transitions, otherwise }).flatMap((does) =>
      Object.keys(does)
        .filter((name) => name !== IGNORED)
        .map((name) => ['reaction', name])
    )
  ]
  /** @type {Map<string, object>} */
  const known = new Map()
  known.set('state', states).set('event', events).set('reaction', reactions)
  const unknown = used.filter(([kind = '', name = '']) => !Object.hasOwn(known.get(kind) ?? {}, name))
  const unused = Object.keys(reactions).filter(
    (name) => !used.some(([kind, one]) => kind === 'reaction' && one === name)
  )
  return [
    ...unknown.map(([kind, name]) => `there is no ${kind} ${name}`),
    ...unused.map((name) => `nobody has the reaction ${name}`),
    ...(Object.hasOwn(reactions, IGNORED) ? [`${IGNORED} is no reaction`] : [])
  ]
}

/** States with events that have no reaction, or more than one. @param {Machine} machine */
function cellsIn({ states, events, transitions, infeasible = [], otherwise }) {
  const messages = doesOf({ events, transitions, otherwise })
    .filter((does) => IGNORED in does && Object.keys(does).length > 1)
    .map((does) => `what is ignored has no reaction: ${Object.keys(does).join(', ')}`)
  for (const { from, event, to, does } of transitions)
    if (IGNORED in does && to !== undefined && from.some((state) => state !== to))
      messages.push(`${event} is ignored, and leads to ${to}`)
  for (const event of Object.keys(events)) {
    let feasible = 0
    for (const [state, { transient }] of Object.entries(states)) {
      const cell = `${state}, ${event}`
      const listed = transitions.filter((one) => one.event === event && one.from.includes(state)).length
      const reasons = infeasible.filter((one) => one.events.includes(event) && one.states.includes(state)).length
      if (listed > 1) messages.push(`${cell} has ${listed} transitions`)
      if (listed + reasons > 1 && reasons > 0)
        messages.push(`${cell} has a reason not to come about, and another or a transition`)
      if (listed > 0 || (reasons === 0 && transient === undefined)) feasible += 1
    }
    if (feasible === 0) messages.push(`${event} comes about in no state`)
  }
  return messages
}

/** States that are never come to, or never left though they are transient. @param {Machine} machine */
function waysIn({ initial, states, transitions }) {
  const reached = new Set([initial])
  for (const state of reached)
    for (const { from, to } of transitions) if (to !== undefined && from.includes(state)) reached.add(to)
  const left = (/** @type {string} */ state) =>
    transitions.some(({ from, to }) => from.includes(state) && to !== undefined && to !== state)
  return Object.entries(states).flatMap(([state, { transient }]) => [
    ...(reached.has(state) ? [] : [`no way leads to ${state}`]),
    ...(transient !== undefined && !left(state) ? [`no way leads out of ${state}, which is transient`] : [])
  ])
}

/** Requirements that are none, or oblige somebody else. @param {Machine} machine @param {ReadonlyMap<string, string>} roles */
function clausesIn({ role, ...machine }, roles) {
  return doesOf(machine)
    .flatMap((does) => Object.values(does))
    .flatMap((id) => {
      const obliged = roles.get(id)
      if (obliged === undefined) return [`there is no requirement ${id}`]
      return obliged === role || obliged === 'any' ? [] : [`${id} obliges a ${obliged}, not a ${role}`]
    })
}

/** @param {Pick<Machine, 'events' | 'transitions' | 'otherwise'>} machine */
function doesOf({ events, transitions, otherwise }) {
  const others = Object.values(events).flatMap(({ otherwise: own }) => (own === undefined ? [] : [own]))
  return [otherwise, ...others, ...transitions.map(({ does }) => does)]
}
