import { ErrorCode, RequestKind } from '@bellwire/wire'
import { IN_Z } from '../subject/measurement.js'
import { CREATE, type Create } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, noLuck } from './steps.js'

/** Every kind of request, bit by bit. */
const EVERY = 0b111
const MEASURE_ALONE = 1 << RequestKind.MEASURE

const IN_X = { ...IN_Z, rotation: [0, 192, 0] } as const

/** Half of what is measured is measured in X. */
const IN_X_OR_Z = { set: 'XZ', probabilities: [128], rotation: [0, 0, 0] } as const
const NEVER_IN_X = { ...IN_X_OR_Z, probabilities: [0] } as const

/** What the ends of a link can do, and say of it (section 2.2). */
export const meansCases: readonly Case[] = [
  {
    name: 'physical/states-its-means',
    requirements: ['PHY-140'],
    capabilities: ['LNK.KEEP', 'LNK.MEASURE', 'LNK.PREPARE'],
    async play(test) {
      await test.up()
      const kinds = statedKinds(test)
      const isEvery = kinds.length > 0 && kinds.every((stated) => stated === 0 || (stated & EVERY) === EVERY)
      test.check('PHY-140', isEvery, `of an end that does every kind of request is stated ${kinds.join()}`)
    }
  },
  {
    name: 'physical/states-what-it-lacks',
    requirements: ['PHY-140', 'LNK-002', 'LNK-034'],
    capabilities: ['LNK.MEASURE'],
    scene: { capabilities: { keep: false } },
    async play(test) {
      const { scene } = test
      await test.up()
      const kinds = statedKinds(test)
      test.check(
        'PHY-140',
        kinds.length > 0 && kinds.every((stated) => stated === MEASURE_ALONE),
        `of an end that can keep no pairs is stated ${kinds.join()}`
      )
      const { code } = await scene.create()
      test.check('LNK-002', code === ErrorCode.UNSUPP, `a request for pairs that are kept gets ${code} there`)
      const measured = await scene.create({ kind: 'measure' })
      test.check('LNK-002', measured.code === 0, `and one for pairs that are measured ${measured.code}`)
      const serial = scene.peer.create(1)
      await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
      test.check('LNK-034', scene.peer.outcomeOf(serial) === ErrorCode.UNSUPP, "so does the peer's, for either")
      const other = scene.peer.create(1, { kind: RequestKind.MEASURE })
      await scene.until(() => scene.peer.outcomeOf(other) !== undefined)
      test.check('LNK-034', typeof scene.peer.outcomeOf(other) === 'object', 'its requests to measure are taken')
    }
  },
  {
    name: 'link/beyond-the-peer',
    requirements: ['LNK-153', 'PHY-142', 'PHY-143'],
    capabilities: ['LNK.KEEP', 'LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      scene.peer.means = { kinds: MEASURE_ALONE, bases: 1 }
      await test.up()
      noLuck(scene)
      const beyond: readonly Partial<Create>[] = [
        { kind: 'keep' },
        { kind: 'measure', responder: IN_X },
        { kind: 'measure', responder: IN_X_OR_Z }
      ]
      for (const create of beyond) {
        const { code } = await scene.create(create)
        test.check('LNK-153', code === ErrorCode.UNSUPP, `${inWords(create)} gets ${code} of a peer that measures in Z`)
      }
      const within: readonly Partial<Create>[] = [
        { kind: 'measure' },
        { kind: 'measure', originator: IN_X },
        { kind: 'measure', responder: NEVER_IN_X }
      ]
      for (const create of within) {
        const { code } = await scene.create(create)
        test.check('LNK-153', code === 0, `${inWords(create)} gets ${code} of a peer that measures in Z`)
      }
      // Another process states another thing.
      const { epoch } = scene.peer
      scene.peer.incarnation += 1
      scene.peer.means = { kinds: 0, bases: 0 }
      scene.peer.epoch = 0
      scene.peer.greet(false)
      const isUp = (): boolean => (scene.sent('LINK_STATE').at(-1)?.epoch ?? 0) > epoch
      test.need(await scene.until(isUp), 'another epoch is open')
      await scene.pass(A_WHILE)
      for (const create of beyond) {
        const { code } = await scene.create(create)
        test.check('PHY-143', code === 0, `${inWords(create)} gets ${code} when the next process states everything`)
        test.check('PHY-142', code === 0, 'which 0 is')
      }
    }
  }
]

/** What the node's HELLOs say to the peer. */
function statedKinds({ scene }: Test): readonly number[] {
  return scene.happenings.flatMap((one) =>
    one.kind === 'sent' && one.to === scene.peer.node && one.frame.type === 'HELLO' ? [one.frame.kinds] : []
  )
}

function inWords(create: Partial<Create>): string {
  const { kind, responder } = { ...CREATE, ...create }
  return `a request of kind ${kind}, at the peer ${responder.set} ${responder.rotation.join()}`
}
