import { escaped } from './escape.js'
import type { Report } from './report.js'

const COLOURS = { pass: '#1a7f37', fail: '#c62828', inconclusive: '#8a6100', none: '#8a6100' } as const

/** Of one character in the badge's font, roughly, and of what is left on both sides. Pixels. */
const [CHARACTER, MARGIN] = [6.6, 12]

/** A report as a small picture: what was judged, and what was found. */
export function badgeOf({ verdict, requirements, claim }: Report): string {
  const kept = Object.values(requirements).filter((one) => one === 'pass').length
  const [left, right] = ['bellwire conformance', `${kept}/${Object.keys(requirements).length} ${verdict}`]
  const [from, to] = [left.length * CHARACTER + MARGIN, right.length * CHARACTER + MARGIN]
  const text = (x: number, said: string): string =>
    `<text x="${x.toFixed(1)}" y="14" text-anchor="middle">${escaped(said)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${(from + to).toFixed(1)}" height="20" role="img">`,
    `<title>${escaped(claim)}</title>`,
    `<rect width="${from.toFixed(1)}" height="20" fill="#444"/>`,
    `<rect x="${from.toFixed(1)}" width="${to.toFixed(1)}" height="20" fill="${COLOURS[verdict]}"/>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(from / 2, left)}${text(from + to / 2, right)}</g>`,
    '</svg>\n'
  ].join('')
}
