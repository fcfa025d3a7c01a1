import { frameRecords } from '@bellwire/simulation'
import type { Transport } from '@bellwire/transport'
import { type ListeningServer, type Party, webSocketTransport } from '@bellwire/transport-websocket'
import type { Deployment, ProcessPlace } from '../deployment/deployment.js'
import type { ProcessRecorder } from '../telemetry/process-recorder.js'
import type { Service } from './service.js'

/** Where processes of nodes and stations take frames. */
const PEER_PATH = '/peer'

/**
 * The transport of a node or a station to the others, as they come and go.
 *
 * @param neighbours numbers of those with whom there is always something to say
 * @param recorder told of frames
 */
export function frameTransport(
  service: Service,
  server: ListeningServer,
  neighbours: ReadonlySet<number>,
  recorder: ProcessRecorder
): Transport {
  const { log, metrics, place, deployment } = service
  const names = new Map([...deployment.parties.values()].map(({ number, name }) => [number ?? 0, name]))
  const records = frameRecords(recorder, names)
  const nameOf = (peer: number | undefined): string => names.get(peer ?? 0) ?? 'unknown'
  const sent = metrics.counter('frames_sent', 'Frames sent', [])
  const received = metrics.counter('frames_received', 'Frames received', [])
  const dropped = metrics.counter('frames_dropped', 'Frames that could not be sent', ['reason'])
  const malformed = metrics.counter('frames_malformed', 'Messages that were no frame', ['reason'])
  const connected = new Set<number>()
  /** Of those that are not there, it is told once. */
  const missed = new Set<number | undefined>()
  const transport = webSocketTransport({
    node: place.number ?? 0,
    server,
    path: PEER_PATH,
    parties: partiesOf(service, deployment, place, neighbours),
    ...(service.identity ? { tls: service.identity } : { unproven: true }),
    observer: {
      sent: (from, to, frame) => {
        sent({})
        if (recorder.takesFrames) records.sent(from, to, frame)
      },
      received: (from, to, frame) => {
        received({})
        if (recorder.takesFrames) records.received(from, to, frame, undefined)
      },
      dropped: (from, to, frame, reason) => {
        dropped({ reason })
        if (recorder.takesFrames) records.dropped(from, to, frame, reason)
      },
      malformed: (from, to, bytes, error) => {
        malformed({ reason: error.code })
        if (recorder.takesFrames) records.malformed(from, to, bytes, error)
      },
      connected: (peer, incarnation) => {
        connected.add(peer)
        missed.delete(peer)
        log.info('peer up', { peer: nameOf(peer), incarnation })
      },
      disconnected: (peer, reason) => {
        connected.delete(peer)
        log.info('peer away', { peer: nameOf(peer), reason })
      },
      failed: (peer, reason) => {
        log[missed.has(peer) ? 'debug' : 'warn']('peer not reached', { peer: nameOf(peer), reason })
        if (peer !== undefined) missed.add(peer)
      }
    }
  })
  metrics.gauge('peer_up', 'Whether there is a connection with a neighbour', ['peer'], () =>
    [...neighbours].map((peer) => ({ labels: { peer: nameOf(peer) }, value: connected.has(peer) ? 1 : 0 }))
  )
  service.onRenewal((material) => transport.updateTls(material))
  service.onClose(() => transport.close())
  return transport
}

function partiesOf(
  service: Service,
  { parties }: Deployment,
  own: ProcessPlace,
  neighbours: ReadonlySet<number>
): ReadonlyMap<number, Party> {
  const found = new Map<number, Party>()
  for (const place of parties.values()) {
    const { name, number } = place
    if (number === undefined || name === own.name) continue
    found.set(number, { name, url: `${service.urlOf(place)}${PEER_PATH}`, neighbour: neighbours.has(number) })
  }
  return found
}
