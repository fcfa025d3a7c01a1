import type { Deployment } from '@bellwire/live'
import { parseQuantity } from '@bellwire/simulation'
import { WrongUse } from '../errors.js'

/** What was typed. */
export interface CtlArguments {
  readonly target?: string
  readonly purpose?: string
  readonly fidelity?: string
  readonly number?: string
  readonly 'time-limit'?: string
  readonly paths?: string
  readonly over?: string
  readonly basis?: string
  readonly 'peer-basis'?: string
  readonly state?: string
  readonly qubits?: boolean
  readonly scale?: string
}

/** What is asked of the management for it. */
interface Asked {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  /** Results come one after the other. */
  readonly streamed?: boolean
}

export type CtlAction = (args: CtlArguments, deployment: Deployment) => Asked

const show =
  (path: string): CtlAction =>
  () => ({ method: 'GET', path })

const fault =
  (body: (target: string) => object): CtlAction =>
  (args) => ({ method: 'POST', path: '/v1/faults', body: body(targetOf(args, 'a link or a station')) })

export const ACTIONS = {
  status: show('/v1/status'),
  links: show('/v1/links'),
  queues: show('/v1/queues'),
  qubits: show('/v1/qubits'),
  circuits: show('/v1/circuits'),
  requests: show('/v1/requests'),
  hardware: show('/v1/hardware'),
  request: (args) => ({ method: 'GET', path: `/v1/requests/${encodeURIComponent(targetOf(args, 'a request'))}` }),
  cancel: (args) => ({ method: 'DELETE', path: `/v1/requests/${encodeURIComponent(targetOf(args, 'a request'))}` }),
  open: (args) => ({
    method: 'POST',
    path: '/v1/circuits',
    body: {
      to: targetOf(args, 'a node'),
      minimumFidelity: numeric('fidelity', args.fidelity) ?? 0.5,
      ...numbers(args, ['purpose', 'paths'])
    }
  }),
  close: (args) => ({ method: 'DELETE', path: `/v1/circuits/${encodeURIComponent(targetOf(args, 'a circuit'))}` }),
  pairs: (args) => ({
    ...asked(
      { kind: 'measure', ...wayOf(args), ...numbers(args, ['purpose']), number: numeric('number', args.number) ?? 1 },
      args
    ),
    streamed: true
  }),
  teleport: (args) => ({
    ...asked({ kind: 'teleport', ...wayOf(args), ...numbers(args, ['purpose']), states: statesOf(args) }, args),
    streamed: true
  }),
  receive: (args, deployment) => ({ ...received(args, deployment), streamed: true }),
  time: (args) => ({ method: 'POST', path: '/v1/time', body: { scale: numeric('scale', args.scale) } }),
  pause: () => ({ method: 'POST', path: '/v1/time', body: { paused: true } }),
  resume: () => ({ method: 'POST', path: '/v1/time', body: { paused: false } }),
  cut: fault((link) => ({ link, cut: true })),
  mend: fault((link) => ({ link, cut: false })),
  lie: fault((station) => ({ station, lying: true })),
  honest: fault((station) => ({ station, lying: false }))
} as const satisfies Readonly<Record<string, CtlAction>>

export function isAction(name: string): name is keyof typeof ACTIONS {
  return Object.hasOwn(ACTIONS, name)
}

function asked(wish: object, args: CtlArguments): Asked {
  const { fidelity, basis, 'peer-basis': peerBasis } = args
  const minimumFidelity = numeric('fidelity', fidelity)
  const body = {
    ...wish,
    ...timeLimit(args),
    ...(minimumFidelity !== undefined && { minimumFidelity }),
    ...(basis !== undefined && { basis }),
    ...(peerBasis !== undefined && { peerBasis })
  }
  return { method: 'POST', path: '/v1/requests', body }
}

/** Of a neighbour over its link; of another node over circuits. */
function received(args: CtlArguments, deployment: Deployment): Asked {
  const from = targetOf(args, 'a node')
  const isLinked = deployment.scenario.links.some(({ a, b }) => a === from || b === from)
  const kind = args.qubits === true ? 'receive-teleported' : 'receive-measured'
  const way = isLinked && args.over === undefined ? { link: from } : { from }
  const body = {
    kind,
    ...way,
    ...numbers(args, ['purpose']),
    number: numeric('number', args.number) ?? 1,
    ...timeLimit(args)
  }
  return { method: 'POST', path: '/v1/requests', body }
}

function wayOf(args: CtlArguments): object {
  if (args.over !== undefined) return { circuit: numeric('over', args.over) }
  return { link: targetOf(args, 'a neighbour, or --over a circuit') }
}

function statesOf({ state = '0,0,0', number }: CtlArguments): number[][] {
  const angles = state.split(',').map(Number)
  if (angles.length !== 3 || angles.some((angle) => Number.isNaN(angle)))
    throw new WrongUse(`bellwire ctl: --state is ${state}; accepted: three angles, such as 0,1.57,0`)
  return Array.from({ length: numeric('number', number) ?? 1 }, () => angles)
}

function targetOf({ target }: CtlArguments, what: string): string {
  if (target !== undefined) return target
  throw new WrongUse(`bellwire ctl: TARGET is missing; accepted: ${what}`)
}

function numbers(args: CtlArguments, flags: readonly ('purpose' | 'paths')[]): object {
  return Object.fromEntries(
    flags.flatMap((flag) => {
      const value = numeric(flag, args[flag])
      return value === undefined ? [] : [[flag, value]]
    })
  )
}

function numeric(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new WrongUse(`bellwire ctl: --${flag} is ${text}; accepted: a number`)
}

function timeLimit({ 'time-limit': text }: CtlArguments): object {
  if (text === undefined) return {}
  const nanoseconds = parseQuantity('time', text)
  if (nanoseconds === undefined)
    throw new WrongUse(`bellwire ctl: --time-limit is ${text}; accepted: a time such as 2 s`)
  return { timeLimit: nanoseconds / 1e6 }
}
