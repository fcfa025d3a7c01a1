import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** What the viewer looks at closely. */
export type Selected =
  | { readonly kind: 'party'; readonly name: string }
  | { readonly kind: 'link'; readonly link: number }

export interface Selection {
  readonly selected: Selected | undefined
  readonly select: (selected: Selected | undefined) => void
}

export const SelectionContext = createContext<Selection>({ selected: undefined, select: () => undefined })

export function useSelection(): Selection {
  return useContext(SelectionContext)
}

export function isParty(selected: Selected | undefined, name: string): boolean {
  return selected?.kind === 'party' && selected.name === name
}

export function isLink(selected: Selected | undefined, link: number): boolean {
  return selected?.kind === 'link' && selected.link === link
}
