import { Outcome, type Reply } from '@bellwire/wire'
import fc, { type Arbitrary } from 'fast-check'
import { INDEX } from './applications.js'
import { pick, type Play } from './play.js'
import { Step } from './step.js'

/** Numbers of queue items that are none: no number at all, and far above all others. */
const NO_ITEM = fc.constantFrom(0, 99)

/** What the station sees and says, and what it says wrongly. */
export function heraldSteps(): readonly Arbitrary<Step>[] {
  const luck = fc.record({ offset: fc.constantFrom(0, 1, 5, 19), bellIndex: fc.nat(3) }).map(
    ({ offset, bellIndex }) =>
      new Step(`slot ${offset} of each batch succeeds, with Bell index ${bellIndex}`, ({ test }) => {
        test.scene.station.luck = ({ firstSlot, slots }) =>
          slots > offset ? { slot: firstSlot + offset, bellIndex } : undefined
      })
  )
  const noLuck = fc.constant(
    new Step('no batch succeeds', ({ test }) => void (test.scene.station.luck = () => undefined))
  )
  const lies = fc
    .integer({ min: 1, max: 3 })
    .map(
      (turn) =>
        new Step(`the next success is told with Bell index ⊕ ${turn}`, (play) =>
          alter(play, 'herald-with-other-index', ({ bellIndex }) => ({ bellIndex: bellIndex ^ turn }))
        )
    )
  const strays = NO_ITEM.map(
    (queueId) =>
      new Step(`the next success is told for item ${queueId}`, (play) =>
        alter(play, 'herald-for-no-item', () => ({ queueId }))
      )
  )
  const contradicts = fc.record({ index: INDEX, turn: fc.integer({ min: 1, max: 3 }) }).map(
    ({ index, turn }) =>
      new Step(
        `success −${index} is told again with Bell index ⊕ ${turn}`,
        (play) => tellAgain(play, index, ({ bellIndex }) => ({ bellIndex: bellIndex ^ turn })),
        ({ successes }) => successes.length > 0
      )
  )
  const renumbers = INDEX.map(
    (index) =>
      new Step(
        `success −${index} is told again for the batch under way`,
        (play) => tellAgain(play, index, () => play.batch ?? {}),
        ({ successes, isAttempting }) => successes.length > 0 && isAttempting
      )
  )
  const ahead = fc.record({ missed: fc.constantFrom(1, 2, 5, 300), isTold: fc.boolean() }).map(
    ({ missed, isTold }) =>
      new Step(
        `the node misses ${missed} successes${isTold ? ', and hears so' : ''}`,
        (play) => miss(play, missed, isTold),
        ({ test }) => test.scene.station.epoch > 0 && test.scene.peer.epoch === test.scene.station.epoch
      )
  )
  return [
    luck,
    noLuck,
    noLuck,
    lies,
    lies,
    strays,
    contradicts,
    renumbers,
    renumbers,
    renumbers,
    renumbers,
    renumbers,
    ahead
  ]
}

/** The next success reaches the node as another REPLY. */
export function alter(play: Play, witness: string, change: (reply: Reply) => Partial<Reply>): void {
  const { stage, station } = play.test.scene
  play.fates.intercept((frame, delay) => {
    if (frame.type !== 'REPLY' || frame.outcome !== Outcome.SUCCESS) return false
    stage.after(delay, async () => {
      play.witness(witness)
      await stage.deliver(station.node, { ...frame, ...change(frame) }, 'forged')
    })
    return true
  })
}

/** A former success is told once more, as it was not. */
export async function tellAgain(play: Play, index: number, change: (reply: Reply) => Partial<Reply>): Promise<boolean> {
  const { stage, station } = play.test.scene
  const reply = pick(play.successes, index)
  if (reply === undefined) return false
  play.witness(`stale-success${play.isAttempting ? '-in-attempt' : ''}`)
  await stage.deliver(station.node, { ...reply, ...change(reply) }, 'forged')
  return true
}

/** Neither end hears of some successes. */
export async function miss(play: Play, missed: number, isTold: boolean): Promise<void> {
  const { stage, station } = play.test.scene
  station.sequence = (station.sequence + missed) >>> 0
  play.witness('successes-missed')
  if (isTold) await stage.deliver(station.node, station.reply({ slot: Math.max(0, station.slot - 1) }), 'forged')
}
