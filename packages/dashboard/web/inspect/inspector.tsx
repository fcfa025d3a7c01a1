import { useSelection } from '../session/selection.js'
import { useModel } from '../session/use-session.js'
import { LinkDetails } from './link-details.js'
import { Overview } from './overview.js'
import { PartyDetails } from './party-details.js'

/** The node, station or link that the viewer has chosen; everybody, if none. */
export function Inspector() {
  const model = useModel(120)
  const { selected, select } = useSelection()
  if (model === undefined) return null
  const party = selected?.kind === 'party' ? model.parties.all.get(selected.name) : undefined
  const link = selected?.kind === 'link' ? model.links.all.get(selected.link) : undefined
  if (party === undefined && link === undefined) return <Overview model={model} />
  return (
    <>
      <button type="button" class="button is-quiet" onClick={() => select(undefined)}>
        ← Everybody
      </button>
      {party !== undefined && <PartyDetails model={model} party={party} />}
      {link !== undefined && <LinkDetails model={model} view={link} />}
    </>
  )
}
