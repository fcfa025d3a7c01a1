import { ErrorCode } from '@bellwire/wire'
import type { SceneOptions } from '../stage/scene.js'
import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import {
  NO_OUTCOME,
  PURPOSE,
  SECOND,
  ask,
  lastOf,
  listed,
  measurementOf,
  measurements,
  namesOctets,
  namesOf,
  outcomeOf,
  pairsForPeer,
  questions,
  refuse,
  reply,
  results,
  seedOctets,
  settingOf
} from './characterising.js'
import { A_WHILE, noLuck } from './steps.js'

/** Bases of the nine settings, at the end that asks and at the other one, as the wire has X, Y and Z (APP-092). */
const AXES = [1, 2, 0]

const PAIRS = 60

const capabilities = ['APP.CHARACTERISE', 'LNK.KEEP']
const SCENE: Omit<SceneOptions, 'seed'> = { purposes: [0, PURPOSE], qubits: 6 }

/** What a link delivers, measured by its two ends (section 7.7). */
export const characterisationCases: readonly Case[] = [
  {
    name: 'applications/characterised-by-asking',
    requirements: ['APP-090', 'APP-092', 'APP-149'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { scene } = test
      const seed = await asking(test, PAIRS)
      test.need(await scene.until(() => listed(test).length > 0, SECOND), 'the node asks for outcomes')
      await measuredAsSaid(test, seed, 0)
      const counts = new Array<number>(36).fill(0)
      const names = new Set<string>()
      for (let question = lastOf(test); namesOf(question).length > 0; question = lastOf(test)) {
        const found = namesOf(question).map((name, at) => {
          names.add(`${name.epoch}:${name.sequence}`)
          const setting = settingOf(scene.link.link, name, seed)
          const own = outcomeOf(test, name)
          // Of some this end says that it has none.
          const its = at % 7 === 0 ? NO_OUTCOME : (at >> 1) & 1
          const place = 4 * setting + 2 * own + its
          if (its !== NO_OUTCOME) counts[place] = (counts[place] ?? 0) + 1
          return its
        })
        await reply(test, question, Uint8Array.from(found))
        test.need(await scene.until(() => lastOf(test) !== question, SECOND), 'the node goes on')
      }
      await scene.pass(A_WHILE)
      test.check('APP-149', namesOf(lastOf(test)).length === 0, 'when it is over the peer hears of it')
      await reply(test, lastOf(test), new Uint8Array(0))
      await scene.pass(A_WHILE)
      const [result, ...more] = results(test)
      test.must('APP-090', result?.code === 0 && more.length === 0, `it ends with a result: ${result?.code}`)
      test.check(
        'APP-090',
        result?.counts.join() === counts.join(),
        'which counts the pairs of which both have an outcome'
      )
      test.check('APP-090', names.size === PAIRS, `of ${PAIRS} pairs the peer is asked of ${names.size}`)
    }
  },
  {
    name: 'applications/characterised-without-void-pairs',
    requirements: ['APP-090'],
    capabilities,
    scene: { ...SCENE, hardware: { measureDuration: 100_000 } },
    async play(test) {
      const { scene } = test
      const { peer } = scene
      await asking(test, PAIRS)
      const before = scene.delivered.length
      test.need(await scene.until(() => scene.delivered.length > before, SECOND), 'a pair comes')
      // While the hardware measures it.
      const { epoch, sequence } = scene.delivered.at(-1) as Delivered
      peer.expire(sequence, (sequence + 1) >>> 0)
      test.need(await scene.until(() => listed(test).length > 0, SECOND), 'the node asks for outcomes')
      const isAsked = namesOf(lastOf(test)).some((one) => one.epoch === epoch && one.sequence === sequence)
      test.check('APP-090', !isAsked, 'a pair that is void before it is measured does not count')
    }
  },
  {
    name: 'applications/characterised-in-vain',
    requirements: ['APP-091', 'APP-148', 'APP-149'],
    capabilities: [...capabilities, 'DEV.NOTICE'],
    scene: SCENE,
    async play(test) {
      const { scene } = test
      await asking(test, PAIRS)
      test.need(await scene.until(() => listed(test).length > 0, SECOND), 'the node asks for outcomes')
      const question = lastOf(test)
      await reply(test, question, new Uint8Array(namesOf(question).length).fill(NO_OUTCOME))
      await over(test, 'APP-091', ErrorCode.NORES, 'where there is no pair of a setting')
      const told = lastOf(test)
      test.check(
        'APP-149',
        told !== question && namesOf(told).length === 0,
        'the peer hears that it is over, without a result'
      )
      await reply(test, told, new Uint8Array(0))
      await opened(test, PAIRS)
      await refuse(test, lastOf(test), ErrorCode.REJECTED)
      await over(test, 'APP-091', ErrorCode.REJECTED, 'where the peer refuses')
      noLuck(scene)
      await asking(test, PAIRS, SECOND / 2)
      await over(test, 'APP-148', ErrorCode.TIMEOUT, 'at its deadline')
      test.check('APP-149', namesOf(lastOf(test)).length === 0, 'the peer hears that it is over')
      await reply(test, lastOf(test), new Uint8Array(0))
      scene.peer.purposes.delete(PURPOSE)
      await asking(test, PAIRS)
      await over(test, 'APP-148', ErrorCode.REJECTED, 'where its request for pairs is refused')
      await reply(test, lastOf(test), new Uint8Array(0))
      await opened(test, PAIRS)
      await scene.qubits.restart()
      await over(test, 'APP-148', ErrorCode.OTHER, 'where the node crashes')
    }
  },
  {
    name: 'applications/characterised-by-answering',
    requirements: ['APP-090', 'APP-092', 'APP-149'],
    capabilities,
    scene: SCENE,
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.stage.ask({ type: 'assist', link: scene.link.link, purpose: PURPOSE })
      const seed = scene.random.bits32()
      const [begun] = await ask(test, 0, seedOctets(seed))
      test.must('APP-092', begun?.error === 0 && begun.body.length === 0, 'the node has the seed, and says so')
      const pairs = await pairsForPeer(test, PAIRS / 4)
      await measuredAsSaid(test, seed, 1)
      const strange = { epoch: scene.peer.epoch, sequence: (scene.peer.expected + 9) >>> 0 }
      const asked = [...pairs, strange]
      const [told] = await ask(test, 1, namesOctets(test, asked))
      const wanted = asked.map((name) => (name === strange ? NO_OUTCOME : outcomeOf(test, name)))
      test.check('APP-090', told?.body.join() === wanted.join(), `what it found is told: ${told?.body.join()}`)
      await ask(test, 2, new Uint8Array(0))
      const before = measurements(test).length
      scene.peer.create(2, { purpose: PURPOSE })
      await scene.pass(5 * A_WHILE)
      test.check(
        'APP-149',
        measurements(test).length === before,
        'when the peer has said that it is over nothing is measured'
      )
    }
  }
]

/** The node measures with its peer. Returns the seed. */
async function asking(test: Test, pairs: number, timeLimit = 0): Promise<number> {
  if (test.scene.came('HELLO').length === 0) {
    test.scene.peer.purposes.add(PURPOSE)
    await test.up()
  }
  const seed = await opened(test, pairs, timeLimit)
  await reply(test, lastOf(test), new Uint8Array(0))
  return seed
}

async function opened(test: Test, pairs: number, timeLimit = 0): Promise<number> {
  const { scene } = test
  const seed = scene.random.bits32()
  const before = questions(test).length
  await scene.stage.ask({ type: 'characterise', link: scene.link.link, purpose: PURPOSE, pairs, seed, timeLimit })
  const [question] = questions(test).slice(before)
  const isSeed = question?.step === 0 && question.body.join() === seedOctets(seed).join()
  test.must('APP-092', isSeed, `the peer is told the seed: ${question?.body.join()}`)
  return seed
}

/** The one that was begun last ends once, with a code. */
async function over(test: Test, requirement: string, code: number, where: string): Promise<void> {
  const { scene } = test
  const begun = scene.happenings.filter((one) => one.kind === 'wish' && one.wish.type === 'characterise').length
  await scene.until(() => results(test).length >= begun, 2 * SECOND)
  await scene.pass(A_WHILE)
  const codes = results(test)
    .slice(begun - 1)
    .map((one) => one.code)
  test.check(requirement, codes.join() === String(code), `${where} it ends once with ${code}: ${codes.join()}`)
}

/** Each pair was measured in the basis of its setting. */
async function measuredAsSaid(test: Test, seed: number, side: 0 | 1): Promise<void> {
  await test.scene.pass(A_WHILE)
  const all = test.scene.delivered.filter(({ purpose }) => purpose === PURPOSE)
  test.need(all.length > 0, 'there are pairs')
  for (const name of all) {
    const setting = settingOf(test.scene.link.link, name, seed)
    const basis = AXES[side === 0 ? Math.floor(setting / 3) : setting % 3]
    const done = measurementOf(test, name)
    test.check(
      'APP-092',
      done?.basis === basis,
      `pair ${name.sequence} of setting ${setting} is measured in ${done?.basis}`
    )
  }
}
