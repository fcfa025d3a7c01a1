// Three nodes in a row: qubits of the first, in six states, are teleported to the last, over pairs that the middle one swaps.
import { Basis } from '@bellwire/device'
import { CircuitSource } from '@bellwire/node'
import { chain, idealLinks, networkOfTopology, SimulatedNetwork } from '@bellwire/simulation'

const PURPOSE = 7
/** What is sent: +Z turned about X, Y and X. */
const states = [
  { name: '|0⟩', x1: 0, y: 0, x2: 0 },
  { name: '|1⟩', x1: Math.PI, y: 0, x2: 0 },
  { name: '|+⟩', x1: 0, y: Math.PI / 2, x2: 0 },
  { name: '|−⟩', x1: 0, y: -Math.PI / 2, x2: 0 },
  { name: '|+i⟩', x1: -Math.PI / 2, y: 0, x2: 0 },
  { name: '|−i⟩', x1: Math.PI / 2, y: 0, x2: 0 }
]

const description = networkOfTopology(chain(3, 20_000), {
  link: idealLinks({ fidelity: 0.99 }),
  node: () => ({ qubits: 8 }) // two for each link, and some for what is sent
})
const network = new SimulatedNetwork({ ...description, network: {} }, { seed: 1 })
network.settle()
network.run(network.clock.now() + 1_000_000_000) // neighbours meet, and tell of their links

const alice = network.node('n1')
const bob = network.node('n3')
const atBob = new CircuitSource(bob.network, bob.qubits, network.clock, { purpose: PURPOSE, peer: 1 })
atBob.accept()
const opening = alice.network.openCircuit({ to: 3, purpose: PURPOSE, minimumFidelity: 0.9 })
network.run(network.clock.now() + 1_000_000_000)
const circuit = await opening
const atAlice = new CircuitSource(alice.network, alice.qubits, network.clock, { purpose: PURPOSE, circuit })

const sender = alice.applications.teleporter(atAlice)
const sending = states.map(async ({ name, x1, y, x2 }) => {
  const qubit = alice.qubits.allocate()
  await alice.qubits.prepared(qubit, { x1, y, x2 })
  console.log(`alice: ${name} ${await sender.teleport(qubit)}`)
})

async function receive() {
  const expected = states.values()
  for await (const { qubit } of bob.applications.receiveQubits(atBob)) {
    const { value: sent } = expected.next()
    if (sent === undefined) break
    // Turned backwards, what was sent is |0⟩.
    const backwards = { x1: -sent.x2, y: -sent.y, x2: -sent.x1 }
    const outcome = await bob.qubits.measure(qubit, Basis.Rotated, backwards)
    console.log(`bob:   ${sent.name} found as it was sent: ${outcome.reveal() === 0 ? 'yes' : 'no'}`)
    bob.qubits.giveBack(qubit)
    if (sent === states.at(-1)) break
  }
}

const progress = { over: false }
void Promise.all([receive(), ...sending]).finally(() => (progress.over = true))
while (!progress.over) {
  network.run(network.clock.now() + 1_000_000)
  await new Promise(setImmediate) // the promises above go on
}
