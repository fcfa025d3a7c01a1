import type { Happening } from '../stage/happening.js'
import type { Create } from '../subject/service.js'
import type { Phase } from './phases.js'
import type { Play } from './play.js'

/** Longer than any phase is waited for, nanoseconds. */
const PATIENCE = 3_000_000

/** Brings a node into a phase, where it can be. */
export async function reach(play: Play, phase: Phase): Promise<void> {
  const { scene } = play.test
  const isThere = (): boolean => play.phases.present.includes(phase)
  if (isThere()) return
  switch (phase) {
    case 'idle':
      await play.settle()
      return
    case 'adding':
      return ask(play, {})
    case 'attempting':
      scene.station.luck = () => undefined
      await ask(play, {})
      break
    case 'heralded':
    case 'held':
      play.succeed()
      await ask(play, { number: 2 })
      break
    case 'measuring':
      play.succeed()
      await ask(play, { kind: 'measure', number: 2 })
      break
    case 'closing': {
      scene.station.luck = () => undefined
      await ask(play, {})
      const createId = play.taken.at(-1) ?? 0
      const isQueued = (one: Happening): boolean =>
        one.kind === 'answer' && one.answer.type === 'ack' && one.answer.createId === createId
      await scene.until(() => scene.happenings.some(isQueued), PATIENCE)
      await scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
    }
  }
  await scene.until(isThere, PATIENCE)
}

async function ask(play: Play, create: Partial<Create>): Promise<void> {
  const { createId, code } = await play.test.scene.create(create)
  if (code === 0) play.taken.push(createId)
}
