import { officerOr } from '../platform/access.ts'

export const writeCourses = officerOr('write and publish courses', 'training-coordinator')

/** The list of courses with how many learn: everybody of the business unit. */
export const seeTraining = officerOr(
  'see how training goes',
  'communications',
  'training-coordinator',
)

/** Names, progress and attendance of learners. */
export const seeLearners = officerOr('see who is learning', 'training-coordinator')
