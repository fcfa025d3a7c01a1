import {
  type Frame,
  type HeraldingPlace,
  type Hello,
  type LinkState,
  type Maintenance,
  type MaintenanceAck,
  type Reply,
  Role,
  type SlotGrant
} from '@bellwire/wire'
import { isOwnHello, versionWith } from './frames.js'
import { type LinkEnd, ONLY } from './link-end.js'

/** Takes a frame of the physical layer; false when the frame is none. */
export function receive(end: LinkEnd, from: number, frame: Frame): boolean {
  switch (frame.type) {
    case 'REPLY':
      reply(end, frame)
      return true
    case 'HELLO':
      hello(end, from, frame)
      return true
    case 'OPEN':
      end.tables.session.tell(ONLY, { type: 'OPEN', frame })
      return true
    case 'OPEN_ACK':
      end.tables.session.tell(ONLY, { type: 'OPEN_ACK', fromStation: isStation(end, from), frame })
      return true
    case 'SYNC_REPLY':
      if (frame.incarnation === end.stationIncarnation) {
        end.tables.synchronisation.tell(ONLY, { type: 'SYNC_REPLY', frame, arrival: end.clock.now() })
      } else end.ignored('stale-sync-reply')
      return true
    case 'SLOT_GRANT':
      grant(end, frame)
      return true
    case 'LINK_STATE':
    case 'MAINTENANCE':
    case 'MAINTENANCE_ACK':
      aboutLife(end, frame)
      return true
    default:
      return false
  }
}

function hello(end: LinkEnd, from: number, frame: Hello): void {
  const fromStation = isStation(end, from)
  if (!isOwnHello(frame, from, fromStation ? Role.STATION : Role.NODE)) {
    end.ignored('hello-of-another')
    return
  }
  if (fromStation) end.heraldingPlace = frame.heraldingPlace as HeraldingPlace
  else end.peerMeans.note(frame)
  end.tables.session.tell(ONLY, { type: 'HELLO', fromStation, frame, version: versionWith(frame) })
}

function aboutLife(end: LinkEnd, frame: LinkState | Maintenance | MaintenanceAck): void {
  if (!end.fromPresentPeer(frame)) end.ignored('stale-link-life')
  else if (frame.type === 'MAINTENANCE') end.life.maintenance(frame)
  else if (frame.type === 'MAINTENANCE_ACK') end.life.maintenanceAgreed(frame)
  else if (!end.life.peerState(frame)) end.ignored('stale-link-state')
}

function reply(end: LinkEnd, frame: Reply): void {
  if (frame.epoch !== end.epoch || frame.incarnation !== end.stationIncarnation || end.epoch === 0) {
    end.ignored('stale-reply')
    return
  }
  const { slots } = end
  const now = slots.stationNow()
  end.tables.attempt.tell(ONLY, {
    type: 'REPLY',
    frame,
    now,
    earliestSlot: slots.earliest(now),
    emittedSlot: slots.emitted(now)
  })
}

function grant(end: LinkEnd, frame: SlotGrant): void {
  const { epoch, stationIncarnation, grants, listener } = end
  if (frame.epoch !== epoch || frame.incarnation !== stationIncarnation || epoch === 0) {
    end.ignored('stale-slot-grant')
    return
  }
  const known = grants.switched
  if (!grants.take(frame.turn, frame.firstSlot, frame.endSlot)) {
    end.ignored('earlier-slot-grant')
    return
  }
  // What is under way was ordered without a thought of grants.
  if (!known) listener?.windowAhead()
  if (grants.end <= end.slots.earliestNow()) return
  end.demand.granted()
  listener?.granted()
}

function isStation({ configuration }: LinkEnd, from: number): boolean {
  return from === configuration.station
}
