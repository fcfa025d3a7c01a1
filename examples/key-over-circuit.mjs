// Two nodes that share no link distribute a key over a circuit, and put it into a key store at either end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDurablePool, openKeyStore, ReleaseSink } from '@bellwire/key-store'
import { CircuitSource } from '@bellwire/node'
import { createRandom, MemoryJournal } from '@bellwire/runtime'
import { chain, idealLinks, networkOfTopology, SimulatedNetwork } from '@bellwire/simulation'

const PURPOSE = 7
const UNIT_SIZE = 256
const SECOND = 1_000_000_000
const folder = mkdtempSync(join(tmpdir(), 'bellwire-example-')) // a real program's folder stays

const description = networkOfTopology(chain(3, 20_000), { link: idealLinks({ fidelity: 0.995 }) })
const network = new SimulatedNetwork({ ...description, network: {} }, { seed: 1 })
network.settle()
network.run(network.clock.now() + SECOND) // neighbours meet, and tell of their links
const alice = network.node('n1')
const bob = network.node('n3')

// What the two share already authenticates what they say; each keeps its own copy, and both burn the same bits of it.
const random = createRandom('what nobody else knows').stream('bits')
const shared = Uint8Array.from({ length: 1024 }, () => random.bits32() & 0xff)
const DurablePool = await loadDurablePool()
const poolOfAlice = DurablePool.open(join(folder, 'pool-of-alice'), shared)
const poolOfBob = DurablePool.open(join(folder, 'pool-of-bob'), shared)

// One end gives keys of the even units, the other one keys of the odd ones: so both never give the same.
const storeOfAlice = openKeyStore(join(folder, 'alice'), { unitSize: UNIT_SIZE, direction: 'even', capacity: 10_000 })
const storeOfBob = openKeyStore(join(folder, 'bob'), { unitSize: UNIT_SIZE, direction: 'odd', capacity: 10_000 })
const sinkOfAlice = new ReleaseSink({
  node: 1,
  peer: 'kme-bob',
  unitSize: UNIT_SIZE,
  time: () => Date.now(),
  add: (block) => void storeOfAlice.addBlock(block)
})
const sinkOfBob = new ReleaseSink({
  node: 3,
  peer: 'kme-alice',
  unitSize: UNIT_SIZE,
  time: () => Date.now(),
  add: (block) => void storeOfBob.addBlock(block)
})

// Bob answers: circuits of the purpose are accepted, and proposals of sessions over them, up to so many rounds.
const atBob = new CircuitSource(bob.network, bob.qubits, network.clock, { purpose: PURPOSE, peer: 1 })
atBob.accept()
let bobIsDone = false
bob.applications.answerDiqkd(PURPOSE, {
  decide: (_peer, { rounds }) =>
    rounds > 1_000_000
      ? 1 // the reason POLICY
      : {
          source: atBob,
          pool: poolOfBob,
          journal: new MemoryJournal(), // a session ends with its process; a journal on disk brings it back
          sink: sinkOfBob,
          listener: { over: () => (bobIsDone = true) }
        }
})

// Alice opens a circuit, and a session over it.
const opening = alice.network.openCircuit({ to: 3, purpose: PURPOSE, minimumFidelity: 0.95 })
network.run(network.clock.now() + SECOND)
const circuit = await opening
const session = alice.applications.diqkd({
  source: new CircuitSource(alice.network, alice.qubits, network.clock, { purpose: PURPOSE, circuit }),
  pool: poolOfAlice,
  sink: sinkOfAlice,
  analysis: 'complementarity-chernoff',
  rounds: 11_000,
  probability: 0.5,
  expectedChsh: 2.77,
  expectedQber: 0.01
})
const isOver = () => bobIsDone && ['released', 'aborted'].includes(session.phase)
network.run(network.clock.now() + 3600 * SECOND, () => !isOver())

const { origin } = await session.key // or a KeyRefusedError, with the reason
console.log(`${origin.length} bits by ${origin.analysis} (${origin.label}), S = ${origin.chsh?.toFixed(3)}`)
for (const store of [storeOfAlice, storeOfBob]) {
  for (const { session: block, units, peer } of store.announced())
    console.log(`${units} units shared with ${peer}: ${block}`)
}

await Promise.all([storeOfAlice.close(), storeOfBob.close(), poolOfAlice.end(), poolOfBob.end()])
rmSync(folder, { recursive: true })
