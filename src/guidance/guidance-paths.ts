import type { Nation } from './nations.ts'

/** Every address of guidance. Posters and other people's links rely on the public ones. */
export const guidancePaths = {
  index: '/guidance',
  topic: (topic: string) => `/guidance/topics/${topic}`,
  show: (slug: string) => `/guidance/${slug}`,
  showIn: (slug: string, nation: Nation) => `/guidance/${slug}?nation=${nation}`,
  manage: '/manage/guidance',
  create: '/manage/guidance/new',
  edit: (id: string) => `/manage/guidance/${id}`,
  topics: '/manage/guidance/topics',
  instruments: '/manage/legal-instruments',
  newInstrument: '/manage/legal-instruments/new',
  instrument: (id: string) => `/manage/legal-instruments/${id}`,
}
