export { LinkCollector, type LinkExpectations } from './collect/link-collector.js'
export { RunCollector } from './collect/run-collector.js'
export { type ReportedRun, reportHtml } from './html.js'
export type * from './samples.js'
