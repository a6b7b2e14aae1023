const base = (id: string): string => `/manage/publications/${id}`

/** Addresses of publishing's part of the workspace, for every kind of publication. */
export const publicationPaths = {
  dashboard: '/manage',
  show: base,
  preview: (id: string) => `${base(id)}/preview`,
  versions: (id: string) => `${base(id)}/versions`,
  version: (id: string, number: number) => `${base(id)}/versions/${number}`,
  restore: (id: string, number: number) => `${base(id)}/versions/${number}/restore`,
  compare: (id: string, from: number, to: number) => `${base(id)}/compare?from=${from}&to=${to}`,
  compareForm: (id: string) => `${base(id)}/compare`,
  review: (id: string) => `${base(id)}/review`,
  returning: (id: string) => `${base(id)}/return`,
  publication: (id: string) => `${base(id)}/publication`,
  plan: (id: string) => `${base(id)}/plan-cancellation`,
  withdrawal: (id: string) => `${base(id)}/withdrawal`,
  reviewed: (id: string) => `${base(id)}/reviewed`,
}
