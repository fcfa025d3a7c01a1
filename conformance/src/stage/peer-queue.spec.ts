import { type Add, ErrorCode, type Frame } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { PeerQueue } from './peer-queue.js'

function bench(isMaster: boolean) {
  const sent: Frame[] = []
  const header = () => ({ link: 7, incarnation: 1, epoch: 1 })
  const owner = { isMaster, expected: 5, soon: 40, header, send: (frame: Frame) => void sent.push(frame) }
  const repeated = new Map<string, Frame>()
  const repeater = {
    repeat: (key: string, frame: Frame) => void repeated.set(key, frame),
    answered: (key: string) => void repeated.delete(key)
  }
  return { sent, repeated, queue: new PeerQueue(owner, repeater) }
}

/** One of the tester's own, turned into what the other node says. */
function addOf(serial: number, queueId: number): Add {
  const { queue, repeated } = bench(false)
  queue.create(2, {})
  return { ...(repeated.get('add 1') as Add), serial, queueId }
}

describe("the tester's end of a queue", () => {
  it.each([true, false])('tells the ADDs of both nodes apart, which have the same serials: master %s', (isMaster) => {
    const { queue, sent } = bench(isMaster)
    expect(queue.create(1, {})).toBe(1)
    queue.refused({ type: 'ADD_REJ', link: 7, incarnation: 2, epoch: 1, serial: 1, reason: ErrorCode.REJECTED })
    queue.added(addOf(1, isMaster ? 0 : 3))
    expect(sent).toMatchObject([{ type: 'ADD_ACK', serial: 1 }])
    expect(queue.outcomeOf(1)).toBe(ErrorCode.REJECTED)
  })

  it('serves an item again that falls short of a pair before its end is agreed', () => {
    const { queue, repeated } = bench(true)
    queue.added(addOf(1, 0))
    for (const sequence of [3, 4]) expect(queue.count(1, sequence)).toBe(true)
    expect(repeated.get('end 1')).toMatchObject({ type: 'END', endSequence: 5, reason: ErrorCode.UNSPECIFIED })
    expect(queue.attempts(1)).toBe(false)
    queue.void(4)
    expect([repeated.size, queue.attempts(1)]).toEqual([0, true])
    queue.count(1, 6)
    queue.agreed(1)
    queue.void(6)
    expect(queue.attempts(1)).toBe(false)
  })
})
