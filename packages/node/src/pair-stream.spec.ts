import type { PairDelivered } from '@bellwire/link-layer'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { RequestFailedError } from './errors.js'
import { PairStream } from './pair-stream.js'

const pair = (sequence: number, qubit = sequence): PairDelivered => ({
  createId: 1,
  originator: true,
  kind: 'keep',
  purpose: 0,
  peer: 2,
  link: 1,
  epoch: 1,
  sequence,
  pair: sequence,
  qubit,
  bellIndex: 0,
  corrected: true,
  goodness: 1,
  goodnessTime: 0,
  slot: 0,
  outcome: null,
  basis: 0,
  final: false
})

function start() {
  const released: number[] = []
  const cancelled: number[] = []
  const stream = new PairStream<PairDelivered>(
    1,
    ({ sequence }) => released.push(sequence),
    () => cancelled.push(1)
  )
  return { stream, released, cancelled }
}

const done = { done: true, value: undefined }

describe('the stream of a request’s pairs', () => {
  it('gives pairs in order, those that came before they were asked for and those that come after', async () => {
    const { stream } = start()
    stream.push(pair(1))
    stream.push(pair(2))
    expect((await stream.next()).value).toMatchObject({ sequence: 1 })
    const [second, third, fourth] = [stream.next(), stream.next(), stream.next()]
    stream.push(pair(3))
    stream.push(pair(4))
    expect((await Promise.all([second, third, fourth])).map(({ value }) => value?.sequence)).toEqual([2, 3, 4])
  })

  it('ends after its last pair, also for who already waits', async () => {
    const { stream, cancelled } = start()
    stream.push(pair(1))
    stream.finish()
    expect((await stream.next()).done).toBe(false)
    expect(await stream.next()).toEqual(done)
    const other = start().stream
    const waiting = other.next()
    other.finish()
    expect(await waiting).toEqual(done)
    expect(cancelled).toEqual([])
  })

  it('gives the pairs before a failure, then the failure once, then ends', async () => {
    const { stream, cancelled } = start()
    stream.push(pair(1))
    stream.end({ code: ErrorCode.TIMEOUT, delivered: 1 })
    expect((await stream.next()).value).toMatchObject({ sequence: 1 })
    const failure = await stream.next().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RequestFailedError)
    expect(failure).toMatchObject({
      code: ErrorCode.TIMEOUT,
      delivered: 1,
      message: 'the request ended with TIMEOUT after 1 pairs'
    })
    expect(await stream.next()).toEqual(done)
    expect(cancelled).toEqual([])
  })

  it('tells a failure to everyone who waits', async () => {
    const { stream } = start()
    const waiting = [stream.next(), stream.next()].map((one) => one.catch((error: RequestFailedError) => error.code))
    stream.end({ code: ErrorCode.NORES, delivered: 0 }, 'the queue is full')
    expect(await Promise.all(waiting)).toEqual([ErrorCode.NORES, ErrorCode.NORES])
    expect(await stream.next()).toEqual(done)
  })

  it('left early, is cancelled once; unread and later pairs are given back, and nobody waits on', async () => {
    const { stream, released, cancelled } = start()
    stream.push(pair(1))
    stream.push(pair(2, -1))
    await stream.return()
    await stream.return()
    stream.push(pair(3))
    expect([released, cancelled]).toEqual([[1, 3], [1]])
    expect(await stream.next()).toEqual(done)
    const other = start().stream
    const waiting = other.next()
    await other.return()
    expect(await waiting).toEqual(done)
  })

  it('aborted, is cancelled, throws the reason once, and gives back what was not read', async () => {
    const { stream, released, cancelled } = start()
    stream.push(pair(1))
    stream.fail('enough')
    stream.fail('more than enough')
    stream.push(pair(2))
    expect([released, cancelled]).toEqual([[1, 2], [1]])
    await expect(stream.next()).rejects.toBe('enough')
    expect(await stream.next()).toEqual(done)
  })

  it('that is over is not failed or cancelled any more', async () => {
    const { stream, cancelled } = start()
    stream.finish()
    stream.fail('late')
    stream.end({ code: ErrorCode.OTHER, delivered: 0 })
    expect(await stream.next()).toEqual(done)
    await stream.return()
    expect(cancelled).toEqual([])
  })
})
