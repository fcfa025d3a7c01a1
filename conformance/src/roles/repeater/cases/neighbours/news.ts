import type { Arm } from '../../repeater-scene.js'
import type { RepeaterCase, RepeaterTest } from '../../repeater-test.js'
import { type Advertised, MILLISECOND, news, quiet, toldOf } from './steps.js'

const FAR = 1000

/** What a repeater believes of what others say of theirs, and forgets (section 6.3). */
export const newsCases: readonly RepeaterCase[] = [
  {
    name: 'network/newer-advertisements',
    requirements: ['NET-021', 'NET-022', 'NET-023'],
    async play(test) {
      await test.begin()
      await quiet(test)
      for (const [index, sequence] of [10, 2 ** 32 - 2].entries()) {
        const origin = FAR + index
        const at = (distance: number, incarnation: number): Advertised =>
          news(origin, { sequence: (sequence + distance) >>> 0, incarnation })
        await judgeNewer(test, at(0, 5), 'one of a new origin')
        await judgeOlder(test, at(-1, 5), at(0, 5), 'one of an earlier sequence')
        await judgeOlder(test, at(-1, 9), at(0, 5), 'one of an earlier sequence and a greater incarnation')
        await judgeOlder(test, at(0, 4), at(0, 5), 'one of the same sequence and a lower incarnation')
        await judgeNewer(test, at(0, 6), 'one of the same sequence and a greater incarnation')
        await judgeNewer(test, at(3, 2), 'one of a later sequence and a lower incarnation')
        await judgeOlder(test, at(1, 6), at(3, 2), 'one of a sequence between')
        await judgeNewer(test, at(2 ** 30, 2), 'one of a far later sequence')
      }
    }
  },
  {
    name: 'network/forgets-what-is-no-longer-valid',
    requirements: ['NET-025', 'NET-023'],
    async play(test) {
      const { scene } = test
      await test.begin()
      await quiet(test)
      const [short, long] = [news(FAR, { sequence: 10, lifetime: 3000 }), news(FAR + 1, { sequence: 10 })]
      for (const one of [short, long]) await judgeNewer(test, one, 'one of a new origin')
      for (const { origin } of [short, long])
        await judgeOlder(
          test,
          news(origin, { sequence: 9 }),
          news(origin, { sequence: 10 }),
          'one of an earlier sequence'
        )
      await scene.pass(3000 * MILLISECOND)
      const { up, down } = scene
      const before = up.neighbour.heard.length
      const told = down.neighbour.heard.length
      down.neighbour.say(news(short.origin, { sequence: 8 }))
      const isTaken = (): boolean => toldOf(up, short.origin, before).some(({ sequence }) => sequence === 8)
      await scene.until(isTaken)
      test.check('NET-025', isTaken(), 'when the lifetime of what is held has ended, an earlier sequence is news')
      test.check('NET-025', toldOf(down, short.origin, told).length === 0, 'and what was held is not said any more')
      await judgeOlder(test, news(long.origin, { sequence: 8 }), long, 'one of an earlier sequence')
    }
  },
  {
    name: 'network/what-cannot-be-believed',
    requirements: ['NET-026'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await quiet(test)
      const wrongs: readonly (readonly [string, (one: Advertised) => Partial<Advertised>])[] = [
        ['without lifetime', () => ({ lifetime: 0 })],
        [
          'with a link to its own origin',
          ({ origin, links }) => ({ links: links.map((link) => ({ ...link, neighbour: origin })) })
        ],
        ['with a link named twice', ({ links }) => ({ links: [...links, ...links] })]
      ]
      for (const [index, [which, change]] of wrongs.entries())
        for (const isHeld of [false, true]) {
          const origin = FAR + 2 * index + Number(isHeld)
          const [earlier, later] = [news(origin, { sequence: 4 }), news(origin, { sequence: 7 })]
          if (isHeld) await judgeNewer(test, news(origin, { sequence: 3 }), 'one of a new origin')
          up.neighbour.say({ ...later, ...change(later) })
          await scene.pass(200 * MILLISECOND)
          const [before, told] = [up.neighbour.heard.length, down.neighbour.heard.length]
          down.neighbour.say(earlier)
          const isTaken = (): boolean => toldOf(up, origin, before).some(({ sequence }) => sequence === 4)
          await scene.until(isTaken)
          const answers = toldOf(down, origin, told).length
          test.check(
            'NET-026',
            isTaken() && answers === 0,
            `an ADVERTISEMENT ${which} is not believed: one before it is`
          )
        }
    }
  }
]

/** An ADVERTISEMENT from upstream is taken: it goes on downstream, and is not said back. */
async function judgeNewer(test: RepeaterTest, one: Advertised, which: string): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  const before = down.neighbour.heard.length
  up.neighbour.say(one)
  const passed = () => toldOf(down, one.origin, before).find((other) => isSame(other, one))
  await scene.until(() => passed() !== undefined)
  test.check('NET-022', passed() !== undefined, `${which} is newer than what is held`)
  test.check(
    'NET-021',
    (passed()?.lifetime ?? 0) < one.lifetime,
    `and goes on, with the lifetime ${passed()?.lifetime}`
  )
}

/** An ADVERTISEMENT from either side is not taken, and answered with what is held. */
async function judgeOlder(test: RepeaterTest, one: Advertised, held: Advertised, which: string): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  for (const [from, to] of [
    [up, down],
    [down, up]
  ] as const) {
    const [before, others] = [from.neighbour.heard.length, to.neighbour.heard.length]
    from.neighbour.say(one)
    const answered = (): boolean => toldOf(from, one.origin, before).some((other) => isSame(other, held))
    await scene.until(answered)
    test.check('NET-023', answered(), `${which} is answered with what is held`)
    await scene.pass(MILLISECOND)
    const also: (arm: Arm, since: number) => boolean = (arm, since) =>
      toldOf(arm, one.origin, since).some((other) => isSame(other, one))
    test.check('NET-022', !also(to, others) && !also(from, before), `${which} is not the newer one`)
    test.check('NET-023', toldOf(to, one.origin, others).length === 0, 'and the other neighbour is told nothing')
  }
}

function isSame(one: Pick<Advertised, 'sequence' | 'incarnation'>, other: Advertised): boolean {
  return one.sequence === other.sequence && one.incarnation === other.incarnation
}
