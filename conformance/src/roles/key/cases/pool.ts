import { encodeQkdMessage, QkdReason } from '@bellwire/wire'
import { FIRST_PAD, SESSION } from '../account.js'
import { flipped } from '../distillation/bits.js'
import type { KeyCase } from '../key-test.js'
import { BBM92 } from '../plans.js'
import { messageIn } from '../view.js'

/** Bits that a PROPOSAL or an AGREEMENT may have a node pass over: APP-178. */
const GAP = 2048

/** The authentication key (section 9.8). */
export const poolCases: readonly KeyCase[] = [
  {
    name: 'key/pool/one-after-the-other',
    requirements: ['KEY-246', 'KEY-247', 'KEY-248'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      const offsets: number[] = []
      // The second session comes to nothing.
      for (const isBroken of [false, true, false]) {
        scene.change = (message) =>
          isBroken && message.type === 'VERIFICATION' ? { ...message, tag: flipped(message.tag, 9) } : message
        const session = isBroken ? await test.open() : await test.distributed()
        await test.finished(session)
        test.need(session.keys.size === (isBroken ? 0 : 2), 'the sessions end as they are to')
        offsets.push(session.views.reference.of('reference', 'AGREEMENT')?.poolOffset ?? 0)
      }
      const [first = 0, second = 0, third = 0] = offsets
      test.check('KEY-248', first === FIRST_PAD, `the first pads are those after the hash key: bit ${first}`)
      test.check('KEY-246', second >= first + SESSION, 'each session has pads of its own')
      test.check('KEY-247', third >= second + SESSION, 'those of one without a key are not had again')
    }
  },
  {
    name: 'key/pool/of-either-end',
    requirements: ['KEY-246', 'KEY-276'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      const one = await test.distributed(BBM92, scene.opener)
      const other = await test.distributed(BBM92, scene.answerer)
      const [first, second] = [one, other].map(
        ({ views }) => views.reference.of('reference', 'AGREEMENT')?.poolOffset ?? 0
      )
      for (const clause of ['KEY-246', 'KEY-276'])
        test.check(
          clause,
          (second ?? 0) >= (first ?? 0) + SESSION,
          'what one end opens and what it answers to is of one account'
        )
    }
  },
  {
    name: 'key/pool/apart',
    requirements: ['KEY-248'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      // The reference has agreed, and the corrector never hears of it.
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'ANSWER' ? [] : [delay])
      const lost = await test.open()
      await scene.until(() => lost.reasons.has('corrector'))
      scene.stage.way = (_frame, _from, _to, delay) => [delay]
      const session = await test.distributed()
      const proposed = session.views.reference.of('corrector', 'PROPOSAL')?.poolOffset
      const agreed = session.views.reference.of('reference', 'AGREEMENT')?.poolOffset
      test.need(proposed === FIRST_PAD, 'the corrector has reserved nothing')
      test.check(
        'KEY-248',
        agreed === FIRST_PAD + SESSION,
        `pads begin at the greater of the two offsets: bit ${agreed}`
      )
    }
  },
  {
    name: 'key/pool/used-up',
    requirements: ['KEY-245', 'APP-022'],
    capabilities: ['KEY.BBM92'],
    scene: { poolBits: FIRST_PAD + SESSION + 128 },
    async play(test) {
      const { scene } = test
      await test.start()
      const session = await test.distributed()
      const before = scene.happenings.length
      const reason = await scene.open(BBM92)
      test.check('KEY-245', reason === QkdReason.POOL, 'no session is opened for which the pool has not enough')
      const proposal = session.views.corrector.of('corrector', 'PROPOSAL')
      if (proposal === undefined) return
      const body = encodeQkdMessage({ ...proposal, poolOffset: FIRST_PAD + SESSION })
      const ask = {
        type: 'ASK',
        dialogue: (session.dialogue ^ 1) >>> 0,
        purpose: scene.stage.setting.purpose,
        step: 0
      } as const
      await scene.inject(scene.answerer, { ...ask, body: Uint8Array.of(0, ...body) })
      await scene.pass(1_000_000)
      const said = scene.happenings
        .slice(before)
        .flatMap((one) =>
          one.kind === 'sent' && one.frame.type === 'ANSWER' ? [messageIn(one.frame.body.subarray(1))] : []
        )
      test.check('APP-022', said.length === 1 && said[0]?.type === 'FINISH', 'nor is one agreed to')
      test.check(
        'KEY-245',
        said.every((one) => one?.type !== 'AGREEMENT'),
        'by either end'
      )
    }
  },
  {
    name: 'key/pool/too-far',
    requirements: ['APP-178'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      test.change('PROPOSAL', (one) => ({ ...one, poolOffset: one.poolOffset + GAP + SESSION }))
      const proposed = await test.open()
      await test.finished(proposed)
      const answer = proposed.views.reference.of('reference', 'FINISH')
      test.check('APP-178', answer?.reason === QkdReason.POOL, 'a proposal that passes over too many bits is refused')
      scene.change = (message) => message
      test.change('AGREEMENT', (one) => ({ ...one, poolOffset: one.poolOffset + GAP + SESSION }))
      const agreed = await test.open()
      await scene.until(() => agreed.reasons.has('corrector'))
      test.checkReason('APP-178', agreed, 'corrector', QkdReason.POOL)
      scene.change = (message) => message
      const session = await test.distributed()
      const offset = session.views.corrector.of('reference', 'AGREEMENT')?.poolOffset ?? 0
      test.check('APP-178', offset <= FIRST_PAD + SESSION, `and none of them is lost by it: pads at bit ${offset}`)
    }
  },
  {
    name: 'key/pool/shifted',
    requirements: ['KEY-278'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      for (const type of ['PROPOSAL', 'AGREEMENT'] as const) {
        scene.change = (message) =>
          message.type === type ? { ...message, poolOffset: message.poolOffset + SESSION / 2 } : message
        const session = await test.open()
        await scene.until(() => session.reasons.has('corrector'))
        test.checkReason('KEY-278', session, 'corrector', QkdReason.POOL)
        test.check('KEY-278', session.keys.size === 0, 'there is no key')
      }
    }
  }
]
