import { type Content, element, join, type Markup } from '../chart/markup.js'
import { STYLE } from './style.js'

/** A whole page in one file: nothing is loaded, nothing runs. */
export function page(title: string, ...body: readonly Content[]): string {
  const head = element(
    'head',
    {},
    { html: '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' },
    { html: '<meta name="generator" content="Bellwire">' },
    element('title', {}, title),
    { html: `<style>${STYLE}</style>` }
  )
  const { html } = element('html', { lang: 'en' }, head, element('body', {}, element('main', {}, ...body)))
  return `<!DOCTYPE html>\n${html}\n`
}

/** A table whose first column names its rows; columns of words are aligned as such. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly Content[])[],
  words: readonly number[] = []
): Markup {
  const style = (column: number): { class?: string } => (words.includes(column) ? { class: 'text' } : {})
  return element(
    'div',
    { class: 'scroll' },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          columns.map((name, n) => element('th', { scope: 'col', ...style(n) }, name))
        )
      ),
      element(
        'tbody',
        {},
        rows.map((row) =>
          element(
            'tr',
            {},
            row.map((cell, n) => (n === 0 ? element('th', { scope: 'row' }, cell) : element('td', style(n), cell)))
          )
        )
      )
    )
  )
}

/** Numbers that matter, as a list of cards. */
export function factCards(facts: readonly (readonly [string, string])[]): Markup {
  const cards = facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))
  return element('dl', { class: 'facts' }, cards)
}

/** Numbers beside a plot. */
export function factTable(facts: readonly (readonly [string, string])[]): Markup {
  const rows = facts.map(([name, value]) =>
    element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value))
  )
  return element('table', {}, element('tbody', {}, rows))
}

/** Data that opens on demand. */
export function details(summary: string, ...content: readonly Content[]): Markup {
  return element('details', {}, element('summary', {}, summary), join(content))
}
