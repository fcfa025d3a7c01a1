import type { HeraldingDevice, QuantumDevice } from '@bellwire/device'
import type { NodeLink, NodeNetwork } from '@bellwire/node'
import type { StationLink, SwitchConfiguration } from '@bellwire/physical-layer'
import type { World } from '@bellwire/physics'
import type { Clock, RandomSource } from '@bellwire/runtime'
import type { LinkDescription, NetworkDescription } from './description.js'
import { Hardware, type HardwareOptions, type PartyHardware } from './hardware.js'
import { nodeLink, stationLink, wiringOf } from './link-configuration.js'
import { type Numbered, numbered } from './parts.js'
import { switchConfiguration } from './switch-configuration.js'

// What each party of a network is told where it is a process of its own: the same as in a SimulatedNetwork.

/** What a node's process is told. */
export interface NodeParty {
  readonly number: number
  readonly links: readonly NodeLink[]
  /** Absent: it has links only. */
  readonly network?: NodeNetwork
}

/** What a station's process is told. */
export interface StationParty {
  readonly number: number
  readonly links: readonly StationLink[]
  readonly switch?: SwitchConfiguration
}

/** What the process of the world has: a clock and a device for each party, by its name. */
export interface WorldParties<TrueClock extends Clock> {
  readonly world: World
  readonly nodes: ReadonlyMap<string, PartyHardware<QuantumDevice, TrueClock>>
  readonly stations: ReadonlyMap<string, PartyHardware<HeraldingDevice, TrueClock>>
}

/** The number on the wire of every node and station, by its name. */
export function partyNumbers(description: NetworkDescription): ReadonlyMap<string, number> {
  const { nodes, stations } = numbered(description)
  return new Map([...nodes, ...stations].map(({ name, number }) => [name, number]))
}

/** @param name of a node of the network */
export function nodeParty(description: NetworkDescription, name: string): NodeParty {
  const { nodes, links } = numbered(description)
  const numbers = partyNumbers(description)
  const node = (one: string) => nodes.find((party) => party.name === one) as (typeof nodes)[number]
  const end = (link: Numbered<LinkDescription>, peer: string, side: 0 | 1): NodeLink =>
    nodeLink(link, wiringOf(link), node(name), node(peer), numbers.get(link.station) as number, side)
  return {
    number: numbers.get(name) as number,
    links: links.flatMap((link) => {
      if (link.a === name) return [end(link, link.b, 0)]
      return link.b === name ? [end(link, link.a, 1)] : []
    }),
    ...(description.network && { network: description.network })
  }
}

/**
 * @param name of a station of the network
 * @param random of this life of its process: the policy of its switch draws from the stream 'switch'
 */
export function stationParty(description: NetworkDescription, name: string, random: RandomSource): StationParty {
  const numbers = partyNumbers(description)
  const links = numbered(description).links.filter(({ station }) => station === name)
  const board = description.stations.find((station) => station.name === name)?.switch
  const number = (party: string) => numbers.get(party) as number
  return {
    number: number(name),
    links: links.map((link) => stationLink(link, wiringOf(link), [number(link.a), number(link.b)])),
    ...(board && { switch: switchConfiguration(name, board, links, random.stream('switch'), undefined) })
  }
}

/** The world with the hardware of all parties. @throws WorldError, ParameterError for what the physics refuses */
export function worldParties<TrueClock extends Clock>(
  description: NetworkDescription,
  options: HardwareOptions<TrueClock>
): WorldParties<TrueClock> {
  const hardware = new Hardware(options)
  const { nodes, stations, links } = numbered(description)
  const parties = {
    world: hardware.world,
    nodes: new Map(nodes.map((node) => [node.name, hardware.addNode(node)])),
    stations: new Map(stations.map((station) => [station.name, hardware.addStation(station)]))
  }
  for (const link of links) hardware.addLink(link)
  return parties
}
