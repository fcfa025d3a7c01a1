// Two neighbours distribute a key by the pairs of their link: CHSH test, reconciliation, verification, amplification.
import { LedgerPool } from '@bellwire/application-layer'
import { BitString } from '@bellwire/post-processing'
import { createRandom, MemoryJournal } from '@bellwire/runtime'
import { chain, idealLinks, networkOfTopology, SimulatedNetwork } from '@bellwire/simulation'

const PURPOSE = 7

const description = networkOfTopology(chain(2, 20_000), { link: idealLinks({ fidelity: 0.985 }) })
const network = new SimulatedNetwork(description, { seed: 1 })
network.settle()
const alice = network.node('n1')
const bob = network.node('n2')

// What the two share already authenticates what they say. A simulation's is drawn from a seed, and protects nothing.
const shared = new BitString(8192)
const random = createRandom('what nobody else knows').stream('bits')
for (let k = 0; k < shared.length; k++) shared.set(k, random.bernoulli(0.5) ? 1 : 0)

// One pool for all sessions of a node: it keeps the account of which bits are gone. A node that is to outlive its process
// stores the ledger that the pool hands out, and gives it to the next one.
const poolOfAlice = new LedgerPool(shared.clone())
const poolOfBob = new LedgerPool(shared.clone())

/** @type {BitString | undefined} */
let keyOfBob
bob.applications.answerDiqkd(PURPOSE, {
  decide: (_peer, { rounds }) =>
    // The policy: whoever asks for more rounds gets the reason POLICY.
    rounds > 1_000_000
      ? 1
      : {
          source: bob.linkSource('n1', { purpose: PURPOSE, request: { minimumFidelity: 0.9 } }),
          pool: poolOfBob,
          journal: new MemoryJournal(), // a session ends with its process; a journal on disk brings it back
          sink: { release: (_origin, key) => void (keyOfBob = key) }
        }
})

const session = alice.applications.diqkd({
  source: alice.linkSource('n2', { purpose: PURPOSE, request: { minimumFidelity: 0.9 } }),
  pool: poolOfAlice,
  analysis: 'complementarity-chernoff',
  rounds: 40_000,
  probability: 0.5,
  expectedChsh: 2.77,
  expectedQber: 0.01,
  listener: { entered: (phase) => console.log(`${phase} after ${(network.clock.now() / 1e9).toFixed(3)} s`) }
})
const isOver = () => session.phase === 'aborted' || (session.phase === 'released' && keyOfBob !== undefined)
network.run(network.clock.now() + 3_600_000_000_000, () => !isOver()) // at most an hour of virtual time

const { key, origin } = await session.key // or a KeyRefusedError, with the reason
console.log(`${origin.length} bits by ${origin.analysis} (${origin.label}), ${origin.netLength} of them net`)
console.log(`S = ${origin.chsh?.toFixed(3)}, ${origin.corrections} errors in ${origin.keyRounds} bits of raw key`)
console.log(keyOfBob !== undefined && key.equals(keyOfBob) ? 'both have the same key' : 'the keys differ')
