import type { SiteContext } from '../ui/site-context.ts'
import { concernPaths } from './concern-paths.ts'
import type { RouteView } from './route-views.ts'

/** The registry for machines: for websites of schools and agencies that show our numbers and should never type them. */
export function feedOf(
  routes: RouteView[],
  site: Pick<SiteContext, 'partnershipName' | 'isDemonstration'>,
  publicUrl: string,
) {
  return {
    partnership: site.partnershipName,
    /** True: for trying out only, nobody answers the local numbers. */
    isDemonstration: site.isDemonstration,
    page: `${publicUrl}${concernPaths.report}`,
    emergency: 'If a child is in immediate danger, call 999.',
    routes: routes.map((route) => ({
      key: route.key,
      name: route.name,
      purpose: route.purpose,
      audiences: route.audiences,
      nation: route.nation,
      area: route.area,
      urgency: route.urgency,
      contactPoints: {
        phone: route.phone,
        phoneIsFree: route.phoneIsFree,
        text: route.textNumber,
        textphone: route.textphone,
        relayUk: route.relayNumber,
        web: route.webAddress,
        signLanguage: route.signLanguageAddress,
      },
      hours: route.hours,
      hoursInWords: route.hoursInWords,
      outOfHours: route.outOfHoursKey,
      anonymousPossible: route.anonymousPossible,
      recordMade: route.recordMade,
      feedbackGiven: route.feedbackGiven,
      runBy: route.runBy,
      validFrom: route.validFrom,
      validTo: route.validTo,
      lastVerifiedOn: route.lastVerifiedOn,
    })),
  }
}
