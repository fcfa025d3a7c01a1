/** Of the page of a report: light or dark as its reader has it, and no wider than what it is read on. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --faint: #777; --line: #ccc; --good: #1a7f37; --bad: #c62828; --unsure: #8a6100 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --paper: #16181b; --faint: #999; --line: #444; --good: #5fcf80; --bad: #ff7b72; --unsure: #e3b341 }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.45 system-ui, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 1rem }
.claim { font-size: 1.15rem; border-left: .4rem solid; padding-left: .7rem; overflow-wrap: anywhere }
.pass { color: var(--good) } .fail { color: var(--bad) } .inconclusive, .none { color: var(--unsure) } .not-judged { color: var(--faint) }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
th, td:nth-child(2) { white-space: nowrap }
small { display: block; color: var(--faint) }
summary { cursor: pointer; padding: .3rem 0 }
.scroll { overflow-x: auto }
.chart { font: 12px system-ui, sans-serif; fill: var(--ink); max-width: none }
.chart .lane, .chart .words { text-anchor: middle }
.chart .lane { font-weight: bold }
.chart .time { fill: var(--faint) }
.chart path { fill: none; stroke: var(--ink) }
.chart .life { stroke: var(--line) }
.chart .accused path { stroke: var(--bad); stroke-width: 3 }
.chart .accused text { fill: var(--bad); font-weight: bold }
code { overflow-wrap: anywhere }
@media (max-width: 40rem) { tr { display: grid; grid-template-columns: auto 1fr } td:nth-child(3) { grid-column: 1 / -1; border: 0 } }
`
