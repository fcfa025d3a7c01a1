import type { NetworkModel } from '../../src/view/network-model.js'
import { rateOf, type ServiceView } from '../../src/view/service.js'
import { formatCount, formatRate, formatShare } from '../parts/format.js'
import { useSelection } from '../session/selection.js'
import { FaultButtons } from './fault-buttons.js'

/** Everybody in the network, and what its users get. */
export function Overview({ model }: { readonly model: NetworkModel }) {
  const { network, services } = model
  return (
    <div class="stack">
      {network.text !== undefined && <p class="lead">{network.text}</p>}
      <ServiceTable services={[...services.all.values()]} now={model.pace.time} />
      <Parties model={model} />
      {network.controls.length > 3 && <FaultButtons model={model} />}
      <p class="hint">
        Choose a node, station or link on the map to look inside it. Keys: <kbd>space</kbd> pauses, <kbd>.</kbd> goes
        one step, <kbd>[</kbd> and <kbd>]</kbd> change the speed.
      </p>
    </div>
  )
}

function ServiceTable({ services, now }: { readonly services: readonly ServiceView[]; readonly now: number }) {
  if (services.length === 0) return <p class="hint">Nobody has been given a pair yet.</p>
  // Circuits first: they are what users at a distance get.
  const sorted = [...services].sort((one, other) => Number(other.kind === 'circuit') - Number(one.kind === 'circuit'))
  return (
    <table class="figures">
      <caption class="visually-hidden">Pairs delivered</caption>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Pairs</th>
          <th scope="col">Rate</th>
          <th scope="col">Estimate</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((service) => {
          const rate = rateOf(service, now)
          return (
            <tr key={`${service.kind} ${service.name}`} data-service={service.name} data-kind={service.kind}>
              <th scope="row">
                {service.name.replace('-', ' – ')} <small>{service.kind}</small>
              </th>
              <td class="number">{formatCount(service.delivered)}</td>
              <td class="number">{rate === undefined ? '–' : formatRate(rate)}</td>
              <td class="number">{service.estimate === undefined ? '–' : formatShare(service.estimate)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Parties({ model }: { readonly model: NetworkModel }) {
  const { select } = useSelection()
  return (
    <ul class="chips" aria-label="Nodes, stations and links">
      {[...model.parties.all.values()].map(({ name, role, up }) => (
        <li key={name}>
          <button
            type="button"
            class={`chip is-${role} ${up ? '' : 'is-down'}`}
            onClick={() => select({ kind: 'party', name })}
          >
            {name}
          </button>
        </li>
      ))}
      {[...model.links.all.values()].map(({ link: { number, a, b } }) => (
        <li key={number}>
          <button type="button" class="chip is-link" onClick={() => select({ kind: 'link', link: number })}>
            {a} – {b}
          </button>
        </li>
      ))}
    </ul>
  )
}
