// What all processes of the network are told alike: Alice and Bob, a station between them, and how long things take.
import { partyNumbers } from '@bellwire/simulation'

const MILLISECOND = 1_000_000
/** Light to the station: 5 km of fibre. */
const LIGHT = 24_486
/** A frame from process to process, as long as is allowed for. */
const FRAME = 50 * MILLISECOND
const GUARD = 1000

/** @type {import('@bellwire/simulation').NetworkDescription} */
export const network = {
  nodes: [
    { name: 'alice', qubits: 2 },
    { name: 'bob', qubits: 2 }
  ],
  stations: [{ name: 'middle' }],
  links: [
    {
      a: 'alice',
      b: 'bob',
      station: 'middle',
      delays: [LIGHT, LIGHT],
      frameDelays: [FRAME, FRAME],
      peerDelay: FRAME,
      // Hardware stops at a herald by itself, and keeps the nodes' clocks on the station's: slots go by light alone.
      slotPeriod: 2 * (LIGHT + GUARD),
      holdsOnHerald: true,
      disciplined: { error: 5 * MILLISECOND },
      guard: GUARD,
      window: 100,
      model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 1 } }
    }
  ]
}

const numbers = partyNumbers(network)

/** A party's number on the wire. @param {string} name */
export const numberOf = (name) => numbers.get(name) ?? 0

/** Of the requests that Bob takes. */
export const PURPOSE = 7
