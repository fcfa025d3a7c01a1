import type { Frame } from '@bellwire/wire'
import { Hearing, inBytes, numbered, same, serials } from './hearing.js'
import { type ContractCase, ContractError, type ContractNetwork, type ContractSubject } from './subject.js'

type Check = (network: ContractNetwork, frames: readonly Frame[]) => Promise<void>

/** Starts a process and listens to it. */
async function join(network: ContractNetwork, node: number) {
  const transport = await network.start(node)
  return {
    transport,
    heard: new Hearing(transport),
    send: (to: number, serial: number) => transport.send(to, numbered(serial))
  }
}

/** Numbers from here on are sent until two have met. */
const FIRST_MEETING = 1_000_000

/** Sends numbers until one arrives: the two have a connection then, if they need one. */
async function meet(
  network: ContractNetwork,
  a: Awaited<ReturnType<typeof join>>,
  b: Awaited<ReturnType<typeof join>>
) {
  let serial = FIRST_MEETING
  await network.until(() => {
    a.send(b.transport.node, serial++)
    return b.heard.numbers(a.transport.node).length > 0
  }, 'a first frame')
  a.send(b.transport.node, serial)
  await network.until(() => b.heard.numbers(a.transport.node).at(-1) === serial, 'the last of the first frames')
  b.heard.forget(FIRST_MEETING)
}

const CHECKS: Readonly<Record<string, Check>> = {
  'hands over frames of every kind as they were sent, in the order of sending (TRN-001, TRN-018)': async (
    network,
    frames
  ) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    await meet(network, one, two)
    for (const frame of frames) one.transport.send(2, frame)
    await network.until(() => two.heard.frames.length >= frames.length, 'all frames')
    same(
      two.heard.frames.map(({ frame }) => inBytes(frame)),
      frames.map(inBytes),
      'frames that have come'
    )
  },

  'says who has sent a frame (TRN-002)': async (network) => {
    const [one, two, three] = [await join(network, 1), await join(network, 2), await join(network, 3)]
    await meet(network, one, three)
    await meet(network, two, three)
    three.heard.frames.splice(0)
    for (const serial of serials(0, 10)) {
      one.send(3, serial)
      two.send(3, 100 + serial)
      three.send(1, 200 + serial)
    }
    await network.until(() => three.heard.frames.length >= 20 && one.heard.frames.length >= 10, 'all frames')
    same(three.heard.numbers(1), serials(0, 10), 'from 1')
    same(three.heard.numbers(2), serials(100, 10), 'from 2')
    same(one.heard.numbers(3), serials(200, 10), 'from 3')
    same([three.heard.frames.length, one.heard.frames.length, two.heard.frames.length], [20, 10, 0], 'frames')
  },

  'hands nothing over while a frame is being sent': async (network) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    let isSending = false
    let isInside = false
    let count = 0
    two.transport.listen({
      frame: () => {
        isInside ||= isSending
        count += 1
      },
      malformed: () => {}
    })
    for (let round = 1; round <= 3; round++) {
      isSending = true
      one.send(2, round)
      one.send(2, round)
      isSending = false
      await network.until(() => count >= 2 * round, 'two frames')
    }
    if (isInside) throw new ContractError('a frame was handed over inside send')
  },

  'loses frames for parties that are not there, without an error (TRN-003)': async (network) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    for (const to of [1, 3, 99, 0xffff_ffff]) one.send(to, 1)
    await meet(network, one, two)
    one.send(2, 2)
    await network.until(() => two.heard.frames.length > 0, 'the frame for 2')
    same(two.heard.numbers(), [2], 'at 2')
    same(one.heard.numbers(), [], 'at 1')
  },

  'hands over what was sent before its sender ended, and nothing that is sent after that (TRN-019)': async (
    network
  ) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    await meet(network, one, two)
    for (const serial of serials(0, 100)) one.send(2, serial)
    await network.stop(1)
    one.send(2, 100)
    await network.until(() => two.heard.frames.length >= 100, 'all frames')
    await network.start(1)
    same(two.heard.numbers(), serials(0, 100), 'from the process that has ended')
  },

  'gives no process what was for an earlier one (TRN-004, TRN-025)': async (network) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    await meet(network, one, two)
    for (let round = 0; round < 3; round++) {
      const before = round * 100
      await network.stop(2)
      for (const serial of serials(before, 10)) one.send(2, serial)
      const again = await join(network, 2)
      await meet(network, one, again)
      one.send(2, before + 50)
      await network.until(() => again.heard.numbers().includes(before + 50), 'a frame for the new process')
      same(again.heard.numbers(), [before + 50], 'at the new process')
    }
    same(two.heard.frames, [], 'at the old process')
  },

  'is heard again by those who were there before it (TRN-003)': async (network) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    await meet(network, one, two)
    await network.stop(1)
    const again = await join(network, 1)
    await meet(network, again, two)
    await meet(network, two, again)
    again.send(2, 7)
    await network.until(() => two.heard.frames.length > 0, 'a frame of the new process')
    same(two.heard.numbers(1), [7], 'from the new process')
  },

  'tells of bytes that are no frame, and goes on (TRN-005)': async (network) => {
    const [one, two, three] = [await join(network, 1), await join(network, 2), await join(network, 3)]
    await meet(network, one, two)
    await meet(network, three, two)
    two.heard.frames.splice(0)
    await network.inject(1, 2, Uint8Array.of(0x1a, 0x7f))
    await network.inject(1, 2, new Uint8Array(0))
    await network.inject(
      1,
      2,
      Uint8Array.from({ length: 100 }, (_, index) => (index * 37) & 0xff)
    )
    await network.until(() => two.heard.malformed.length >= 3, 'what is told of them')
    three.send(2, 1)
    await meet(network, one, two)
    one.send(2, 2)
    await network.until(() => two.heard.numbers().includes(2), 'a frame after them')
    same(
      two.heard.malformed.slice(0, 2),
      [
        { from: 1, reason: 'TRUNCATED' },
        { from: 1, reason: 'NO_MESSAGE' }
      ],
      'reasons'
    )
    same(one.heard.frames, [], 'at 1')
  },

  'keeps the order of a burst, and loses none that fit (TRN-006, TRN-018)': async (network) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    await meet(network, one, two)
    for (const serial of serials(0, 20_000)) one.send(2, serial)
    await network.until(() => two.heard.frames.length >= 20_000, 'all frames')
    same(two.heard.numbers(), serials(0, 20_000), 'frames')
  },

  'loses of too much what is too much, and goes on (TRN-006)': async (network, frames) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    await meet(network, one, two)
    const largest = frames.reduce((best, frame) => (inBytes(frame).length > inBytes(best).length ? frame : best))
    const size = inBytes(largest).length / 2
    // 16 MiB in one turn, and numbers between.
    const rounds = Math.ceil((16 * 1024 * 1024) / size / 16)
    for (const serial of serials(0, rounds)) {
      one.send(2, serial)
      for (let copy = 0; copy < 16; copy++) one.transport.send(2, largest)
    }
    let last = 2_000_000
    await network.until(() => {
      one.send(2, last++)
      return two.heard.numbers().some((serial) => serial >= 2_000_000)
    }, 'a frame after the flood')
    const arrived = two.heard.numbers().filter((serial) => serial < 2_000_000)
    same(
      arrived,
      [...new Set(arrived)].sort((a, b) => a - b),
      'numbers of the flood'
    )
  },

  'connects two that begin at once (TRN-020, TRN-021, TRN-022)': async (network) => {
    const [one, two] = [await join(network, 1), await join(network, 2)]
    for (const serial of serials(900_000, 5)) {
      one.send(2, serial)
      two.send(1, serial)
    }
    await Promise.all([meet(network, one, two), meet(network, two, one)])
    for (let round = 0; round < 20; round++) {
      for (const serial of serials(round * 10, 10)) {
        one.send(2, serial)
        two.send(1, serial)
      }
      const until = (round + 1) * 10
      const isThere = ({ heard }: typeof one) => heard.numbers().filter((serial) => serial < 900_000).length >= until
      await network.until(() => isThere(one) && isThere(two), 'the frames of a round')
    }
    const seen = ({ heard }: typeof one) => heard.numbers().filter((serial) => serial < 900_000)
    same(seen(one), serials(0, 200), 'at 1')
    same(seen(two), serials(0, 200), 'at 2')
  }
}

/** The cases of the contract of a Transport. */
export function transportContract<N extends ContractNetwork>({
  setup,
  teardown,
  frames
}: ContractSubject<N>): ContractCase[] {
  return Object.entries(CHECKS).map(([name, check]) => ({
    name,
    run: async () => {
      const network = await setup()
      try {
        await check(network, frames)
      } finally {
        await teardown(network)
      }
    }
  }))
}
