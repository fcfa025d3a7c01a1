import type { LinkService, Node } from '@bellwire/node'
import { ERROR_CODE_NAMES } from '@bellwire/wire'
import type { Metrics, Sample } from '../observation/metrics.js'
import type { Requests } from '../requests/requests.js'
import { samplesOf } from './tally.js'

/** What is counted and measured of a node. */
export function nodeMetrics(metrics: Metrics, node: Node, requests: Requests): void {
  const byPeer = (value: (link: LinkService) => number) => () =>
    node.links.map((link): Sample => ({ labels: { peer: link.peer }, value: value(link) }))
  metrics.gauge(
    'link_up',
    'Whether a link is up',
    ['peer'],
    byPeer(({ status }) => (status.up ? 1 : 0))
  )
  metrics.gauge(
    'link_fit',
    'Whether a link can make pairs now',
    ['peer'],
    byPeer(({ status }) => (status.fit ? 1 : 0))
  )
  metrics.gauge(
    'queue_length',
    'Requests in the queue of a link',
    ['peer'],
    byPeer(({ queue }) => queue.length)
  )
  metrics.gauge('qubits', 'Qubits that the node has', [], () => [{ value: node.qubits.total }])
  metrics.gauge('qubits_in_use', 'Qubits that are held', [], () => [{ value: node.qubits.total - node.qubits.free }])
  metrics.gauge('requests_open', 'Requests of programs that are not over', [], () => [{ value: requests.open }])
  metrics.total('frames_ignored', 'Frames and events that were ignored', ['reason'], () =>
    samplesOf(node.ignored, 'reason')
  )
  const delivered = metrics.counter('pairs_delivered', 'Pairs of a link that were delivered', ['peer', 'kind'])
  const expired = metrics.counter('pairs_expired', 'Delivered pairs of a link that became void', ['peer'])
  const failed = metrics.counter('requests_failed', 'Requests to a link that failed', ['peer', 'reason'])
  for (const link of node.links) {
    const { peer } = link
    link.subscribe({
      delivered: ({ kind }) => delivered({ peer, kind }),
      expired: () => expired({ peer }),
      failed: ({ code }) => failed({ peer, reason: ERROR_CODE_NAMES[code] })
    })
  }
}
