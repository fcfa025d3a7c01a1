import { once } from 'node:events'
import { expect, it } from 'vitest'
import { together } from './together.js'

it('ends what is done at one end where it fails at the other', async () => {
  const failure = new Error('the circuit is over')
  let left: Promise<unknown> | undefined
  const both = together((signal) => {
    left = once(signal, 'abort').then(() => signal.reason as unknown)
    return [left.then(() => undefined), Promise.reject(failure)]
  })
  await expect(both).rejects.toBe(failure)
  expect(await left).toBe(failure)
})

it('ends nothing where both are done', async () => {
  let signalled: AbortSignal | undefined
  await together((signal) => {
    signalled = signal
    return [Promise.resolve(), Promise.resolve()]
  })
  expect(signalled?.aborted).toBe(false)
})
