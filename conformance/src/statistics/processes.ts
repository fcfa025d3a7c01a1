import type { Open } from '@bellwire/wire'
import type { Happening } from '../stage/happening.js'
import type { Setting } from '../subject/setting.js'
import { Unreached } from '../verdict/judgement.js'
import type { Test } from '../verdict/test.js'

/** For what is still under way to the process before. */
const A_MOMENT = 50_000

/** Another process of the node begins. Resolves when its link can make pairs. @throws Unreached */
export async function upAnew(test: Test, change: Partial<Setting>): Promise<void> {
  const isUp = (one: Happening): boolean =>
    one.kind === 'sent' && one.frame.type === 'LINK_STATE' && one.frame.state === 0
  test.need((await startAnew(test, change, isUp)) !== undefined, 'the link of another process comes up')
}

/** Another process of the node begins, which is the master. Returns its OPEN to the peer. @throws Unreached */
export async function openAnew(test: Test, change: Partial<Setting>): Promise<Open> {
  const { node } = test.scene.peer
  const isOpen = (one: Happening): boolean => one.kind === 'sent' && one.to === node && one.frame.type === 'OPEN'
  const sent = await startAnew(test, change, isOpen)
  if (sent?.kind !== 'sent' || sent.frame.type !== 'OPEN') throw new Unreached('another process opens an epoch')
  return sent.frame
}

/** Returns what was waited for; undefined where it does not come. Its peer knows that no epoch goes on. */
async function startAnew(
  { scene }: Test,
  change: Partial<Setting>,
  isIt: (happening: Happening) => boolean
): Promise<Happening | undefined> {
  const { peer, station, stage, happenings } = scene
  const { luck } = station
  station.luck = () => undefined
  await scene.pass(A_MOMENT)
  station.luck = luck
  peer.voidEpoch = Math.max(peer.epoch, peer.voidEpoch)
  peer.epoch = 0
  const before = happenings.length
  await stage.restart(change)
  const found = (): Happening | undefined => happenings.slice(before).find(isIt)
  await scene.until(() => found() !== undefined)
  return found()
}
