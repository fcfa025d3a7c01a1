import type { TraceRecord } from '@bellwire/runtime'
import type { FeedNetwork } from '../feed/network.js'

/** A node or station, as far as its process is concerned. */
export interface PartyView {
  readonly name: string
  readonly number: number
  readonly role: 'node' | 'station'
  readonly qubits: number
  readonly position: { readonly x: number; readonly y: number } | undefined
  up: boolean
  /** Starts of its process so far. */
  starts: number
}

/** Who there is, and whose process runs. */
export class Parties {
  readonly all = new Map<string, PartyView>()

  constructor(network: FeedNetwork) {
    for (const { name, number, role, qubits = 0, position } of network.parties)
      this.all.set(name, { name, number, role, qubits, position, up: true, starts: 0 })
  }

  /** By number on the wire. */
  nameOf(number: number): string {
    for (const { name, number: own } of this.all.values()) if (own === number) return name
    return `node ${number}`
  }

  apply(record: TraceRecord): void {
    const party = this.all.get(record.at)
    if (party === undefined) return
    if (record.kind === 'restart') {
      party.up = true
      party.starts += 1
    } else if (record.kind === 'event' && record.name === 'crashed') party.up = false
  }
}
