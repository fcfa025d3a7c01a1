import type { SlotGrant, SlotRequest } from '@bellwire/wire'
import type { StationLinkSetting, SwitchSetting } from '../../subject/setting.js'
import type { Done, Side, StationScene } from './station-scene.js'
import type { StationTest } from './station-test.js'

/** Turns of a hundred slots. */
export const SWITCH: SwitchSetting = { interferometers: 1, switchDuration: 100_000, turn: 2_000_000, lead: 60_000 }

/** A turn in which links were connected, as the hardware was told. */
export interface Served {
  /** When the command came. */
  readonly time: number
  readonly links: readonly number[]
}

/** What is asked for by the nodes of links, with serials that rise. */
export class Wishes {
  readonly #serials = new Map<string, number>()

  constructor(private readonly scene: StationScene) {}

  requestOf(side: Side, demand: number, link: StationLinkSetting = this.scene.link): SlotRequest {
    const node = link.nodes[side]
    const key = `${link.link} ${node}`
    const serial = (this.#serials.get(key) ?? 0) + 1
    this.#serials.set(key, serial)
    const incarnation = this.scene.incarnations.get(node) ?? 1
    return { type: 'SLOT_REQUEST', link: link.link, incarnation, epoch: this.scene.epoch, serial, demand }
  }

  /** A node says how many pairs it wants. */
  async say(side: Side, demand: number, link: StationLinkSetting = this.scene.link): Promise<Done> {
    return this.scene.say(link.nodes[side], this.requestOf(side, demand, link))
  }

  /** Both nodes of links want so many pairs, for some turns. */
  async want(turns: number, demand: number, links: readonly StationLinkSetting[] = [this.scene.link]): Promise<void> {
    for (let turn = 0; turn < turns; turn++) {
      for (const link of links) for (const side of [0, 1] as const) await this.say(side, demand, link)
      await this.scene.pass(SWITCH.turn)
    }
  }

  /** Another epoch: serials begin anew. */
  forget(): void {
    this.#serials.clear()
  }
}

/** What was served, from a happening on. */
export function servedSince({ scene }: StationTest, since = 0): readonly Served[] {
  return scene.happenings
    .slice(since)
    .flatMap((one) =>
      one.kind === 'command' && one.message.type === 'CONNECT'
        ? [{ time: one.time, links: one.message.links.map(({ link }) => link) }]
        : []
    )
}

/** SLOT_GRANTs of a link to one of its nodes, and when they were sent. */
export function grantsTo(
  { scene }: StationTest,
  node: number,
  since = 0,
  link = scene.link.link
): readonly { readonly time: number; readonly frame: SlotGrant }[] {
  return scene.happenings
    .slice(since)
    .flatMap((one) =>
      one.kind === 'sent' && one.to === node && one.frame.type === 'SLOT_GRANT' && one.frame.link === link
        ? [{ time: one.time, frame: one.frame }]
        : []
    )
}

/** Waits until the link of the case is served in slots that are still to come. Returns the grant. */
export async function granted(test: StationTest, wishes: Wishes): Promise<SlotGrant> {
  const { scene } = test
  const isAhead = ({ firstSlot, endSlot }: SlotGrant) =>
    endSlot > firstSlot && scene.timeOf(firstSlot) > scene.stage.now
  for (let turn = 0; turn < 8; turn++) {
    for (const side of [0, 1] as const) await wishes.say(side, 100)
    const before = grantsTo(test, scene.nodeOf(0)).length
    const isTold = () =>
      grantsTo(test, scene.nodeOf(0))
        .slice(before)
        .some(({ frame }) => isAhead(frame))
    await scene.stage.run(scene.stage.now + SWITCH.turn, isTold)
    const last = grantsTo(test, scene.nodeOf(0)).at(-1)?.frame
    if (last !== undefined && isAhead(last)) return last
  }
  test.need(false, 'the link is granted slots')
  throw new Error('not reached')
}

/** The master of another link opens an epoch of the same number. */
export async function openLink({ scene }: StationTest, { link, nodes }: StationLinkSetting): Promise<void> {
  const [master, peer] = nodes
  const [incarnation = 1, peerIncarnation = 1] = nodes.map((node) => scene.incarnations.get(node))
  const frame = { ...scene.openOf(scene.epoch), link, incarnation, peerIncarnation }
  const { frames } = await scene.say(master, frame)
  if (!frames.some((one) => one.frame.type === 'OPEN_ACK')) throw new Error(`no epoch of ${master} and ${peer}`)
}
