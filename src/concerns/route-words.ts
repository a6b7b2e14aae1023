import type { Nation } from './bank-holidays.ts'
import type { RouteAudience, Urgency } from './reporting-route-queries.ts'

export const audienceWords: Record<RouteAudience, string> = {
  'young-people': 'Young people',
  public: 'Parents, carers and everybody',
  practitioners: 'People who work with children',
}

export const urgencyWords: Record<Urgency, string> = {
  emergency: 'Emergency: a child is in danger now',
  urgent: 'Urgent: a child may be harmed',
  advice: 'Advice and support',
}

export const nationWords: Record<Nation, string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}
