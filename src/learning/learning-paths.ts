/** Every address of training. Posters and other people's links rely on the public ones. */
export const learningPaths = {
  index: '/training',
  course: (slug: string) => `/training/${slug}`,
  enrol: (slug: string) => `/training/${slug}/enrol`,
  module: (slug: string, number: number) => `/training/${slug}/modules/${number}`,
  completion: (slug: string, number: number) => `/training/${slug}/modules/${number}/completion`,
  attempts: (slug: string, number: number) => `/training/${slug}/modules/${number}/attempts`,
  attempt: (slug: string, number: number, attemptId: string) =>
    `/training/${slug}/modules/${number}/attempts/${attemptId}`,
  session: (id: string) => `/training/sessions/${id}`,
  calendar: '/calendar.ics',
  mine: '/account/learning',
  leave: (enrolmentId: string) => `/account/learning/${enrolmentId}/leaving`,
  myCertificate: (certificateId: string) => `/account/learning/certificates/${certificateId}`,
  certificates: '/certificates',
  certificate: (certificateId: string) => `/certificates/${certificateId}`,
  manage: '/manage/training',
  create: '/manage/training/new',
  edit: (id: string) => `/manage/training/${id}`,
  details: (id: string) => `/manage/training/${id}/details`,
  modules: (id: string) => `/manage/training/${id}/modules`,
  newModule: (id: string) => `/manage/training/${id}/modules/new`,
  editModule: (id: string, key: string) => `/manage/training/${id}/modules/${key}`,
  people: (id: string) => `/manage/training/${id}/people`,
  revocation: (id: string) => `/manage/training/${id}/people/revocation`,
  sessions: (id: string) => `/manage/training/${id}/sessions`,
  newSession: (id: string) => `/manage/training/${id}/sessions/new`,
  editSession: (id: string, sessionId: string) => `/manage/training/${id}/sessions/${sessionId}`,
  cancelSession: (id: string, sessionId: string) =>
    `/manage/training/${id}/sessions/${sessionId}/cancellation`,
  attendance: (id: string, sessionId: string) =>
    `/manage/training/${id}/sessions/${sessionId}/attendance`,
}
