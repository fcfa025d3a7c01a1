/** The one style sheet of every report: light and dark, phones, print. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfa; --card: #ffffff; --ink: #1c2024; --pale: #60666e; --rule: #d8dbdf; --grid: #e7e9ec;
  --t1: #1763b0; --t2: #c8501a; --t3: #1f7f5c; --t4: #8a4aa0; --t5: #7a8087; --good: #1f7f5c; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --card: #1b1f23; --ink: #e6e8ea; --pale: #9aa1a9; --rule: #363c43; --grid: #2a2f35;
    --t1: #6cb0f5; --t2: #f08c55; --t3: #55c49a; --t4: #c99ae0; --t5: #8d949c; --good: #55c49a; --bad: #ff8a80;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 68rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  font-variant-numeric: tabular-nums;
}
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.75rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: .25rem 0 .75rem; max-width: 46rem; }
.sub, .note, figcaption { color: var(--pale); }
.note, figcaption { font-size: .875rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0; padding: 0; }
.facts div { background: var(--card); border: 1px solid var(--rule); border-radius: .5rem; padding: .6rem .8rem; }
.facts dt { color: var(--pale); font-size: .8rem; }
.facts dd { margin: 0; font-size: 1.1rem; font-weight: 600; overflow-wrap: anywhere; }
figure {
  margin: 0 0 1.25rem; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--rule); border-radius: .5rem;
  break-inside: avoid;
}
.beside { display: grid; grid-template-columns: minmax(0, 37.5rem) minmax(13rem, 1fr); gap: 1rem 1.5rem; align-items: start; }
.beside table { font-size: .9rem; }
figcaption { margin-top: .5rem; } svg + svg { margin-top: .75rem; } main > .note { margin-top: 1.25rem; max-width: none; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 12.5px; fill: var(--pale); }
svg .label, svg .legend { fill: var(--ink); }
svg .on-span { fill: var(--card); font-size: 11px; font-weight: 600; }
.grid { stroke: var(--grid); } .faint { opacity: .5; } .axis { stroke: var(--pale); }
.t1 { --tone: var(--t1); } .t2 { --tone: var(--t2); } .t3 { --tone: var(--t3); } .t4 { --tone: var(--t4); } .t5 { --tone: var(--t5); }
.line { fill: none; stroke: var(--tone); stroke-width: 1.8; stroke-linejoin: round; }
.dashed { stroke-dasharray: 5 4; stroke-width: 1.4; }
.error { fill: none; stroke: var(--tone); stroke-width: 1.3; }
.dot { fill: var(--tone); } .hollow { fill: var(--card); stroke: var(--tone); stroke-width: 1.6; }
.bar { fill: var(--tone); fill-opacity: .55; } .band { fill: var(--tone); fill-opacity: .18; } .span { fill: var(--tone); }
.heat { fill: var(--t1); shape-rendering: crispEdges; }
.region { shape-rendering: crispEdges; } .r0 { fill: none; } .r1 { fill: var(--t5); fill-opacity: .22; } .r2 { fill: var(--t1); fill-opacity: .38; }
.r3 { fill: var(--t3); fill-opacity: .62; } .r4 { fill: var(--t4); fill-opacity: .72; }
.frame { fill: none; stroke: var(--pale); } .level { fill: none; stroke: var(--ink); stroke-width: 1.1; stroke-dasharray: 4 3; }
svg .level-name { fill: var(--ink); font-size: 11px; }
.scroll { overflow-x: auto; } .wide svg { min-width: 44rem; }
table { border-collapse: collapse; font-size: .9rem; width: 100%; }
th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--grid); vertical-align: baseline; }
th { color: var(--pale); font-weight: 500; border-bottom-color: var(--rule); }
th:first-child, td:first-child, .text { text-align: left; }
td { white-space: nowrap; } td .note, .beside td { white-space: normal; }
tbody th { color: var(--ink); font-weight: 400; border-bottom-color: var(--grid); }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
.share { min-width: 7rem; }
td:has(.share) { width: 45%; }
.share span { display: block; height: .7rem; min-width: 1px; background: var(--t1); opacity: .7; border-radius: 2px; }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; }
details { margin-top: .6rem; font-size: .875rem; } summary { cursor: pointer; color: var(--pale); }
details .scroll { max-height: 20rem; overflow-y: auto; margin-top: .4rem; }
tbody th:has(.note) { min-width: 16rem; } .pull { width: 6.5rem; } .pull svg { margin-top: .3rem; }
@media (max-width: 52rem) { .beside { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 34rem) {
  body { padding: 1rem .6rem 3rem; } tbody th:has(.note) { min-width: 10rem; } figure { padding: .7rem .5rem; }
  svg text { font-size: 15px; } svg .on-span { font-size: 13px; }
}
@media print { body { max-width: none; padding: 0; } details { display: none; } figure { border: none; padding: 0; } }
`
