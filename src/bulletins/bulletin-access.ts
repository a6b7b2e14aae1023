import { officerOr } from '../platform/access.ts'

export const editBulletins = officerOr('write and publish bulletins', 'communications')
export const sendBulletins = officerOr('send bulletins', 'communications')
export const manageSubscribers = officerOr('see and change who gets the bulletin', 'communications')
