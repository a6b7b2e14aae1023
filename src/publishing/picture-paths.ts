/** Addresses of pictures: in the workspace, and of the picture itself. */
export const picturePaths = {
  list: '/manage/files',
  new: '/manage/files/new',
  show: (id: string) => `/manage/files/${id}`,
  removal: (id: string) => `/manage/files/${id}/removal`,
  file: ({ id, name }: { id: string; name: string }) => `/files/${id}/${encodeURIComponent(name)}`,
}
