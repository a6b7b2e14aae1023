import { traces, type PersonalRecord, type RetentionAct, type SliceData } from '../people/people.ts'
import {
  countOldAnswers,
  countOpenEnrolments,
  forgetOldAnswers,
  listAttemptsOf,
  listCertificatesOf,
  listEnrolmentsOf,
  listProgressOf,
} from './personal-data-queries.ts'

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

/** What the part about learning keeps of people, as they see it. */
export const learningData: SliceData = {
  sections: [
    {
      key: 'enrolments',
      title: 'Courses you enrolled on',
      why: 'So that your training is known to you, to your agency and in the partnership’s numbers.',
      fields: {
        course: 'Course',
        state: 'State',
        enrolled_at: 'Enrolled',
        details_confirmed_at: 'You confirmed your details',
        completed_at: 'Completed',
        left_at: 'Left',
      },
      covers: ['enrolment.person_id'],
      read: (database, { id }) => listEnrolmentsOf(database, id),
    },
    {
      key: 'progress',
      title: 'How far you got',
      why: 'So that you go on where you stopped.',
      fields: { course: 'Course', part: 'Part', how: 'How', at: 'When' },
      covers: [],
      read: (database, { id }) => listProgressOf(database, id),
    },
    {
      key: 'knowledge-checks',
      title: 'Your knowledge checks',
      why: 'So that the course knows whether you passed; your single answers are shown to you alone.',
      fields: {
        course: 'Course',
        part: 'Part',
        correct: 'Right',
        questions: 'Of',
        passed: 'Passed',
        answers: 'What you chose, by question',
        at: 'When',
      },
      covers: [],
      read: (database, { id }) => listAttemptsOf(database, id),
    },
    {
      key: 'certificates',
      title: 'Your certificates',
      why: 'So that whoever sees one can check that it is real.',
      fields: {
        course: 'Course',
        number: 'Number',
        issued_at: 'Issued',
        revoked_at: 'Taken back',
        revoked_reason: 'Why',
      },
      covers: [],
      read: (database, { id }) => listCertificatesOf(database, id),
    },
  ],
  stillHeld: async (database, personId) => [
    { title: 'Courses they are on', entries: await countOpenEnrolments(database, personId) },
  ],
}

/** What the rules for learning do. */
export const learningRetention: RetentionAct[] = [
  {
    key: 'check-answers',
    spares: 'results and certificates: only which answers were chosen is deleted.',
    undo: 'The answers are deleted for good. Nobody can undo that.',
    find: async (database, before) => ({
      found: await countOldAnswers(database, before),
      first: [],
    }),
    apply: ({ database }, _data, before) => forgetOldAnswers(database, before),
  },
]
