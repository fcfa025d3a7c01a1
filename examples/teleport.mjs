// Three nodes in a row: qubits of the first, in six states, are teleported to the last, over pairs that the middle one swaps.
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

const sender = alice.applications.teleports.sender(atAlice)
let next = 0
atAlice.listen({
  delivered(pair) {
    const number = next++
    const state = states[number]
    if (state === undefined) return
    const qubit = alice.qubits.allocate()
    alice.qubits.prepare(qubit, state, () => {
      sender.send(pair, qubit, (end) => console.log(`alice: qubit ${number}, ${state.name}, ${end}`))
    })
  },
  expired() {},
  ended() {}
})

let received = 0
bob.applications.teleports.receiver(atBob, {
  received({ qubit }) {
    const number = received++
    const sent = states[number]
    if (sent === undefined) return
    // Turned backwards, what was sent is |0⟩.
    const backwards = { x1: -sent.x2, y: -sent.y, x2: -sent.x1 }
    bob.qubits.measureDirect(
      qubit,
      5,
      (outcome) =>
        console.log(`bob:   qubit ${number} found as it was sent: ${outcome?.reveal() === 0 ? 'yes' : 'no'}`),
      backwards
    )
    bob.qubits.giveBack(qubit)
  },
  voided: () => console.log('bob:   a pair was void')
})
atAlice.request(states.length)
network.run(network.clock.now() + 60_000_000_000) // at most a minute of virtual time
