// Four nodes in a row: pairs between the two ends, over two repeaters that swap.
import { chain, idealLinks, networkOfTopology, SimulatedNetwork } from '@bellwire/simulation'

const description = networkOfTopology(chain(4, 20_000), { link: idealLinks({ fidelity: 0.98 }) })
const network = new SimulatedNetwork({ ...description, network: {} }, { seed: 1 })
network.settle()
network.run(network.clock.now() + 1_000_000_000) // neighbours meet, and tell of their links

const alice = network.node('n1').network
const bob = network.node('n4').network
bob.accept(7) // bob opts in to circuits of purpose 7
bob.subscribe({ delivered: (pair) => console.log(`at bob:   ${nameOf(pair)}`) })
const opening = alice.openCircuit({ to: 4, purpose: 7, minimumFidelity: 0.8 })
network.run(network.clock.now() + 1_000_000_000)

const circuit = await opening
console.log(`by nodes ${circuit.facts?.hops.map(({ node }) => node).join(', ')} to ${circuit.facts?.peer}`)
const pairs = circuit.pairs({ kind: 'measure', number: 5 })
network.run(network.clock.now() + 60_000_000_000) // at most a minute of virtual time
for await (const pair of pairs) console.log(`at alice: ${nameOf(pair)}`)
circuit.close()

/**
 * Both ends call a pair by its first and last link's pairs, and agree on its Bell state.
 *
 * @param {import('@bellwire/network-layer').NetworkPair} pair
 */
function nameOf({ headSequence, tailSequence, bellIndex, outcome, fidelity }) {
  const estimate = `estimated fidelity ${fidelity.toFixed(3)}`
  return `pair ${headSequence}-${tailSequence}, Bell index ${bellIndex}, outcome ${outcome?.reveal()}, ${estimate}`
}
