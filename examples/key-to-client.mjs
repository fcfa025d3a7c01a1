// From photons to a key that applications fetch: two nodes distribute a key into the stores of two key-management entities,
// alice's application asks one of these for a key (ETSI GS QKD 014), and bob's collects the same one from the other.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  KeyDeliveryClient,
  loadDurablePool,
  parseKmeConfiguration,
  ReleaseSink,
  startKme,
  TestAuthority
} from '@bellwire/key-store'
import { createRandom, MemoryJournal } from '@bellwire/runtime'
import { chain, idealLinks, networkOfTopology, SimulatedNetwork } from '@bellwire/simulation'

const PURPOSE = 7
const UNIT_SIZE = 256
const folder = mkdtempSync(join(tmpdir(), 'bellwire-example-'))
const authority = new TestAuthority()

/** A KME at one end; the second one calls the first one. @param {string} id @param {string} peer @param {number} [port] */
async function kme(id, peer, port) {
  const tls = { key: `${id}/key.pem`, certificate: `${id}/kme.pem`, authority: `${id}/authority.pem` }
  const { key, certificate } = authority.kme(id, ['127.0.0.1'])
  mkdirSync(join(folder, id))
  writeFileSync(join(folder, tls.key), key, { mode: 0o600 })
  writeFileSync(join(folder, tls.certificate), certificate)
  writeFileSync(join(folder, tls.authority), authority.certificate)
  const calls = port === undefined ? {} : { address: { host: '127.0.0.1', port } }
  const configuration = {
    kme: { id, node: port === undefined ? 1 : 2 },
    tls,
    store: `${id}/store`,
    ...(port === undefined && { link: { port: 0 } }),
    peers: [{ id: peer, node: port === undefined ? 2 : 1, ...calls }],
    saes: { alice: 'kme-a', bob: 'kme-b' },
    unitSize: UNIT_SIZE
  }
  return startKme(parseKmeConfiguration(configuration, folder))
}

const first = await kme('kme-a', 'kme-b')
const second = await kme('kme-b', 'kme-a', first.link?.port)

const network = new SimulatedNetwork(networkOfTopology(chain(2, 20_000), { link: idealLinks({ fidelity: 0.985 }) }), {
  seed: 1
})
network.settle()
const [alice, bob] = [network.node('n1'), network.node('n2')]
const request = { minimumFidelity: 0.9 }
const sources = [
  alice.linkSource('n2', { purpose: PURPOSE, request }),
  bob.linkSource('n1', { purpose: PURPOSE, request })
]

// What the two share already, to know each other. A simulation's is drawn from a seed, and protects nothing.
const random = createRandom('what nobody else knows').stream('bits')
const shared = Uint8Array.from({ length: 1024 }, () => random.bits32() & 0xff)
const DurablePool = await loadDurablePool()
const pools = ['kme-a', 'kme-b'].map((id) => DurablePool.open(join(folder, id, 'pool'), shared))

/** A sink that hands over to a KME. @param {import('@bellwire/key-store').Kme} to @param {string} peer @param {number} node */
const sinkInto = (to, peer, node) =>
  new ReleaseSink({ node, peer, unitSize: UNIT_SIZE, time: () => Date.now(), add: (block) => void to.addBlock(block) })

const [fromAlice, fromBob] = /** @type {[typeof sources[number], typeof sources[number]]} */ (sources)
const [poolOfAlice, poolOfBob] = /** @type {[typeof pools[number], typeof pools[number]]} */ (pools)
const opening = poolOfAlice.availableBits
let bobHasIt = false
bob.applications.answerDiqkd(PURPOSE, {
  decide: () => ({
    source: fromBob,
    pool: poolOfBob,
    journal: new MemoryJournal(),
    sink: sinkInto(second, 'kme-a', fromAlice.peer),
    listener: { over: () => (bobHasIt = true) }
  })
})
const session = alice.applications.diqkd({
  source: fromAlice,
  pool: poolOfAlice,
  sink: sinkInto(first, 'kme-b', fromBob.peer),
  analysis: 'complementarity-chernoff',
  rounds: 16_000,
  probability: 0.5,
  expectedChsh: 2.77,
  expectedQber: 0.01
})
network.run(network.clock.now() + 3_600_000_000_000, () => !bobHasIt || session.phase !== 'released')
const { key, origin } = await session.key
const { burntBits } = poolOfAlice.ledger
console.log(`${origin.length} bits by ${origin.analysis} (${origin.label}); S = ${origin.chsh?.toFixed(3)}`)
console.log(`${burntBits} of ${opening} bits of authentication key were burnt: ${origin.netLength} bits net`)

const clients = [
  new KeyDeliveryClient({ url: `https://127.0.0.1:${first.applications.port}`, tls: authority.sae('alice') }),
  new KeyDeliveryClient({ url: `https://127.0.0.1:${second.applications.port}`, tls: authority.sae('bob') })
]
const [clientOfAlice, clientOfBob] = /** @type {[typeof clients[number], typeof clients[number]]} */ (clients)
// A moment, until each entity knows that the other one has the block.
while ((await clientOfAlice.status('bob')).stored_key_count === 0) await new Promise((go) => setTimeout(go, 20))
const { keys: given } = await clientOfAlice.encryptionKeys('bob', { number: 1 })
const { keys: collected } = await clientOfBob.decryptionKeys(
  'alice',
  given.map(({ key_ID: id }) => id)
)
const released = Buffer.from(key.bytes.subarray(0, UNIT_SIZE / 8)).toString('base64')
console.log(`alice was given the key ${given[0]?.key_ID}, and bob collected it by that name`)
console.log(
  given[0]?.key === collected[0]?.key && given[0]?.key === released
    ? 'all bits are those of the session'
    : 'they differ'
)

for (const client of clients) client.close()
for (const pool of pools) await pool.end()
await second.close()
await first.close()
rmSync(folder, { recursive: true })
