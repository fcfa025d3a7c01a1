import type { MessageChannel } from '@bellwire/transport'
import { describe, expect, it } from 'vitest'
import { Served } from '../../test/served.js'
import { virtualWall } from '../../test/virtual-wall.js'
import { remoteDevice, remoteHeraldingDevice } from '../index.js'

/** Lets virtual time pass, a millisecond at a time, and promises settle in between. */
async function pass(served: Served, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed++) {
    served.pass(1)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (let turn = 0; turn < 4; turn++) await Promise.resolve()
  }
}

/** Opens channels to a server that is reached, or not. */
function network(served: Served, name: string) {
  const attempts: number[] = []
  const channels: MessageChannel[] = []
  const state = { reached: true }
  const connect = (): Promise<MessageChannel> => {
    attempts.push(served.clock.now() / 1e6)
    if (!state.reached) return Promise.reject(new Error('no route'))
    const channel = served.channel(name)
    channels.push(channel)
    return Promise.resolve(channel)
  }
  return { attempts, channels, state, connect }
}

describe('a channel to hardware that is opened again whenever it closes', () => {
  it('is tried for until there is a session, ever less often', async () => {
    const served = new Served()
    const { attempts, state, connect } = network(served, 'alice')
    state.reached = false
    const away: string[] = []
    const watch = { away: (reason: string) => away.push(reason) }
    const device = remoteDevice(connect, { name: 'alice', time: virtualWall(served.clock), watch })
    await pass(served, 20_000)
    const waits = attempts.slice(1).map((at, index) => Math.round(at - (attempts[index] as number)))
    expect(waits.slice(0, 4)).toEqual([50, 100, 200, 400].map((wait) => expect.closeTo(wait, -1)))
    expect(Math.max(...waits)).toBeLessThanOrEqual(5001)
    expect(new Set(away)).toEqual(new Set(['no route']))
    state.reached = true
    await pass(served, 5100)
    expect((await device).capabilities.qubits).toBe(2)
  })

  it('is there again soon after it was cut, and after the server has started again', async () => {
    const served = new Served()
    const { attempts, channels, connect } = network(served, 'alice')
    const promised = remoteDevice(connect, { name: 'alice', time: virtualWall(served.clock) })
    await pass(served, 5)
    const device = await promised
    const notices: string[] = []
    device.watch((notice) => notices.push(notice))
    for (const fault of [() => channels.at(-1)?.close('cut'), () => served.restart()]) {
      fault()
      await pass(served, 2)
      expect([device.up, notices]).toEqual([false, ['lost']])
      await pass(served, 60)
      expect([device.up, notices]).toEqual([true, ['lost', 'restarted']])
      notices.length = 0
    }
    expect(attempts).toHaveLength(3)
  })

  it('is not opened again after the end', async () => {
    const served = new Served()
    const { attempts, connect } = network(served, 'middle')
    const end = new AbortController()
    const promised = remoteHeraldingDevice(connect, { name: 'middle', time: virtualWall(served.clock) }, end.signal)
    await pass(served, 5)
    const device = await promised
    end.abort()
    await pass(served, 1000)
    expect([device.up, attempts.length]).toEqual([false, 1])
    await expect(remoteDevice(connect, { name: 'alice' }, end.signal)).rejects.toThrow(/aborted/)
  })

  it('is given up when the end comes before the first session', async () => {
    const served = new Served()
    const { attempts, state, connect } = network(served, 'alice')
    state.reached = false
    const end = new AbortController()
    const promised = remoteDevice(connect, { name: 'alice', time: virtualWall(served.clock) }, end.signal)
    await pass(served, 100)
    end.abort()
    await expect(promised).rejects.toThrow(/aborted/)
    const before = attempts.length
    await pass(served, 10_000)
    expect(attempts).toHaveLength(before)
  })
})
