import { fileSchema } from '@bellwire/simulation'
import * as v from 'valibot'
import { type Address, parseAddress } from './address.js'

const { choice, described, duration, fields, flag, list, name, number, optional, words } = fileSchema

/** Of a process's log, from the most to the least. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const ADDRESS = "HOST:PORT, such as '127.0.0.1:7101' or '[::1]:7101', with a port from 1 to 65535"

/** A host and a port; an IPv6 address in brackets. */
function address() {
  return v.pipe(
    v.string(ADDRESS),
    v.transform(parseAddress),
    v.check((found) => found !== undefined, ADDRESS),
    v.transform((found) => found as Address)
  )
}

const ORIGIN = "the origin of a page, such as 'https://console.example:8443'"

const origin = v.pipe(
  v.string(ORIGIN),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text), ORIGIN)
)

const placeFields = {
  listen: described(address(), 'Where the other processes of the network reach it'),
  address: optional(address(), 'Where they reach it, if that is elsewhere than where it listens'),
  manage: optional(address(), 'Where it answers people and programs: management, health and metrics'),
  origins: optional(list(origin), 'Of pages that may use its management from a browser. Default none'),
  log: optional(choice(LOG_LEVELS), 'Level of its log, if it is another than that of all')
}
const place = fields(placeFields)
const stationPlace = fields({
  ...placeFields,
  inWorld: optional(
    flag(),
    'The process of the world runs it, beside its detectors: one process less, and no frame between the two'
  )
})

const places = <P extends v.GenericSchema>(what: string, one: P) =>
  v.record(name, one, `a mapping of the names of ${what} to places`)

/** What a deployment file may say. */
export const deploymentSchema = fields({
  $schema: optional(v.string('a text'), 'The schema of this file, for editors'),
  description: optional(v.string('a text'), 'For people'),
  scenario: described(words(), 'File of the scenario that describes the network, beside this file'),
  timeScale: optional(number(1e-6, 1e6), 'Time of the network per wall time: 0.1 is slow motion. Default 1'),
  frameDelay: optional(
    duration(),
    'How long a frame between two processes may take, in time of the network; they allow for it. Default 2 ms'
  ),
  clockError: optional(
    duration(),
    'How far the reading that a process has of its hardware may be off, in time of the network. Default 1 ms'
  ),
  certificates: optional(words(), 'Folder of the certificates that `bellwire certs --config` has made'),
  insecure: optional(
    flag(),
    'Without certificates: everybody on this machine can be anybody. For loopback addresses alone'
  ),
  tokens: optional(words(), 'File of those who may use the management; without it there is health alone'),
  data: optional(words(), 'Folder in which each process keeps what must outlive it, in a folder of its own'),
  log: optional(choice(LOG_LEVELS), 'Level of the logs. Default info'),
  world: described(place, 'The process of the simulated hardware'),
  stations: described(places('stations', stationPlace), 'The processes of the stations'),
  nodes: described(places('nodes', place), 'The processes of the nodes')
})

export type DeploymentFile = v.InferOutput<typeof deploymentSchema>
export type PlaceInput = v.InferOutput<typeof place>
export type StationInput = v.InferOutput<typeof stationPlace>
