import type { Drill } from './faults.ts'

export const databaseDownDrill: Drill = {
  help: 'stops PostgreSQL under load: public pages and /report still answer',
  run: () => Promise.reject(new Error('not yet')),
}
