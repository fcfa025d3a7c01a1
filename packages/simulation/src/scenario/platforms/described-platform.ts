import { operatingPointsOf, opticsBudget, type Platform, type PublishedHardware } from '@bellwire/physics'
import { slotPeriodOf } from '../../network/description.js'
import { armsOf } from '../models/kinds.js'
import { linkOf, nodeOf } from '../network/network-of.js'
import { platformParameters } from './parameters.js'
import type { PlatformInput } from '../schema/platform.js'
import { linkOnPlatform, nodeOnPlatform } from './resolve.js'

/** A description as a platform of the physics: its links and nodes are those that a scenario would have. */
export function describedPlatform(name: string, description: PlatformInput, published?: PublishedHardware): Platform {
  const { title, length } = description
  const paper = description.paper ?? published?.paper
  return {
    name,
    title,
    ...(paper !== undefined && { paper }),
    heraldingPlace: 'mid-point',
    offers: description.keep === false ? ['measure'] : ['keep', 'measure'],
    parameters: published?.parameters ?? platformParameters(description),
    figures: () => published?.figures() ?? [],
    ...(length !== undefined && { lengthKilometres: length }),
    link(asked) {
      const lengthKilometres = length ?? asked
      const input = linkOnPlatform(
        { a: 'a', b: 'b', station: 'station', length: lengthKilometres, model: { kind: 'platform', platform: name } },
        description
      )
      const link = linkOf(input)
      const arms = armsOf(input)
      const noise = link.noise ?? [0, 0]
      return {
        lengthKilometres,
        model: link.model,
        window: link.window,
        guard: link.guard,
        noise,
        operatingPoints: link.operatingPoints ?? operatingPointsOf(link.model, noise),
        ...(link.photon && { photon: link.photon }),
        ...(link.detectors && { detectors: link.detectors }),
        slotPeriod: slotPeriodOf(link),
        delays: link.delays,
        budgets:
          published?.budgets?.() ??
          arms.map(({ chain }, end) => ({
            name: `photons of ${end === 0 ? 'a' : 'b'}`,
            // What nobody has said anything of is no row.
            elements: opticsBudget(
              chain.filter((element) => element.efficiency !== 1 || element.name.startsWith('fibre'))
            )
          }))
      }
    },
    node() {
      const { name: _name, qubits: _qubits, ...node } = nodeOf(nodeOnPlatform({ name, qubits: 1 }, description))
      return node
    }
  }
}
