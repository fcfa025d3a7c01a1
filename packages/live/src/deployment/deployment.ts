import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  type NetworkDescription,
  networkOf,
  type Override,
  partyNumbers,
  readScenario,
  readYaml,
  type Scenario,
  ScenarioError
} from '@bellwire/simulation'
import type { Address } from './address.js'
import { problemsOf } from './checks.js'
import { DeploymentError } from './deployment-error.js'
import { type ProcessName, WORLD } from './process-name.js'
import { deploymentSchema, type LogLevel, type PlaceInput, type StationInput } from './schema.js'

const MILLISECOND = 1_000_000

/** One process of a deployment, and where it is. */
export interface ProcessPlace extends ProcessName {
  /** On the wire; of the world undefined. */
  readonly number: number | undefined
  readonly listen: Address
  /** Where the others reach it. */
  readonly address: Address
  readonly manage: Address | undefined
  readonly origins: readonly string[]
  readonly log: LogLevel
  /** A station that the process of the world runs. */
  readonly inWorld: boolean
  /** Its own folder. */
  readonly data: string | undefined
}

/** A network of processes: what it is, and where its processes are. Times in nanoseconds, paths absolute. */
export interface Deployment {
  readonly file: string
  readonly scenario: Scenario
  readonly network: NetworkDescription
  readonly timeScale: number
  readonly frameDelay: number
  readonly clockError: number
  /** Absent: everybody on this machine can be anybody. */
  readonly certificates: string | undefined
  readonly tokens: string | undefined
  readonly world: ProcessPlace
  /** Nodes and stations, by their names. */
  readonly parties: ReadonlyMap<string, ProcessPlace>
}

/**
 * Reads a deployment file, and the scenario that it names.
 *
 * @param overrides what the environment says: see {@link overridesOf}
 * @throws DeploymentError for everything that is wrong in one of the two
 */
export function readDeployment(file: string, overrides: readonly Override[] = []): Deployment {
  try {
    const { content, refusal } = readYaml(readText(file, 'a deployment file'), file, deploymentSchema, overrides)
    const beside = (path: string) => resolve(dirname(file), path)
    const scenarioFile = beside(content.scenario)
    const text = readText(scenarioFile, `the scenario of ${file}`)
    const scenario = readScenario(text, scenarioFile, (name) => readFileSync(resolve(dirname(scenarioFile), name)))
    const network = networkOf(scenario)
    const [first, ...others] = problemsOf(content, scenario)
    if (first !== undefined) throw refusal([first, ...others])
    const numbers = partyNumbers(network)
    const data = content.data === undefined ? undefined : beside(content.data)
    const process = ({ role, name }: ProcessName, given: PlaceInput | StationInput): ProcessPlace => ({
      role,
      name,
      number: role === 'world' ? undefined : numbers.get(name),
      listen: given.listen,
      address: given.address ?? given.listen,
      manage: given.manage,
      origins: given.origins ?? [],
      log: given.log ?? content.log ?? 'info',
      inWorld: 'inWorld' in given && given.inWorld === true,
      data: data === undefined ? undefined : resolve(data, name)
    })
    const parties = (role: 'node' | 'station', given: Readonly<Record<string, PlaceInput | StationInput>>) =>
      Object.entries(given).map(([name, one]) => [name, process({ role, name }, one)] as const)
    return {
      file,
      scenario,
      network,
      timeScale: content.timeScale ?? 1,
      frameDelay: content.frameDelay ?? 2 * MILLISECOND,
      clockError: content.clockError ?? MILLISECOND,
      certificates: content.certificates === undefined ? undefined : beside(content.certificates),
      tokens: content.tokens === undefined ? undefined : beside(content.tokens),
      world: process(WORLD, content.world),
      parties: new Map([...parties('node', content.nodes), ...parties('station', content.stations)])
    }
  } catch (error) {
    if (error instanceof ScenarioError) throw new DeploymentError(error.message)
    throw error
  }
}

/** A process of a deployment. @throws DeploymentError for a name that it does not have */
export function placeOf(deployment: Deployment, { role, name }: ProcessName): ProcessPlace {
  if (role === 'world') return deployment.world
  const place = deployment.parties.get(name)
  if (place?.role === role) return place
  const names = [...deployment.parties.values()].filter((one) => one.role === role).map((one) => one.name)
  throw new DeploymentError(`${deployment.file} has no ${role} ${name}; accepted: ${names.join(', ')}`)
}

function readText(file: string, accepted: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new DeploymentError(`${file} cannot be read (${code}); accepted: ${accepted}`)
  }
}
