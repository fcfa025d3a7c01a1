// Two nodes, a heralding station between them, and ten pairs: measured at both ends, and compared.
import { SimulatedNetwork } from '@bellwire/simulation'

const network = new SimulatedNetwork(
  {
    nodes: [
      { name: 'alice', qubits: 1 },
      { name: 'bob', qubits: 1 }
    ],
    stations: [{ name: 'middle' }],
    links: [
      {
        a: 'alice',
        b: 'bob',
        station: 'middle',
        delays: [25_000, 25_000], // nanoseconds: about 5 km of fibre on either side
        model: { kind: 'ideal', parameters: { successProbability: 0.001, fidelity: 0.98, announced: [1, 3] } },
        window: 100,
        guard: 50
      }
    ]
  },
  { seed: 1 }
)
network.settle()

const alice = network.node('alice').link('bob')
const bob = network.node('bob').link('alice')
const atBob = bob.receive(7) // bob opts in to requests of purpose 7
const atAlice = alice.create({ kind: 'measure', number: 10, minimumFidelity: 0.9, purpose: 7 })
network.run(60_000_000_000) // at most a minute of virtual time

for await (const pair of atAlice) {
  const { value: other } = await atBob.next()
  const outcomes = [pair.outcome?.reveal(), other.outcome?.reveal()]
  console.log(`pair ${pair.sequence}, heralded with Bell index ${pair.bellIndex}: outcomes ${outcomes.join(' and ')}`)
}
