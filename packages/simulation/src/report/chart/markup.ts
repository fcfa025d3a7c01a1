/** Markup that is finished: it goes into a page as it is. Everything else is text and is escaped. */
export interface Markup {
  readonly html: string
}

export type Content = Markup | string | number | readonly Content[]

type Attributes = { readonly [name: string]: string | number | undefined }

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for any place in HTML and SVG, attributes included. */
export function escapeText(text: string): string {
  // Control characters and half surrogate pairs have no form in XML at all.
  const printable = text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
  return printable.replace(/[&<>"]/g, (character) => ENTITIES[character] as string)
}

/** One element; attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, ...content: readonly Content[]): Markup {
  const inside = content.map(render).join('')
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${typeof value === 'number' ? round(value) : escapeText(value)}"`
  )
  return { html: `<${name}${written.join('')}>${inside}</${name}>` }
}

/** Several pieces after one another. */
export function join(content: readonly Content[]): Markup {
  return { html: content.map(render).join('') }
}

export const nothing: Markup = { html: '' }

/** Coordinates need no more than two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

function render(content: Content): string {
  if (typeof content === 'string') return escapeText(content)
  if (typeof content === 'number') return String(content)
  if ('html' in content) return content.html
  return content.map(render).join('')
}
