import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { makeCertificate } from '@bellwire/transport-websocket'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { KmeFolder } from '../test/kme-folder.js'
import { sleep } from '../test/live-kmes.js'
import { DEFAULT_KEY_TIMERS } from './entity/timers.js'
import { type Kme, startKme } from './kme.js'
import { openKeyStore } from './store/open.js'

const TLS = { key: 'a.key.pem', certificate: 'a.pem', authority: 'authority.pem' }
const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const SESSION = '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a'

let folder = new KmeFolder()
const running: Kme[] = []

beforeEach(() => {
  folder = new KmeFolder()
})
afterEach(async () => {
  for (const kme of running.splice(0)) await kme.close()
  rmSync(folder.path, { recursive: true })
})

async function started(...given: Parameters<typeof startKme>): Promise<Kme> {
  const kme = await startKme(...given)
  running.push(kme)
  return kme
}

/** A store in which one key is in doubt, as after a crash. */
async function inDoubt(): Promise<{ readonly stage: () => Promise<string | undefined> }> {
  const open = () => openKeyStore(join(folder.store, 'b'), { unitSize: 64, capacity: 1000, direction: 'even' })
  const store = open()
  store.addBlock({ session: SESSION, label: '', peer: 'b', time: 0, material: new Uint8Array(64).fill(9) })
  store.confirmBlock(SESSION)
  const name = { origin: 1, number: 1 }
  store.reserve({ ...name, keys: 1, size: 64, master: 'm', slaves: ['s'] })
  await store.close()
  return {
    stage: async () => {
      const again = open()
      const stage = again.reservation(name)?.stage
      await again.close()
      return stage
    }
  }
}

it('leaves what is in doubt as it is where it cannot serve, and burns it where it can (KEY-031, KEY-080)', async () => {
  const { stage } = await inDoubt()
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as { port: number }
  for (const place of ['applications', 'link']) {
    await expect(started(folder.configuration({ [place]: { port } }))).rejects.toThrow(
      new RegExp(`^${place} is 127\\.0\\.0\\.1:${port}; accepted: .*EADDRINUSE`)
    )
    expect(await stage()).toBe('asking')
  }
  taken.close()
  const kme = await started(folder.configuration())
  await running.pop()!.close()
  expect(kme.managers.get('b')!.open).toBe(0)
  expect(await stage()).toBe('burnt')
})

it.each(['.', '..', '...', '../x', 'é'.repeat(200), 'x/y'])('keeps the keys for a peer %s in its store', async (id) => {
  await started(folder.configuration({ peers: [{ id, node: 2 }], saes: { alice: 'a' } }))
  const [made, ...more] = readdirSync(folder.store)
  expect(more).toEqual([])
  expect(readdirSync(join(folder.store, made!))).toContain('keys.mdb')
})

it.each<readonly [string, (of: KmeFolder) => object, RegExp]>([
  ['no key', () => ({ tls: { ...TLS, key: 'none.pem' } }), /^tls\.key is .*none\.pem; accepted: a PEM file \(ENOENT\)/],
  [
    'an empty key',
    (of) => ({ tls: { ...TLS, key: of.write('x.pem', '', 0o600) } }),
    /^tls\.key \(.*x\.pem\) is not of its form; accepted: a private key/
  ],
  [
    'the key of another one',
    (of) => ({ tls: { ...TLS, key: of.write('x.pem', String(of.authority.kme('a', []).key), 0o600) } }),
    /^tls\.key \(.*x\.pem\) is the key of another certificate; accepted: that of tls\.certificate \(.*a\.pem\)/
  ],
  [
    'a certificate that is none',
    (of) => ({ tls: { ...TLS, certificate: of.write('x.pem', PEM) } }),
    /^tls\.certificate \(.*x\.pem\) is not of its form/
  ],
  [
    'a key as authority',
    () => ({ tls: { ...TLS, authority: 'a.key.pem' } }),
    /^tls\.authority .* is without a certificate/
  ],
  [
    'a certificate of the past',
    (of) => {
      const times = { notBefore: new Date(2000, 1), notAfter: new Date(2001, 1) }
      const { key, certificate } = makeCertificate({ commonName: 'a', role: 'client', ...times })
      of.write('a.key.pem', key, 0o600)
      return { tls: { ...TLS, certificate: of.write('x.pem', certificate) } }
    },
    /^tls\.certificate .* is valid from .* 2000 .* to .* 2001 .*; accepted: one that is valid now/
  ],
  [
    'the ID of another one',
    () => ({ kme: { id: 'c', node: 1 }, saes: { alice: 'c' } }),
    /^kme\.id .* is "c"; accepted: "a", the ID in it/
  ],
  [
    "an application's certificate",
    (of) => {
      const { key, certificate } = of.authority.sae('a')
      of.write('a.key.pem', String(key), 0o600)
      return { tls: { ...TLS, certificate: of.write('x.pem', String(certificate)) } }
    },
    /^kme\.id .* is "a"; accepted: the ID in it, and it has none/
  ],
  [
    'a key that everybody can read',
    (of) => (chmodSync(join(of.path, 'a.key.pem'), 0o644), {}),
    /^tls\.key is .*a\.key\.pem of mode 644; accepted: a file that its owner alone can read/
  ],
  ...(['store', 'spool'] as const).flatMap((name) =>
    [0o777, 0o720, 0o702].map(
      (mode) =>
        [
          `a ${name} of mode ${mode.toString(8)}`,
          (of: KmeFolder) => {
            mkdirSync(of[name])
            chmodSync(of[name], mode)
            return {}
          },
          new RegExp(
            `^${name} is .* of mode ${mode.toString(8)}; accepted: a folder to which its owner alone can write`
          )
        ] as const
    )
  ),
  ['a file as store', () => ({ store: 'a.pem' }), /^store is .*a\.pem; accepted: a folder .*\(EEXIST\)/],
  ['a store within a file', () => ({ store: 'a.pem/x' }), /^store is .*a\.pem\/x; accepted: a folder .*\(ENOTDIR\)/],
  ['a file as spool', () => ({ spool: 'a.pem' }), /^spool is .*a\.pem; accepted: a folder .*\(EEXIST\)/],
  [
    'a host of no machine',
    () => ({ applications: { host: 'none.invalid', port: 0 } }),
    /^applications is none\.invalid:0; accepted: an address of this machine that is free/
  ],
  [
    'the address of another machine',
    () => ({ link: { host: '192.0.2.1', port: 0 } }),
    /^link is 192\.0\.2\.1:0; .*EADDRNOTAVAIL/
  ]
])('refuses %s by name, and leaves nothing behind', async (_what, change, message) => {
  const changes = change(folder)
  const refused = expect.objectContaining({ name: 'KeyError', message: expect.stringMatching(message) })
  await expect(started(folder.configuration(changes))).rejects.toEqual(refused)
  folder.restore()
  for (const path of [folder.store, folder.spool]) if (existsSync(path)) chmodSync(path, 0o700)
  await started(folder.configuration())
})

it('tells of a store that fails, whoever asks for something', async () => {
  const failures: unknown[] = []
  const timers = { ...DEFAULT_KEY_TIMERS, blockInterval: 5_000_000 }
  const kme = await started(folder.configuration(), { timers, failed: (error) => failures.push(error) })
  const manager = kme.managers.get('b')!
  kme.addBlock({ session: SESSION, label: '', peer: 'b', time: 0, material: new Uint8Array(64) })
  const broken = vi.spyOn(manager.store, 'block').mockImplementation(() => {
    throw new Error('the disk is gone')
  })
  // The next announcement.
  while (failures.length === 0) await sleep(5)
  broken.mockRestore()
  expect(String(failures[0])).toBe('Error: the disk is gone')
  failures.length = 0
  vi.spyOn(manager.store, 'release').mockImplementation(() => {
    throw new Error('this one, too')
  })
  manager.frame(2, { type: 'KEY_TAKEN', session: 1, peerSession: 0, origin: 1, reservation: 1 })
  while (failures.length === 0) await sleep(5)
  expect(String(failures[0])).toBe('Error: this one, too')
})

it('has its stores for itself (KEY-080)', async () => {
  const kme = await started(folder.configuration())
  const { store } = kme.managers.get('b')!
  store.addBlock({ session: SESSION, label: '', peer: 'b', time: 0, material: new Uint8Array(64).fill(9) })
  store.confirmBlock(SESSION)
  store.reserve({ origin: 1, number: 1, keys: 1, size: 64, master: 'm', slaves: ['s'] })
  await expect(started(folder.configuration())).rejects.toMatchObject({ code: 'STORE_IN_USE' })
  expect(store.deliver({ origin: 1, number: 1 })).toHaveLength(1)
})
