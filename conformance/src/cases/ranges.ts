import { decodeFrame, encodeFrame, type Frame, Role, WIRE_VERSIONS, WireError } from '@bellwire/wire'
import { withEachValue } from '../random/mutations.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE } from './steps.js'

const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** Frames with values that no field can have (chapter 4). */
export const rangeCases: readonly Case[] = [
  {
    name: 'link/values-out-of-range',
    requirements: ['WIR-014', 'WIR-015'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      let count = 0
      for (const frame of answered(test))
        for (const bytes of withEachValue(encodeFrame(frame))) {
          if (!isOutOfRange(bytes)) continue
          count += 1
          // What is due by now is not what comes of it.
          await scene.pass(0)
          const before = scene.happenings.length
          const failure = await failureOf(async () => scene.stage.deliverBytes(scene.peer.node, bytes))
          test.must('WIR-014', failure === undefined, `the node fails on a ${frame.type} with such a value: ${failure}`)
          const done = scene.happenings.slice(before).filter(({ kind }) => kind !== 'malformed')
          test.check('WIR-014', done.length === 0, `a ${frame.type} with a value out of its range is not ignored`)
        }
      test.need(count > 0, 'there are values out of range')
      const [first] = await test.pairs(1)
      const isFirst = first?.sequence === scene.link.firstSequence && first.epoch === 1
      test.check('WIR-015', isFirst, 'nothing is different after them')
    }
  }
]

async function failureOf(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    return String(error)
  }
}

/** Frames of the peer that a node answers at once. */
function answered({ scene: { peer } }: Test): readonly Frame[] {
  const header = peer.header()
  const { minimum: minimumVersion, maximum: maximumVersion } = WIRE_VERSIONS
  const said = { minimumVersion, maximumVersion, kinds: 1, bases: 1, heraldingPlace: 1 }
  const wanted = {
    kind: 1,
    number: 1,
    minimumFidelity: 32_768,
    purpose: 1,
    priority: 1,
    atomic: true,
    consecutive: true
  }
  const slots = { scheduleSlot: peer.soon, deadlineSlot: peer.soon + 1000, brightness: 1, virtualFinish: 1 }
  return [
    { type: 'KEEPALIVE', ...header, answer: false, expected: peer.expected, freeQubits: 1, confirmed: peer.expected },
    { type: 'HELLO', ...header, epoch: 0, node: peer.node, role: Role.NODE, answer: false, ...said },
    {
      type: 'ADD',
      ...header,
      serial: 1,
      createId: 1,
      queueId: 1,
      ...wanted,
      ...slots,
      originator: Z,
      responder: Z,
      paced: false
    }
  ]
}

function isOutOfRange(bytes: Uint8Array): boolean {
  try {
    decodeFrame(bytes)
    return false
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return error.code === 'OUT_OF_RANGE'
  }
}
