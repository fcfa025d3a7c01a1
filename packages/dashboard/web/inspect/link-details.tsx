import type { LinkView } from '../../src/view/links.js'
import type { NetworkModel } from '../../src/view/network-model.js'
import { rateOf } from '../../src/view/service.js'
import { formatCount, formatRate, formatShare, formatSpan } from '../parts/format.js'
import { FaultButtons } from './fault-buttons.js'

/** One link: how its ends see it, and what it gives. */
export function LinkDetails({ model, view }: { readonly model: NetworkModel; readonly view: LinkView }) {
  const { link, states, heralds } = view
  const service = model.services.all.get(`link ${link.a}-${link.b}`)
  const rate = service === undefined ? undefined : rateOf(service, model.pace.time)
  const rows: readonly (readonly [string, string])[] = [
    ...[link.a, link.b].map((end) => [`State at ${end}`, states.get(end) ?? 'unknown'] as const),
    ['Heralds', formatCount(heralds)],
    ['Pairs delivered', service === undefined ? '–' : formatCount(service.delivered)],
    ['Rate', rate === undefined ? '–' : formatRate(rate)],
    ['Fidelity, as estimated', service?.estimate === undefined ? '–' : formatShare(service.estimate)],
    ['Pairs still wanted', service === undefined ? '–' : formatCount(service.waiting)],
    ...(link.slotPeriod === undefined ? [] : [['One attempt every', formatSpan(link.slotPeriod)] as const]),
    ...(link.delays === undefined ? [] : [['Light to the station', link.delays.map(formatSpan).join(' and ')] as const])
  ]
  return (
    <div class="stack">
      <h2>
        {link.a} – {link.b} <small>link {link.number}</small>
      </h2>
      <table class="figures">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <FaultButtons model={model} link={link.number} />
    </div>
  )
}
