import type { Clock } from '@bellwire/runtime'
import type { Observer, RunnerKind, Table } from '@bellwire/statechart'
import type { ErrorCode, TeleportationFrame } from '@bellwire/wire'
import type { LocalQubits } from '../entanglement/local-qubits.js'
import type { TeleportationConfiguration } from './configuration.js'
import type { receivingMachine } from './receiving-machine.js'
import type { sendingMachine } from './sending-machine.js'

export interface TeleportsOptions {
  readonly configuration: TeleportationConfiguration
  readonly clock: Clock
  readonly runner: RunnerKind
  readonly qubits: LocalQubits
  readonly transmit: (to: number, frame: TeleportationFrame) => void
  readonly ignored: (reason: string) => void
  readonly observer?: Observer
}

/** One end of a teleportation, which does what its machine says. */
export interface Teleportation {
  readonly id: number
  output(type: string): void
}

/** What senders and receivers have in common: they are those of one node. */
export interface TeleportsCore {
  readonly options: TeleportsOptions
  readonly sending: Table<typeof sendingMachine>
  readonly receiving: Table<typeof receivingMachine>
  begin(teleportation: Teleportation): void
  over(id: number): void
  nextId(): number
  /**
   * The reason why a pair that nobody here knows of is refused. TIMEOUT, which says nothing, while an earlier process of this
   * node may have delivered it.
   */
  certain(reason: ErrorCode): ErrorCode
}
