/** The addresses of people's rights over their data. */
export const ownDataPaths = {
  show: '/account/data',
  download: '/account/data/download',
  request: (kind?: string) => `/account/data/request${kind ? `?kind=${kind}` : ''}`,
  asked: (id: string) => `/account/data/requests/${id}`,
  withdrawal: (id: string) => `/account/data/requests/${id}/withdrawal`,
  released: (id: string) => `/account/data/requests/${id}/download`,
}

export const complaintPaths = {
  new: '/privacy/complaint',
  code: (id: string) => `/privacy/complaint/${id}`,
}

export const privacyDeskPaths = {
  list: '/manage/privacy-requests',
  show: (id: string) => `/manage/privacy-requests/${id}`,
  step: (id: string, step: 'acknowledgement' | 'extension' | 'answer' | 'notes') =>
    `/manage/privacy-requests/${id}/${step}`,
  export: (id: string, step?: 'download' | 'release') =>
    `/manage/privacy-requests/${id}/export${step ? `/${step}` : ''}`,
}

export const erasurePaths = {
  preview: (personId: string, requestId?: string) =>
    `/manage/people/${personId}/erasure${requestId ? `?request=${requestId}` : ''}`,
}

export const retentionPaths = {
  list: '/manage/retention',
  show: (key: string) => `/manage/retention/${key}`,
  period: (key: string) => `/manage/retention/${key}/period`,
  dryRun: (key: string) => `/manage/retention/${key}/dry-run`,
  switch: (key: string) => `/manage/retention/${key}/switch`,
}
