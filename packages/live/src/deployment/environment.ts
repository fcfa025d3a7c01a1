import { resolve } from 'node:path'
import type { Override } from '@bellwire/simulation'
import { DeploymentError } from './deployment-error.js'
import type { ProcessName } from './process-name.js'

/** Those that processes and their commands read for other ends. */
const OTHERS = ['BELLWIRE_DEBUG', 'BELLWIRE_TOKEN']

type Kind = 'text' | 'number' | 'flag' | 'path'

const OF_ALL = {
  BELLWIRE_SCENARIO: ['scenario', 'path'],
  BELLWIRE_TIME_SCALE: ['timeScale', 'number'],
  BELLWIRE_FRAME_DELAY: ['frameDelay', 'text'],
  BELLWIRE_CLOCK_ERROR: ['clockError', 'text'],
  BELLWIRE_CERTIFICATES: ['certificates', 'path'],
  BELLWIRE_INSECURE: ['insecure', 'flag'],
  BELLWIRE_TOKENS: ['tokens', 'path'],
  BELLWIRE_DATA: ['data', 'path']
} as const satisfies Readonly<Record<string, readonly [string, Kind]>>

const OF_PROCESS = {
  BELLWIRE_LISTEN: 'listen',
  BELLWIRE_ADDRESS: 'address',
  BELLWIRE_MANAGE: 'manage',
  BELLWIRE_LOG: 'log'
} as const

const KNOWN = [...Object.keys(OF_ALL), ...Object.keys(OF_PROCESS)]

type Environment = Readonly<Record<string, string | undefined>>

/**
 * What the environment of a process says in place of its deployment file. Paths are relative to where the process runs.
 *
 * @param self whose `listen`, `address`, `manage` and `log` are meant
 * @throws DeploymentError for a variable BELLWIRE_… that is not known
 */
export function overridesOf(environment: Environment, self: ProcessName): Override[] {
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('BELLWIRE_') || KNOWN.includes(name) || OTHERS.includes(name)) continue
    throw new DeploymentError(`${name} of the environment is no variable of Bellwire; accepted: ${KNOWN.join(', ')}`)
  }
  const given = (name: string) => (environment[name] === '' ? undefined : environment[name])
  const section = self.role === 'world' ? ['world'] : [`${self.role}s`, self.name]
  return [
    ...Object.entries(OF_ALL).flatMap(([origin, [field, kind]]) => {
      const text = given(origin)
      return text === undefined ? [] : [{ origin, path: [field], value: valueOf(kind, text) }]
    }),
    ...Object.entries(OF_PROCESS).flatMap(([origin, field]) => {
      const value = given(origin)
      return value === undefined ? [] : [{ origin, path: [...section, field], value }]
    })
  ]
}

/** What is not of its kind stays a text, for the schema to refuse. */
function valueOf(kind: Kind, text: string): unknown {
  if (kind === 'path') return resolve(text)
  if (kind === 'flag') return text === 'true' ? true : text === 'false' ? false : text
  return kind === 'number' && /^\s*[\d.eE+-]+\s*$/.test(text) ? Number(text) : text
}
