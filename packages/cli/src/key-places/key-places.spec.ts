import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kme, KeyDeliveryClient, parseKmeConfiguration, startKme } from '@bellwire/key-store'
import { BitString } from '@bellwire/post-processing'
import type { KeyAccount, KeyEnd, KeyNode } from '@bellwire/simulation'
import { afterEach, expect, it } from 'vitest'
import { keyAccountText } from './key-account-text.js'
import { KeyPlaces } from './key-places.js'

const ALICE: KeyNode = { name: 'alice', node: 1, peer: 'bob', peerNode: 2 }
const BOB: KeyNode = { name: 'bob', node: 2, peer: 'alice', peerNode: 1 }

const bits = (length: number, factor: number): BitString => {
  const made = new BitString(length)
  for (let k = 0; k < length; k++) made.set(k, ((k * k * factor) >> 4) & 1 ? 1 : 0)
  return made
}

const folders: string[] = []
const ending: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bellwire-places-'))
  folders.push(made)
  return made
}

/** What a session does at an end. */
function distribute({ pool, sink }: KeyEnd, session: string, peer: number, key: BitString) {
  const opening = pool.availableBits
  pool.reserve(session, pool.nextOffset)
  const origin = { session, peer, analysis: 'test', label: 'proof', length: key.length, chsh: 2.7 }
  const proposal = { protocol: 1, rounds: 1000 }
  sink.release({ ...origin, proposal } as unknown as Parameters<KeyEnd['sink']['release']>[0], key)
  pool.close(session, key.length)
  const closing = pool.availableBits
  const burnt = opening - closing
  return { opening, closing, burnt, released: key.length, net: key.length - burnt }
}

function played(places: KeyPlaces, session: string, keys: readonly [BitString, BitString]): KeyAccount {
  const shared = bits(2048, 13)
  const ends = [
    { node: 'alice', ...distribute(places.end(ALICE, shared), session, 2, keys[0]) },
    { node: 'bob', ...distribute(places.end(BOB, shared), session, 1, keys[1]) }
  ] as const
  return { session, analysis: 'test', standing: 'proof', agree: true, ends }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The KME of a node, from the files, at ports that are free. */
async function served(path: string, name: string, link: number): Promise<Kme> {
  const file = join(path, `kme-${name}.json`)
  const text = readFileSync(file, 'utf8')
    .replaceAll('8445', String(link))
    .replaceAll(/844[34]/g, '0')
  writeFileSync(file, text)
  const kme = await startKme(parseKmeConfiguration(JSON.parse(text), path))
  ending.push(async () => kme.close())
  return kme
}

it('leaves stores from which two KMEs serve both applications the bits that were released', async () => {
  const path = folder()
  const key = bits(900, 7)
  const places = await KeyPlaces.open(path)
  const account = played(places, '1/77', [key, key])
  const stores = places.stored(account)
  expect(stores).toMatchObject({
    ends: [
      { kme: 'kme-alice', units: 3 },
      { kme: 'kme-bob', units: 3 }
    ],
    unitSize: 256,
    discarded: 132,
    same: true
  })
  const text = keyAccountText({ ...account, ...(stores && { stores }) })
  expect(text).toContain('authentication key before the session  1,920  1,920')
  expect(text).toContain('burnt by it                            256    256')
  expect(text).toContain('net: key less what was burnt           644    644')
  expect(text).toContain('3 in the store of kme-alice, 3 in the store of kme-bob, the same bits; 132 bits discarded')
  await places.close()

  const link = await freePort()
  const kmes = [await served(path, 'alice', link), await served(path, 'bob', link)] as const
  const [alice, bob] = (['alice', 'bob'] as const).map((name, index) => {
    const pem = (file: string) => readFileSync(join(path, 'tls', file))
    const tls = {
      key: pem(`sae-${name}.key.pem`),
      certificate: pem(`sae-${name}.pem`),
      authority: pem('authority.pem')
    }
    const client = new KeyDeliveryClient({ url: `https://127.0.0.1:${kmes[index]!.applications.port}`, tls })
    ending.push(() => client.close())
    return client
  })
  while ((await alice!.status('bob')).stored_key_count < 2) await new Promise((resolve) => setTimeout(resolve, 20))
  const { keys } = await alice!.encryptionKeys('bob', { number: 2, size: 256 })
  expect(keys.map(({ key: octets }) => octets)).toEqual(
    [0, 2].map((unit) => Buffer.from(key.bytes.subarray(32 * unit, 32 * unit + 32)).toString('base64'))
  )
  expect(
    (
      await bob!.decryptionKeys(
        'alice',
        keys.map(({ key_ID: id }) => id)
      )
    ).keys
  ).toEqual(keys)
})

it('goes on with the authentication key that is left in a folder, and takes a session once', async () => {
  const path = folder()
  const key = bits(600, 7)
  const openings: number[] = []
  for (const session of ['1/1', '1/2', '1/2']) {
    const places = await KeyPlaces.open(path)
    const account = played(places, session, [key, key])
    openings.push(account.ends[0].opening, account.ends[1].opening)
    expect(places.stored(account)).toMatchObject({ same: true, ends: [{ units: 2 }, { units: 2 }] })
    await places.close()
  }
  expect(openings).toEqual([1920, 1920, 1664, 1664, 1408, 1408])
})

it('says where the stores differ, and leaves nothing where no folder is given', async () => {
  const places = await KeyPlaces.open(undefined)
  const account = played(places, '1/9', [bits(600, 7), bits(600, 9)])
  const stores = places.stored(account)
  expect(stores?.same).toBe(false)
  expect(keyAccountText({ ...account, ...(stores && { stores }) })).toContain('DIFFERENT BITS')
  await places.close()
  await expect(KeyPlaces.open(join(folder(), 'x'))).resolves.toBeDefined()
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  await expect(KeyPlaces.open(file)).rejects.toThrow('--stores')
  expect(existsSync(file)).toBe(true)
})
