import { keysIn } from '../answers.js'
import { MILLISECOND, SECOND } from '../kme-scene.js'
import type { KmeCase, KmeTest } from '../kme-test.js'
import { fromWire } from '../names.js'
import type { Terms } from '../peer-kme.js'

const STEPS = 60

/** What an application of the KME was promised, and a key of the peer that nobody has collected yet. */
interface World {
  readonly calls: number[]
  readonly held: Terms[]
  /** Reservations of the peer whose keys its applications have. */
  readonly taken: Terms[]
}

/** Frames that are lost, doubled and late, each way. */
function trouble(test: KmeTest): void {
  const { random } = test.scene
  test.scene.stage.way = (_frame, _from, _to, delay) => {
    const fate = random.uniform()
    const late = delay + random.below(300 * MILLISECOND)
    if (fate < 0.2) return []
    if (fate < 0.35) return [delay, late]
    return [fate < 0.5 ? late : delay]
  }
}

async function step(test: KmeTest, world: World, restarts: boolean): Promise<void> {
  const { scene, peer } = test
  const { random } = scene
  const block = scene.blocks[random.below(scene.blocks.length)]
  const unit = block?.theirs[random.below(block.theirs.length)] ?? ''
  switch (random.below(restarts ? 9 : 8)) {
    case 0:
      return scene.blocks.length < 6 ? void (await scene.addBlock(4 + random.below(12))) : undefined
    case 1:
    case 2:
      world.calls.push(
        await test.wish({ number: 1 + random.below(3), size: 8 * (1 + random.below(scene.unitSize / 4)) })
      )
      return
    case 3:
    case 4: {
      const terms = peer.terms([unit])
      world.held.push(terms)
      return peer.reserve(terms)
    }
    case 5: {
      const terms = world.held.pop()
      if (terms === undefined) return
      const isSetAside = peer.of('KEY_RESERVED').some(({ reservation }) => reservation === terms.reservation)
      // As a master has it: nothing is delivered before it is set aside.
      if (isSetAside) world.taken.push(terms)
      return isSetAside ? peer.taken(terms) : peer.burn(terms)
    }
    case 6: {
      const terms = world.taken.at(-1)
      if (terms !== undefined) world.calls.push(await test.collect(terms.units))
      return
    }
    case 7:
      return scene.pass(random.below(2 * SECOND))
    case 8:
      await scene.settle()
      world.calls.length = 0
      return scene.restart()
  }
}

/** When nothing is lost any more, all that was begun ends. */
async function heal(test: KmeTest, { calls, taken }: World): Promise<void> {
  const { scene, peer } = test
  scene.stage.way = (_frame, _from, _to, delay) => [delay]
  for (const terms of taken) peer.taken(terms)
  await scene.pass(20 * SECOND)
  const open = calls.filter((call) => scene.responseTo(call) === undefined)
  test.check('KEY-026', open.length === 0, `${open.length} of ${calls.length} requests are never answered`)
  const before = peer.heard.length
  await scene.pass(10 * SECOND)
  const repeated = peer.heard.slice(before).filter(({ type }) => type === 'KEY_TAKEN' || type === 'KEY_BURN')
  test.check('KEY-032', repeated.length === 0, `${repeated.length} frames come of what was noted`)
  // What its applications have, those of the peer can collect; and what of the peer's is taken is there or was given.
  const named = new Set(peer.reservations.map(({ origin, reservation }) => `${origin}/${reservation}`))
  const told = [...peer.of('KEY_TAKEN'), ...peer.of('KEY_BURN')]
  const unsaid = [...named].filter((name) => !told.some((one) => `${one.origin}/${one.reservation}` === name))
  test.check('KEY-032', unsaid.length === 0, `of ${unsaid.length} reservations nobody says what became of them`)
  for (const terms of taken) {
    const isThere = keysIn(await test.collected(terms.units)).length > 0
    const wasGiven = scene.happenings.some(
      (one) => one.kind === 'response' && keysIn(one.response).some(({ key_ID: id }) => id === terms.units[0])
    )
    test.check('KEY-033', isThere || wasGiven, 'what is taken is collected')
  }
  test.check('KEY-023', told.length > 0 || named.size === 0, 'what is delivered is told')
}

async function play(test: KmeTest, restarts: boolean): Promise<void> {
  const { scene, peer } = test
  await test.start()
  await scene.addBlock(40)
  trouble(test)
  const world: World = { calls: [], held: [], taken: [] }
  for (let index = 0; index < STEPS; index++) {
    await step(test, world, restarts)
    await scene.pass(scene.random.below(20 * MILLISECOND))
  }
  await heal(test, world)
  const units = peer.reservations.flatMap((one) => one.units.map(fromWire))
  test.check('KEY-020', new Set(units).size === units.length, 'no unit is reserved twice')
}

/** Applications at both ends, and whatever a channel does between the KMEs. */
export const anythingCases: readonly KmeCase[] = [
  {
    name: 'kme/anything',
    requirements: ['KEY-020', 'KEY-023', 'KEY-026', 'KEY-032'],
    play: (test) => play(test, false)
  },
  {
    name: 'kme/anything-and-crashes',
    requirements: ['KEY-020', 'KEY-023', 'KEY-026', 'KEY-032'],
    capabilities: ['KME.RESTART'],
    play: (test) => play(test, true)
  },
  {
    name: 'kme/lies',
    requirements: ['KEY-027', 'KEY-024', 'KEY-020'],
    async play(test) {
      const { scene, peer } = test
      const { random } = scene
      await test.start()
      const block = await scene.addBlock(40)
      peer.unanswered.add('KEY_RESERVE')
      const call = await test.wish({ size: scene.unitSize })
      test.need(await scene.until(() => peer.reservations.length === 1), 'the peer is asked')
      const [reservation] = peer.reservations
      if (reservation === undefined) return
      for (let index = 0; index < 12; index++) {
        const about = { session: reservation.session, origin: random.bits32(), reservation: 1 + random.below(1000) }
        const near = {
          ...about,
          origin: reservation.origin,
          reservation: reservation.reservation + 1 + random.below(9)
        }
        const name = random.below(2) === 0 ? about : near
        const type = (['KEY_RESERVED', 'KEY_REFUSED', 'KEY_NOTED'] as const)[random.below(3)] ?? 'KEY_NOTED'
        peer.reply(type, name)
        peer.reply('KEY_RESERVED', { ...reservation, session: random.bits32() })
        const own = block.own[random.below(block.own.length)] ?? ''
        const answer = await test.reserve(peer.terms([own]))
        test.check('KEY-024', answer === 'KEY_REFUSED', `a unit of the KME's own is not the peer's: ${answer}`)
        peer.burn({ reservation: 5000 + index, units: [own] })
        peer.taken({ reservation: reservation.reservation }, reservation.origin)
      }
      await scene.settle()
      test.check('KEY-027', scene.responseTo(call)?.status !== 200, 'what is said of others delivers nothing')
      peer.reply('KEY_RESERVED', reservation)
      await test.answered(call)
      peer.unanswered.clear()
      await test.checkLeft('KEY-020', block.own.length - 1, 'nothing of its own is lost by what a peer says')
    }
  }
]
