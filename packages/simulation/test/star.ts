import { checkTrace } from '@bellwire/invariants'
import type { PairDelivered } from '@bellwire/link-layer'
import type { LinkRequest } from '@bellwire/node'
import { roundRobin } from '@bellwire/physical-layer'
import { expect } from 'vitest'
import { ListRecorder } from '../src/faults/list-recorder.js'
import type { LinkDescription, NodeDescription, SwitchDescription } from '../src/network/description.js'
import { SimulatedNetwork, type SimulatedNetworkOptions } from '../src/network/simulated-network.js'

export const MILLISECOND = 1_000_000

export interface StarOptions extends Partial<SimulatedNetworkOptions> {
  readonly nodes?: number
  readonly switch?: Partial<SwitchDescription> | null
  readonly node?: Partial<NodeDescription>
  readonly link?: Partial<LinkDescription>
}

/** A pair that was given at both ends of a link, or at one so far. */
interface Given {
  readonly a?: PairDelivered
  readonly b?: PairDelivered
}

/**
 * Nodes of one qubit each around one station, a link between every two of them. Slots of 20 µs, a herald in every tenth,
 * turns of 500 slots in turn. Everything is recorded.
 */
export class Star {
  readonly network: SimulatedNetwork
  readonly recorder: ListRecorder
  /** Length of a turn. */
  readonly turn: number
  readonly links: readonly (readonly [string, string])[]
  /** By link, from 1: the turns in which it was served. */
  readonly turns: number[][]
  /** By link: both ends' word of every pair that was measured. */
  readonly given: Map<string, Given>[]
  readonly wanted: [link: number, demand: number][] = []

  constructor({ nodes = 3, switch: board = {}, node = {}, link = {}, ...options }: StarOptions = {}) {
    const names = Array.from({ length: nodes }, (_, index) => `n${index + 1}`)
    this.links = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const))
    this.turns = this.links.map(() => [])
    this.given = this.links.map(() => new Map<string, Given>())
    const lists: ListRecorder[] = []
    this.turn = board?.slot ?? 10 * MILLISECOND
    const described = { slot: 10 * MILLISECOND, policy: roundRobin, ...board }
    this.network = new SimulatedNetwork(
      {
        nodes: names.map((name) => ({ name, qubits: 1, ...node })),
        stations: [{ name: 'star', ...(board !== null && { switch: described }) }],
        links: this.links.map(([a, b]) => ({
          a,
          b,
          station: 'star',
          // Every node has one way to the station, whichever link it is for.
          delays: [9000 + 75 * names.indexOf(a), 9000 + 75 * names.indexOf(b)] as const,
          slotPeriod: 20_000,
          guard: 100,
          window: 100,
          model: { kind: 'ideal' as const, parameters: { successProbability: 0.1, fidelity: 1 } },
          ...link
        }))
      },
      {
        seed: 1,
        recorder: (clock) => {
          const list = new ListRecorder(clock)
          lists.push(list)
          return list
        },
        switches: {
          began: (_station, turn, links) => links.forEach((served) => this.turns[served - 1]?.push(turn)),
          wanted: (_station, wanting, demand) => this.wanted.push([wanting, demand])
        },
        ...options
      }
    )
    this.recorder = lists[0] as ListRecorder
    expect(this.network.settle()).toBe(true)
    this.links.forEach(([a, b], index) => {
      for (const [name, peer, end] of [[a, b, 'a'] as const, [b, a, 'b'] as const]) {
        const service = this.network.node(name).link(peer)
        service.accept(0)
        service.subscribe({
          delivered: (pair) => {
            const key = `${pair.epoch}/${pair.sequence}`
            this.given[index]?.set(key, { ...this.given[index]?.get(key), [end]: pair })
          }
        })
      }
    })
  }

  get now(): number {
    return this.network.clock.now()
  }

  wait(duration: number): void {
    this.network.run(this.now + duration)
  }

  /** Has the lower node of a link ask for measured pairs. Returns whether it was not refused. */
  ask(link: number, number = 1_000_000, changes: Partial<LinkRequest> = {}): boolean {
    const [a, b] = this.links[link - 1] as readonly [string, string]
    const request = { kind: 'measure', number, minimumFidelity: 0.5, ...changes } as const
    return this.network.node(a).link(b).createDirect(request).error === 0
  }

  /** Every link, without end; also after its requests were lost. */
  askAlways(): void {
    this.links.forEach(([a, b], index) => {
      const service = this.network.node(a).link(b)
      let asked = false
      const ask = (): void => {
        if (asked || !service.status.up || !service.status.fit) return
        asked = this.ask(index + 1)
        if (!asked) soon()
      }
      const soon = (): void => this.network.clock.at(this.now + MILLISECOND, { run: ask })
      service.subscribe({
        failed: () => {
          asked = false
          soon()
        },
        linkChanged: soon
      })
      ask()
    })
  }

  /** Pairs that both ends of a link were given. */
  both(link: number): readonly Required<Given>[] {
    const given = this.given[link - 1] ?? new Map<string, Given>()
    return [...given.values()].filter((pair): pair is Required<Given> => pair.a !== undefined && pair.b !== undefined)
  }

  /** What is wrong: breaches of the invariants, and outcomes of perfect pairs, measured alike, that differ. */
  get wrong(): string[] {
    const breaches = checkTrace(this.recorder.records, { quiescent: false }).map((violation) =>
      JSON.stringify(violation)
    )
    const mistaken = this.links.flatMap((_, index) =>
      this.both(index + 1)
        .filter(({ a, b }) => a.outcome?.reveal() !== b.outcome?.reveal())
        .map(({ a }) => `link ${index + 1}: pair ${a.sequence} of epoch ${a.epoch}`)
    )
    return [...breaches, ...mistaken]
  }
}
