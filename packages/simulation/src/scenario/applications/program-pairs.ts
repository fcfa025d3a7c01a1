import type { PairName } from '@bellwire/application-layer'
import type { BasisCode, Secret } from '@bellwire/device'
import type { MeasurementChoice } from '@bellwire/link-layer'
import type { NetworkPair } from '@bellwire/network-layer'
import { type EntanglementSocket, type NetworkCircuit, NodeError, RequestFailedError } from '@bellwire/node'
import { ERROR_CODE_NAMES, ErrorCode } from '@bellwire/wire'
import type { ApplicationInput } from '../schema/application.js'
import { circuitWish, minimumFidelityOf, overOf } from './over.js'
import { purposeOf } from './purposes.js'
import { nodeOf, numberOf, type Stage } from './stage.js'

/** A pair at one of its ends, as a program gets it. */
export interface ProgramPair {
  readonly name: PairName
  /** The kept qubit; -1 where it was measured. */
  readonly qubit: number
  readonly bellIndex: number
  readonly corrected: boolean
  readonly fidelity: number
  readonly outcome: Secret<0 | 1> | null
  readonly basis: BasisCode
  release(): boolean
}

export interface PairsWish {
  readonly kind: 'keep' | 'measure'
  /** In which from measures, and to. */
  readonly bases: readonly [MeasurementChoice, MeasurementChoice]
}

/** The two programs of an application that ask for pairs one after the other: over sockets, or a circuit as described. */
export interface ProgramPairs {
  /** One try of the program at from; more are made where one fails. */
  create(number: number): AsyncIterable<ProgramPair>
  /** What is kept may be gone then. */
  close(): void
  /** All that the program at to is given. */
  receive(): AsyncIterable<ProgramPair>
}

export function programPairs(stage: Stage, entry: ApplicationInput, index: number, wish: PairsWish): ProgramPairs {
  const over = overOf(stage.scenario, entry)
  if (over.kind === 'circuit' && over.named !== undefined) return overCircuit(stage, entry, index, wish)
  const minimumFidelity = minimumFidelityOf(entry)
  const [own, peer] = [nodeOf(stage, entry.from), nodeOf(stage, entry.to)]
  const options = { id: index, remoteId: index, minimumFidelity }
  const isLink = over.kind === 'link'
  const receiving = peer.socket(isLink ? entry.from : numberOf(stage, entry.from), options)
  let creating: EntanglementSocket | undefined
  return {
    create(number) {
      // One whose circuit has failed is of no use any more.
      creating?.close()
      creating = own.socket(isLink ? entry.to : numberOf(stage, entry.to), options)
      const [basis, remoteBasis] = wish.bases
      return wish.kind === 'keep'
        ? creating.createKeep({ number })
        : creating.createMeasure({ number, basis, remoteBasis })
    },
    close: () => creating?.close(),
    receive: () =>
      wish.kind === 'keep'
        ? receiving.receiveKeep({ number: Infinity })
        : receiving.receiveMeasure({ number: Infinity })
  }
}

/** Sockets open circuits with defaults: one with more wishes is opened, and asked, as sockets do it. */
function overCircuit(stage: Stage, entry: ApplicationInput, index: number, { kind, bases }: PairsWish): ProgramPairs {
  const { named } = overOf(stage.scenario, entry) as { readonly named: Parameters<typeof circuitWish>[1] }
  const [own, peer] = [nodeOf(stage, entry.from).network, nodeOf(stage, entry.to).network]
  const purpose = purposeOf(index)
  const connection = circuitWish(entry, named, numberOf(stage, entry.to), purpose)
  const [originator, responder] = bases
  let opened: NetworkCircuit | undefined
  return {
    async *create(number) {
      opened?.close()
      const circuit = await own.openCircuit(connection)
      opened = circuit
      for await (const pair of circuit.pairs({ kind, number, originator, responder }))
        yield programPair(pair, () => own.release(pair))
    },
    close: () => opened?.close(),
    async *receive() {
      for await (const pair of peer.receive(purpose)) yield programPair(pair, () => peer.release(pair))
    }
  }
}

function programPair(pair: NetworkPair, release: () => boolean): ProgramPair {
  const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = pair
  const name = { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence }
  const { qubit, bellIndex, corrected, fidelity, outcome, basis } = pair
  return { name, qubit, bellIndex, corrected, fidelity, outcome, basis, release }
}

/** Why no pairs came. @throws what is no failure of the network's */
export function failureOf(error: unknown): { readonly name: string; readonly hopeless: boolean } {
  if (error instanceof RequestFailedError) {
    const hopeless = error.code === ErrorCode.UNSUPP || error.code === ErrorCode.CREATE
    return { name: ERROR_CODE_NAMES[error.code], hopeless }
  }
  if (error instanceof NodeError) return { name: error.code, hopeless: false }
  throw error
}
