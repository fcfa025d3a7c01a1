import { ErrorCode, QkdReason } from '@bellwire/wire'
import type { KeyCase } from '../key-test.js'

/** Sessions that somebody ends. */
export const endingCases: readonly KeyCase[] = [
  ...(['AGREEMENT', 'INPUTS', 'PARITIES'] as const).map(
    (type): KeyCase => ({
      name: `key/stopped/after-${type.toLowerCase()}`,
      requirements: ['APP-035'],
      capabilities: ['KEY.BBM92'],
      async play(test) {
        const { scene } = test
        await test.start()
        const session = await test.open()
        const { opener, dialogue } = session
        const { corrector } = session.views
        test.need(await scene.until(() => corrector.of('reference', type) !== undefined), `${type} has come`)
        await scene.ask(opener, { type: 'stop', opener, dialogue })
        await test.finished(session)
        test.checkNoKey('APP-035', session)
        for (const end of ['corrector', 'reference'] as const)
          test.checkReason('APP-035', session, end, QkdReason.STOPPED)
        test.check('APP-035', corrector.of('corrector', 'FINISH')?.tag.length === 16, 'it is said so, with a tag')
      }
    })
  ),
  {
    name: 'key/stopped/no-pairs',
    requirements: ['APP-035', 'HAR-071'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.refusal = ErrorCode.REJECTED
      const session = await test.open()
      await test.finished(session)
      test.checkNoKey('HAR-071', session)
      for (const end of ['corrector', 'reference'] as const) test.checkReason('APP-035', session, end, QkdReason.ROUNDS)
    }
  },
  {
    name: 'key/stopped/small-pieces',
    requirements: ['APP-177'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      let isFirst = true
      scene.reshape = (body, from) => {
        if (from !== scene.opener || body[0] !== 0) return body
        // The first question after the proposal says that more of it follows.
        if (isFirst) isFirst = false
        else return Uint8Array.of(1, ...body.subarray(1, 100))
        return body
      }
      const session = await test.open()
      await test.finished(session)
      test.need(scene.changed > 0, 'a question comes in a small piece')
      test.checkNoKey('APP-177', session)
      test.checkReason('APP-177', session, 'reference', QkdReason.MESSAGE)
    }
  }
]
