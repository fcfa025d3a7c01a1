import type { Frame } from '@bellwire/wire'
import type { Happening } from '../stage/happening.js'
import { fieldsIn } from '../stage/protobuf.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, anotherEpoch, settle } from './steps.js'

const LONGEST = 65_536

/** Denominator of fidelities on the wire, and how far a case is off a whole numerator. */
const WHOLE = 65_535
const PARTS = [0, 0.25, 0.5, 0.999]

/** Frames in which `epoch` is not that of the link (chapter 4). */
const OTHERWISE = new Set<Frame['type']>(['HELLO', 'OPEN', 'OPEN_ACK', 'EXPIRE', 'EXPIRE_ACK'])

/** What a node sends, octet by octet (chapter 4). */
export const sentFrameCases: readonly Case[] = [
  {
    name: 'wire/sent-frames',
    requirements: ['WIR-010', 'WIR-011', 'WIR-017', 'WIR-040'],
    async play(test) {
      const { scene } = test
      await test.up()
      await all(test)
      await anotherEpoch(test)
      await all(test)
      const written = scene.happenings.filter((one) => one.kind === 'sent' || isNonsense(one))
      for (const one of written) {
        const members = fieldsIn(one.bytes).length
        test.check('WIR-010', members === 1, `what is sent has ${members} members`)
        test.check('WIR-011', one.bytes.length <= LONGEST, `what is sent has ${one.bytes.length} octets`)
      }
      const [nonsense] = written.filter(isNonsense)
      test.check('WIR-017', nonsense === undefined, `each frame can be read: ${nonsense?.reason}`)
      const begins = written.flatMap((one) =>
        one.kind === 'sent' && (one.frame.type === 'OPEN' || one.frame.type === 'OPEN_ACK')
          ? [{ time: one.time, epoch: one.frame.epoch }]
          : []
      )
      const epochWhere = (isBefore: (time: number) => boolean): number =>
        Math.max(0, ...begins.filter(({ time }) => isBefore(time)).map(({ epoch }) => epoch))
      for (const one of written) {
        if (one.kind !== 'sent' || !('epoch' in one.frame) || OTHERWISE.has(one.frame.type)) continue
        const { type, epoch } = one.frame
        // What goes to two parties at one time goes in any order.
        const present = [epochWhere((time) => time < one.time), epochWhere((time) => time <= one.time)]
        test.check('WIR-040', present.includes(epoch), `${type} carries epoch ${epoch} in epoch ${present[1]}`)
      }
    }
  },
  {
    name: 'wire/requested-fidelity',
    requirements: ['WIR-003'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (const part of PARTS) {
        const numerator = 20_000 + scene.random.below(20_000)
        const minimumFidelity = (numerator + part) / WHOLE
        const before = scene.sent('ADD').length
        await scene.create({ minimumFidelity })
        test.need(await scene.until(() => scene.sent('ADD').length > before), 'the node adds')
        const said = scene.sent('ADD').at(-1)?.minimumFidelity
        const least = part === 0 ? numerator : numerator + 1
        test.check('WIR-003', said === least, `of at least ${minimumFidelity} the peer hears ${said}/${WHOLE}`)
      }
    }
  }
]

/** What a link does: pairs of both ends' requests, one that is given back, and how far both have settled. */
async function all(test: Test): Promise<void> {
  const pair = await test.pair()
  await test.scene.release(pair)
  for (const one of await test.pairsForPeer(1)) await test.scene.release(one)
  await settle(test)
  const { createId } = await test.scene.create({ number: 9 })
  await test.scene.pass(A_WHILE / 10)
  await test.scene.stage.ask({ type: 'cancel', link: test.scene.link.link, createId })
  await test.scene.pass(A_WHILE)
}

function isNonsense(one: Happening): one is Extract<Happening, { kind: 'nonsense' }> {
  return one.kind === 'nonsense' && one.where === 'frame'
}
