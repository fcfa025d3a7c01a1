import { advertisements } from './wrong-nodes/advertisements.mjs'
import { arrivals } from './wrong-nodes/arrivals.mjs'
import { attempts } from './wrong-nodes/attempts.mjs'
import { betweenBatches } from './wrong-nodes/between-batches.mjs'
import { calls } from './wrong-nodes/calls.mjs'
import { cascades } from './wrong-nodes/cascade.mjs'
import { circuits } from './wrong-nodes/circuits.mjs'
import { codes } from './wrong-nodes/codes.mjs'
import { dialogues } from './wrong-nodes/dialogues.mjs'
import { distillers } from './wrong-nodes/distilling.mjs'
import { drawnKeys } from './wrong-nodes/drawn-keys.mjs'
import { ends } from './wrong-nodes/ends.mjs'
import { frames } from './wrong-nodes/frames.mjs'
import { grants } from './wrong-nodes/grants.mjs'
import { killedRepeaters } from './wrong-nodes/killed-repeaters.mjs'
import { keys } from './wrong-nodes/keys.mjs'
import { keptClocks } from './wrong-nodes/kept-clocks.mjs'

import { keyLengths } from './wrong-nodes/key-lengths.mjs'
import { kmes } from './wrong-nodes/kmes.mjs'
import { machines } from './wrong-nodes/machines.mjs'
import { means } from './wrong-nodes/means.mjs'
import { measurements } from './wrong-nodes/measurements.mjs'
import { metNeighbours } from './wrong-nodes/met-neighbours.mjs'
import { neighbours } from './wrong-nodes/neighbours.mjs'
import { order } from './wrong-nodes/order.mjs'
import { pairs } from './wrong-nodes/pairs.mjs'
import { passedStages } from './wrong-nodes/passed-stages.mjs'
import { programs } from './wrong-nodes/programs.mjs'
import { reaches } from './wrong-nodes/reaches.mjs'
import { repeaters } from './wrong-nodes/repeaters.mjs'
import { requests } from './wrong-nodes/requests.mjs'
import { notices } from './wrong-nodes/notices.mjs'
import { restarts } from './wrong-nodes/restarts.mjs'
import { schedulers } from './wrong-nodes/schedulers.mjs'
import { sequence } from './wrong-nodes/sequence.mjs'
import { session } from './wrong-nodes/session.mjs'
import { shortfalls } from './wrong-nodes/shortfalls.mjs'
import { stages } from './wrong-nodes/stages.mjs'
import { stations } from './wrong-nodes/stations.mjs'
import { stored } from './wrong-nodes/stored.mjs'
import { switchedStations } from './wrong-nodes/switched-stations.mjs'
import { teleports } from './wrong-nodes/teleports.mjs'
import { statistics } from './wrong-nodes/statistics.mjs'

/**
 * Nodes, stations, repeaters, ends of circuits, KMEs and nodes that distribute keys that the conformance suite must find wrong, in the order of the
 * specification: the reference with one behaviour changed in each. The product has no switches for them: a loader changes
 * what was built as it is loaded.
 *
 * @type {readonly import('./wrong-node-source.mjs').WrongNode[]}
 */
export const WRONG_NODES = [
  ...session,
  ...means,
  ...attempts,
  ...betweenBatches,
  ...keptClocks,
  ...grants,
  ...requests,
  ...order,
  ...schedulers,
  ...sequence,
  ...pairs,
  ...stored,
  ...measurements,
  ...arrivals,
  ...statistics,
  ...shortfalls,
  ...frames,
  ...machines,
  ...notices,
  ...restarts,
  ...dialogues,
  ...programs,
  ...teleports,
  ...stations,
  ...switchedStations,
  ...calls,
  ...metNeighbours,
  ...neighbours,
  ...advertisements,
  ...repeaters,
  ...reaches,
  ...passedStages,
  ...distillers,
  ...ends,
  ...circuits,
  ...killedRepeaters,
  ...kmes,
  ...keys,
  ...cascades,
  ...codes,
  ...keyLengths,
  ...drawnKeys,
  ...stages
]
