import type { Gen } from '@bellwire/wire'
import type { Happening } from '../stage/happening.js'
import type { Scene } from '../stage/scene.js'
import type { Delivered } from '../subject/service.js'
import type { Test } from '../verdict/test.js'

/** Far longer than any frame is under way, and than any of them is waited for. */
export const A_WHILE = 2_000_000

/** The station sees no success any more. */
export function noLuck(scene: Scene): void {
  scene.station.luck = () => undefined
}

/** Waits for attempts. Returns the batch that is under way. */
export async function attempting(test: Test): Promise<Gen> {
  const { scene } = test
  const last = () => scene.sent('GEN').at(-1)
  test.need(await scene.until(() => (last()?.slots ?? 0) > 0), 'attempts are under way')
  return last() as Gen
}

/** What tells whether something has happened since then. @param since how many happenings there were. Default: now */
export function sinceNow(
  { happenings }: { readonly happenings: readonly Happening[] },
  isIt: (happening: Happening) => boolean,
  since = happenings.length
): () => boolean {
  let next = since
  let has = false
  // Asked after everything that happens, it looks at each thing once.
  return () => {
    for (; !has && next < happenings.length; next++) has = isIt(happenings[next] as Happening)
    return has
  }
}

/** A pair comes, and the application gives it back. Returns it. */
export async function released(test: Test): Promise<Delivered> {
  const pair = await test.pair()
  await test.scene.release(pair)
  return pair
}

/** Both ends tell each other up to where they have settled; that the node has, the peer does not confirm yet. */
export async function settle(test: Test): Promise<void> {
  const { scene } = test
  const answers = scene.sent('KEEPALIVE').length
  scene.peer.alive(false)
  test.need(await scene.until(() => scene.sent('KEEPALIVE').length > answers), 'KEEPALIVE is answered')
  await scene.pass(A_WHILE / 10)
}

/** The peer says that the epoch is over, and another one is opened. Returns the former one. */
export async function anotherEpoch(test: Test): Promise<number> {
  const { scene } = test
  const { epoch } = scene.peer
  scene.peer.voidEpoch = epoch
  scene.peer.epoch = 0
  scene.peer.greet(false)
  test.need(await scene.until(() => scene.peer.epoch > epoch), 'another epoch is open')
  await scene.pass(A_WHILE)
  return epoch
}

/** Whether attempts for an item are under way. */
export function isServed({ scene }: Test, queueId: number): boolean {
  const last = scene.sent('GEN').at(-1)
  return last?.queueId === queueId && last.slots > 0
}

/** What is attempted in which slots, as the station was told and was not taken back: queue ids by slots. */
export function servedSlots({ scene }: Test): ReadonlyMap<number, number> {
  const served = new Map<number, number>()
  for (const { firstSlot, slots, queueId } of scene.sent('GEN')) {
    for (const slot of served.keys()) if (slot >= firstSlot) served.delete(slot)
    for (let slot = firstSlot; slot < firstSlot + slots; slot++) served.set(slot, queueId)
  }
  return served
}
