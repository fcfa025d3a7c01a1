import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LiveKmes } from '../../test/live-kmes.js'
import type { KeyDeliveryClient } from './client.js'

describe('the interface of applications', () => {
  let kmes: LiveKmes
  let alice: KeyDeliveryClient
  let bob: KeyDeliveryClient

  beforeAll(async () => {
    kmes = await LiveKmes.start()
    await kmes.addBlock(64)
    alice = await kmes.client('alice')
    bob = await kmes.client('bob')
  })
  afterAll(async () => kmes.stop())

  it('gives both ends the same key, once', async () => {
    const { keys } = await alice.encryptionKeys('bob', { number: 2, size: 512 })
    expect(keys).toHaveLength(2)
    const ids = keys.map(({ key_ID }) => key_ID)
    const collected = await bob.decryptionKeys('alice', ids)
    expect(collected).toEqual({ keys })
    await expect(bob.decryptionKeys('alice', ids)).rejects.toMatchObject({ status: 400 })
  })
})
