import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KeyOrigin, type SessionResources, TwoEnds, wernerPairs } from '@bellwire/application-layer'
import { BitString } from '@bellwire/post-processing'
import { QkdReason } from '@bellwire/wire'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FragileDisk, Killed } from '../../test/fragile.js'
import { KeyError } from '../errors.js'
import { saeName, sessionIdentifier, unitIdentifier } from '../identifiers.js'
import { Spool } from '../spool/spool.js'
import type { KeyBlock, KeyStore } from '../store/key-store.js'
import { memoryKeyStore } from '../store/open.js'
import { ShelvedKeyStore } from '../store/shelved-key-store.js'
import { ReleaseSink } from './release-sink.js'

const UNIT_SIZE = 64
const wish = {
  analysis: 'complementarity-azuma',
  rounds: 3600,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
} as const
const PEERS = ['kme-b', 'kme-a'] as const
const DIRECTIONS = ['even', 'odd'] as const
const options = (end: 0 | 1) => ({ unitSize: UNIT_SIZE, direction: DIRECTIONS[end], capacity: 4096 })

const sinkOf = (end: 0 | 1, add: (block: KeyBlock) => void) =>
  new ReleaseSink({ node: [11, 12][end]!, peer: PEERS[end], unitSize: UNIT_SIZE, time: () => 5, add })

/** Two nodes whose sessions release into sinks of their own. */
class EndsWithSinks extends TwoEnds {
  sinks: readonly [ReleaseSink, ReleaseSink] | undefined

  override resources(end: 0 | 1): SessionResources {
    const resources = super.resources(end)
    const sink = this.sinks![end]
    const release = (origin: KeyOrigin, key: BitString): void => {
      resources.sink.release(origin, key)
      sink.release(origin, key)
    }
    return { ...resources, sink: { release } }
  }
}

function started(seed: number, add: (end: 0 | 1, block: KeyBlock) => void): EndsWithSinks {
  const ends = new EndsWithSinks({ seed, strategy: (random) => wernerPairs(0.98, random.stream('pairs')) })
  ends.sinks = [sinkOf(0, (block) => add(0, block)), sinkOf(1, (block) => add(1, block))]
  ends.open(wish)
  return ends
}

/** All bits of the units that a store can give, read as keys of single units. */
function unitsIn(store: KeyStore, session: string): (readonly number[] | undefined)[] {
  const alice = saeName('alice')
  const bob = saeName('bob')
  store.confirmBlock(session)
  const units = store.block(session)?.units ?? 0
  return Array.from({ length: units }, (_, index) => {
    const unit = unitIdentifier(session, index)
    if (store.unit(unit)?.own === true) {
      const asked = store.reserve({ origin: 1, number: index, keys: 1, size: UNIT_SIZE, master: alice, slaves: [bob] })
      expect(asked?.units).toEqual([unit])
      return [...store.deliver(asked!)[0]!.key]
    }
    const held = { origin: 2, number: index, size: UNIT_SIZE, unitsPerKey: 1, master: alice, slaves: [bob] }
    expect(store.hold({ ...held, units: [unit] })).toBe(true)
    store.release(held)
    const collected = store.collect(alice, bob, [unit])
    return collected.outcome === 'collected' ? [...collected.keys[0]!.key] : undefined
  })
}

const octetsOf = (key: BitString) => {
  const units = Math.floor(key.length / UNIT_SIZE)
  return Array.from({ length: units }, (_, index) => [...key.bytes.subarray(8 * index, 8 * index + 8)])
}

describe('the key of a session', () => {
  it('is one block at both ends, of the same octets, and says where it comes from (KEY-060, KEY-061)', () => {
    const stores = [memoryKeyStore(options(0)), memoryKeyStore(options(1))] as const
    const ends = started(7, (end, block) => stores[end].addBlock(block))
    ends.run()
    const [[first], [second]] = ends.released
    const { origin, key } = first!
    const session = sessionIdentifier([12, 11], origin.session)
    const [a, b] = stores.map((store) => store.block(session)!)
    expect(second!.key.equals(key)).toBe(true)
    expect(key.length).toBeGreaterThan(3 * UNIT_SIZE)
    expect(a).toMatchObject({ peer: 'kme-b', label: origin.analysis, time: 5, state: 'announced' })
    expect(a!.distribution).toEqual({
      name: origin.session,
      protocol: 'SIFTED',
      standing: origin.label,
      length: key.length,
      rounds: wish.rounds,
      chsh: origin.chsh
    })
    expect(b).toEqual({ ...a, peer: 'kme-a', distribution: { ...a!.distribution, chsh: second!.origin.chsh } })
    // What is no whole unit is given to nobody, at either end.
    expect(a!.units).toBe(Math.floor(key.length / UNIT_SIZE))
    for (const store of stores) expect(unitsIn(store, session)).toEqual(octetsOf(key))
  })

  it.each([0, 1] as const)(
    'is in the store once, and whole, wherever the process of end %i dies while it is released (KEY-062)',
    (end) => {
      let deaths = 0
      for (let died = true; died; deaths += died ? 1 : 0) {
        const disk = new FragileDisk()
        disk.dies = deaths + 1
        const opened = () => new ShelvedKeyStore(disk.shelf, disk.vault, options(end))
        const kept: KeyStore[] = [memoryKeyStore(options(0)), memoryKeyStore(options(1))]
        const ends = started(7, (at, block) => (at === end ? opened() : kept[at]!).addBlock(block))
        try {
          ends.run(10)
        } catch (error) {
          if (!(error instanceof Killed)) throw error
          ends.crash(end)
          ends.recover(end)
          ends.run(10)
        }
        died = disk.calm()
        const { origin, key } = ends.released[1 - end]![0]!
        const session = sessionIdentifier([11, 12], origin.session)
        expect(ends.released[end].length).toBeGreaterThan(0)
        expect(unitsIn(opened(), session), `write ${deaths + 1}`).toEqual(octetsOf(key))
        expect(unitsIn(kept[1 - end]!, session)).toEqual(octetsOf(key))
        // Released again after the acknowledgement, it changes nothing.
        sinkOf(end, (block) => opened().addBlock(block)).release(ends.released[end][0]!.origin, key)
        expect(opened().counts().own.pool + opened().counts().other.pool).toBe(0)
      }
      expect(deaths).toBeGreaterThan(10)
    }
  )

  it('that is shorter than a unit is discarded, and one of any length keeps no bit beyond its end (KEY-061)', () => {
    const { origin } = releasedOnce()
    for (const length of [1, UNIT_SIZE - 1, UNIT_SIZE, UNIT_SIZE + 1, 2 * UNIT_SIZE - 1]) {
      const blocks: KeyBlock[] = []
      const key = new BitString(length)
      for (let k = 0; k < length; k++) key.set(k, 1)
      const sink = sinkOf(0, (block) => blocks.push({ ...block, material: block.material.slice() }))
      sink.release({ ...origin, length }, key)
      expect(blocks.length).toBe(length < UNIT_SIZE ? 0 : 1)
      for (const { material } of blocks) expect([...material]).toEqual(new Array(length >> 3).fill(255))
    }
  })

  it('stays with the session where the store has no room for it (KEY-062)', () => {
    const { origin, key } = releasedOnce()
    const store = memoryKeyStore({ ...options(0), capacity: Math.floor(key.length / UNIT_SIZE) })
    sinkOf(0, (block) => store.addBlock(block)).release({ ...origin, session: 'another' }, new BitString(UNIT_SIZE))
    const full = sinkOf(0, (block) => store.addBlock(block))
    expect(() => full.release(origin, key)).toThrow(expect.objectContaining({ code: 'STORE_FULL' }))
    expect(store.block(sessionIdentifier([11, 12], origin.session))).toBeUndefined()
  })
})

describe('the key of a session, by a spool', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bellwire-release-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is taken once, however often it is laid down, and after whatever deaths (KEY-062)', () => {
    const { origin, key } = releasedOnce()
    const session = sessionIdentifier([11, 12], origin.session)
    const sink = ReleaseSink.spool(folder, { node: 11, peer: 'kme-b', unitSize: UNIT_SIZE, time: () => 5 })
    const store = memoryKeyStore(options(0))
    // Dead in the middle of writing, and before its acknowledgement.
    writeFileSync(join(folder, `${session}.block.json.part`), '{"session":')
    sink.release(origin, key)
    sink.release(origin, key)
    // The KME dies between taking it and removing it, and the session after it was taken.
    // Long enough after it for what was never finished to be removed.
    const later = Date.now() + 2 * 3_600_000
    const spool = (add: (block: KeyBlock) => void) => new Spool({ folder, add, largest: 100_000, now: () => later })
    const dying = spool((block) => {
      store.addBlock(block)
      throw new Killed()
    })
    expect(() => dying.look()).toThrow(Killed)
    expect(readdirSync(folder)).toEqual([`${session}.block.json`, `${session}.block.json.part`])
    const alive = spool((block) => void store.addBlock(block))
    expect(alive.look().map(({ outcome }) => outcome)).toEqual(['taken', 'removed'])
    sink.release(origin, key)
    alive.look()
    expect(readdirSync(folder)).toEqual([])
    expect(store.block(session)!.distribution?.chsh).toBe(origin.chsh)
    expect(unitsIn(store, session)).toEqual(octetsOf(key))
  })
})

function releasedOnce(): { origin: KeyOrigin; key: BitString } {
  const ends = started(7, () => undefined)
  ends.run()
  expect(ends.endings[0][0]!.reason).toBe(QkdReason.NONE)
  return ends.released[0][0]!
}

it('throws on what is no repetition', () => {
  const { origin, key } = releasedOnce()
  const broken = sinkOf(0, () => {
    throw new KeyError('BLOCK_INVALID', 'peer', 'x', 'y')
  })
  expect(() => broken.release(origin, key)).toThrow('BLOCK_INVALID')
})
