import type { DeviceObserve, Gen, Open } from '@bellwire/wire'
import { Outcome } from '@bellwire/wire'
import type { Accuse } from '../../../monitors/accuse.js'
import type { Happening, Watcher } from '../../../stage/happening.js'
import type { StationScene } from '../station-scene.js'
import { isNewProcess } from './processes.js'

interface Offer {
  readonly firstSlot: number
  end: number
  readonly queueId: number
}

/** What the nodes of a link have offered in its present epoch, by node. */
interface Epoch {
  readonly open: Open
  readonly incarnations: ReadonlyMap<number, number>
  readonly offers: Map<number, Offer[]>
}

/** Only slots that both nodes offer for the same item, with their latest word, are ever observed, and when they are. */
export function slotsMonitor({ stage }: StationScene, accuse: Accuse): Watcher {
  const epochs = new Map<number, Epoch>()
  /** The last OPENs that came, by link. */
  const asked = new Map<number, { readonly open: Open; readonly from: number }>()

  const begin = (link: number, epoch: number): void => {
    const { open, from } = asked.get(link) ?? {}
    if (open?.epoch !== epoch || from === undefined || epochs.get(link)?.open.epoch === epoch) return
    const nodes = stage.setting.links.find((one) => one.link === link)?.nodes ?? []
    const incarnations = new Map(
      nodes.map((node) => [node, node === from ? open.incarnation : open.peerIncarnation] as const)
    )
    epochs.set(link, { open, incarnations, offers: new Map() })
  }

  const judge = ({ link, firstSlot, slots, arrival, period }: DeviceObserve): void => {
    const epoch = epochs.get(link)
    if (epoch === undefined) return accuse('PHY-073', `slots of link ${link} are observed without an epoch`)
    const { slotOrigin, slotPeriod } = epoch.open
    if (arrival !== slotOrigin + firstSlot * slotPeriod || period !== slotPeriod)
      accuse('PHY-098', `slot ${firstSlot} is looked for at ${arrival} ns, ${period} ns apart`)
    const nodes = stage.setting.links.find((one) => one.link === link)?.nodes ?? []
    for (const slot of [firstSlot, firstSlot + slots - 1]) {
      const items = nodes.map((node) => itemOf(epoch.offers.get(node) ?? [], slot))
      if (items.includes(undefined) || items[0] !== items[1])
        accuse('PHY-073', `slot ${slot} is observed, which the nodes offer for ${items.map(String).join(' and ')}`)
    }
  }

  /** What is over changes nothing (PHY-184). */
  const isLate = ({ link, firstSlot, slots }: Gen): boolean => {
    const { open } = epochs.get(link) ?? {}
    const guard = stage.setting.links.find((one) => one.link === link)?.guard ?? 0
    if (open === undefined || slots === 0) return false
    return open.slotOrigin + (firstSlot + slots - 1) * open.slotPeriod + guard < stage.now
  }

  return (happening: Happening) => {
    if (happening.kind === 'came') {
      const { frame, from } = happening
      if (frame.type === 'OPEN') asked.set(frame.link, { open: frame, from })
      if (frame.type === 'GEN' && !isLate(frame)) offer(epochs.get(frame.link), from, frame)
    }
    if (isNewProcess(happening)) epochs.clear()
    if (happening.kind === 'command' && happening.message.type === 'OBSERVE') judge(happening.message)
    if (happening.kind !== 'sent') return
    const { frame, to } = happening
    if (frame.type === 'OPEN_ACK') begin(frame.link, frame.epoch)
    if (frame.type !== 'REPLY') return
    const epoch = epochs.get(frame.link)
    if (frame.epoch !== epoch?.open.epoch) accuse('PHY-080', `a REPLY is of epoch ${frame.epoch}`)
    if (frame.outcome === Outcome.SUCCESS) epoch?.offers.delete(to)
  }
}

/** A GEN replaces what its sender has offered from its first slot on, and one without slots everything. */
function offer(epoch: Epoch | undefined, from: number, { firstSlot, slots, queueId, ...frame }: Gen): void {
  if (epoch === undefined || frame.epoch !== epoch.open.epoch) return
  if (frame.incarnation !== epoch.incarnations.get(from)) return
  if (slots === 0) return void epoch.offers.delete(from)
  const before = (epoch.offers.get(from) ?? []).filter((one) => one.firstSlot < firstSlot)
  for (const one of before) one.end = Math.min(one.end, firstSlot)
  epoch.offers.set(from, [...before, { firstSlot, end: firstSlot + slots, queueId }])
}

function itemOf(offers: readonly Offer[], slot: number): number | undefined {
  return offers.find(({ firstSlot, end }) => firstSlot <= slot && slot < end)?.queueId
}
