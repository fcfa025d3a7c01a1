import type { Answer } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import { A_WHILE } from './steps.js'

const PURPOSE = 8
const ROUNDS = 3

/** Pairs of a purpose, as applications get them (section 7.2). */
export const appliedCases: readonly Case[] = [
  {
    name: 'applications/pairs-of-a-purpose',
    requirements: ['APP-020', 'APP-021'],
    capabilities: ['LNK.KEEP'],
    scene: { purposes: [0, PURPOSE], qubits: 8 },
    async play(test) {
      const { scene } = test
      const { peer } = scene
      peer.purposes.add(PURPOSE)
      await test.up()
      for (let round = 0; round < ROUNDS; round++) {
        await scene.create({ purpose: PURPOSE })
        peer.create(1, { purpose: PURPOSE })
        await scene.pass(A_WHILE)
      }
      test.need(test.heralds.length === 2 * ROUNDS, 'there are pairs for both ends')
      const given = scene.delivered.filter(({ purpose }) => purpose === PURPOSE)
      const names = given.map(({ epoch, sequence }) => `${epoch}:${sequence}`)
      const heralds = test.heralds.map(({ epoch, sequence }) => `${epoch}:${sequence}`)
      test.check('APP-020', names.join() === heralds.join(), `pairs ${heralds.join()} are given as ${names.join()}`)
      const held = given.every(({ sequence }) => peer.pairs.get(sequence) === 'held')
      test.check('APP-020', held, 'each is one that the other end has under its name')
      const [kept, other] = given
      test.need(kept !== undefined && other !== undefined, 'there are several')
      if (kept === undefined || other === undefined) return
      peer.expire(kept.sequence, (kept.sequence + 1) >>> 0)
      await scene.pass(A_WHILE)
      const told = (pair: { readonly sequence: number }) =>
        scene.answers.filter(
          (one): one is Extract<Answer, { type: 'expired' }> => one.type === 'expired' && one.sequence === pair.sequence
        ).length
      test.check('APP-021', told(kept) === 1, `of one that expires while it has it the application hears ${told(kept)}`)
      test.check('APP-021', told(other) === 0, 'and of another nothing')
    }
  }
]
