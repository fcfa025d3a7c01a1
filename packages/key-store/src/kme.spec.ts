import { readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { KmeFolder } from '../test/kme-folder.js'
import { type Kme, startKme } from './kme.js'
import { openKeyStore } from './store/open.js'

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
    await expect(started(folder.configuration({ [place]: { port } }))).rejects.toThrow('EADDRINUSE')
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

it('has its stores for itself (KEY-080)', async () => {
  const kme = await started(folder.configuration())
  const { store } = kme.managers.get('b')!
  store.addBlock({ session: SESSION, label: '', peer: 'b', time: 0, material: new Uint8Array(64).fill(9) })
  store.confirmBlock(SESSION)
  store.reserve({ origin: 1, number: 1, keys: 1, size: 64, master: 'm', slaves: ['s'] })
  await expect(started(folder.configuration())).rejects.toMatchObject({ code: 'STORE_IN_USE' })
  expect(store.deliver({ origin: 1, number: 1 })).toHaveLength(1)
})
