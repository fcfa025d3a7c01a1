import type { Peer } from '../../stage/peer.js'
import type { Stage } from '../../stage/stage.js'
import type { Station } from '../../stage/station.js'
import type { AnySetting } from '../../subject/setting.js'

/** The epoch of a link ends: its peer begins anew, and neither that nor the station says anything more of the link. */
export function endEpoch(
  stage: Pick<Stage<AnySetting>, 'way'>,
  { peer, station }: { readonly peer: Peer; readonly station: Station }
): void {
  peer.incarnation += 1
  peer.voidEpoch = peer.epoch
  peer.epoch = 0
  peer.greet(false)
  const { way } = stage
  stage.way = (frame, from, to, delay) => {
    const isLost = 'link' in frame && (from === peer.node || from === station.node)
    return isLost ? [] : way(frame, from, to, delay)
  }
}

/** A neighbour says nothing any more of a session. */
export function silence(stage: Pick<Stage<AnySetting>, 'way'>, node: number): void {
  const { way } = stage
  stage.way = (frame, from, to, delay) => ('peerSession' in frame && from === node ? [] : way(frame, from, to, delay))
}
