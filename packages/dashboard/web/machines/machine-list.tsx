import type { MachineUse } from '../../src/view/machine-states.js'

const LAYERS = ['physical', 'link', 'network', 'application', 'station'] as const

/** The machines of a party by layer, with the states that they are in. */
export function MachineList({
  uses,
  chosen,
  onChoose
}: {
  readonly uses: ReadonlyMap<string, MachineUse>
  readonly chosen: string
  readonly onChoose: (machine: string) => void
}) {
  return (
    <div class="machine-list" role="group" aria-label="Protocol machines">
      {LAYERS.map((layer) => {
        const own = [...uses].filter(([name]) => name.startsWith(`${layer}/`))
        if (own.length === 0) return null
        return (
          <div key={layer} class="machine-layer">
            <h3>{layer}</h3>
            <div class="machine-names">
              {own.map(([name, use]) => (
                <button
                  key={name}
                  type="button"
                  class="machine-name"
                  aria-pressed={name === chosen}
                  onClick={() => onChoose(name)}
                >
                  <span>{name.slice(layer.length + 1)}</span>
                  <small>{summary(use)}</small>
                </button>
              ))}
            </div>
          </div>
        )
      })}
    </div>
  )
}

/** The state of the only instance, or how many there are. */
function summary({ instances }: MachineUse): string {
  const [first] = instances.values()
  if (first === undefined) return 'none'
  return instances.size === 1 ? (first.state.split('.').at(-1) ?? '') : `${instances.size} running`
}
