export * from './components/index.js'
export * from './memory/index.js'
export * from './single-click/index.js'
export * from './two-click/index.js'
