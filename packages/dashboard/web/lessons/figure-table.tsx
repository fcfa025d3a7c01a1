import type { Figure } from './lesson.js'

/** What is measured in the running network, beside what theory says. */
export function FigureTable({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">Quantity</span>
          </th>
          <th scope="col">Measured here</th>
          <th scope="col">Theory</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, measured, error, expected, show }) => (
          <tr key={name} data-figure={name}>
            <th scope="row">{name}</th>
            <td class="number">
              {measured === undefined ? '–' : show(measured)}
              {measured !== undefined && error !== undefined && <small> ± {show(error)}</small>}
            </td>
            <td class="number">{expected === undefined ? '' : show(expected)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
