import { traces, type PersonalRecord } from '../people/people.ts'

export const learningPersonalRecords: PersonalRecord[] = [
  {
    table: 'enrolment',
    column: 'person_id',
    title: 'Courses you enrolled on',
    kind: 'own',
    merging: 'move',
    erasure: {
      keep: 'The number of people trained, by agency, is part of the partnership’s yearly report. The name is taken away.',
    },
  },
  ...traces(['session_attendance', 'recorded_by', 'Attendance you recorded']),
]
