import { officerOr } from '../platform/access.ts'

export const manageRoutes = officerOr('change the ways to report a concern', 'communications')
