import { isIPv4 } from 'node:net'
import type { Problem, Scenario } from '@bellwire/simulation'
import { showAddress } from './address.js'
import { WORLD } from './process-name.js'
import type { DeploymentFile, PlaceInput } from './schema.js'

/** What is wrong with a deployment that has all fields of their kind. */
export function problemsOf(file: DeploymentFile, scenario: Scenario): Problem[] {
  return [
    ...partyProblems('nodes', file.nodes, scenario.nodes),
    ...partyProblems('stations', file.stations, scenario.stations),
    ...securityProblems(file),
    ...addressProblems(file)
  ]
}

function* partyProblems(
  section: 'nodes' | 'stations',
  given: Readonly<Record<string, PlaceInput>>,
  parties: readonly { readonly name: string }[]
): Generator<Problem> {
  const names = parties.map(({ name }) => name)
  const accepted = `those of the scenario: ${names.join(', ')}`
  for (const name of Object.keys(given))
    if (!names.includes(name)) yield { path: [section, name], value: 'not in the scenario', accepted, key: true }
  for (const name of names) {
    if (name === WORLD.name)
      yield { path: ['scenario'], value: `with a party called ${name}`, accepted: 'one whose parties have other names' }
    else if (!Object.hasOwn(given, name)) yield { path: [section, name], value: 'missing', accepted }
  }
}

function* securityProblems(file: DeploymentFile): Generator<Problem> {
  const { certificates, insecure = false } = file
  if (certificates === undefined && !insecure) {
    const accepted = 'a folder of certificates (see `bellwire certs --config`), or insecure: true on loopback addresses'
    yield { path: ['certificates'], value: 'missing', accepted }
  }
  if (!insecure) return
  if (certificates !== undefined)
    yield { path: ['insecure'], value: 'true beside certificates', accepted: 'one of the two' }
  const accepted = 'a loopback address where insecure is true, such as 127.0.0.1'
  for (const { path, address } of addressesOf(file))
    if (!isLoopback(address.host)) yield { path, value: showAddress(address), accepted }
}

function* addressProblems(file: DeploymentFile): Generator<Problem> {
  const seen = new Map<string, string>()
  for (const { path, address } of addressesOf(file)) {
    if (path.at(-1) === 'address') continue
    const text = showAddress(address)
    const other = seen.get(text)
    if (other !== undefined) yield { path, value: text, accepted: `an address of its own, ${other} has this one` }
    seen.set(text, path.join('.'))
  }
}

function* addressesOf({ world, stations, nodes }: DeploymentFile) {
  const places: [readonly string[], PlaceInput][] = [
    [['world'], world],
    ...Object.entries(stations).map(([name, place]) => [['stations', name], place] as [string[], PlaceInput]),
    ...Object.entries(nodes).map(([name, place]) => [['nodes', name], place] as [string[], PlaceInput])
  ]
  for (const [path, place] of places) {
    for (const field of ['listen', 'address', 'manage'] as const) {
      const address = place[field]
      if (address !== undefined) yield { path: [...path, field], address }
    }
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}
