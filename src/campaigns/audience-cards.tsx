import type { Audience } from './campaign-content.ts'
import type { CampaignView } from './campaign-view.ts'

/** How each audience is asked to come in; never "victim", never blame. */
const invitations: Record<Audience, { who: string; what: string }> = {
  'young-people': { who: 'I am a young person', what: 'Is it OK? What you can do' },
  parents: { who: 'I am a parent', what: 'What you may notice, and what helps' },
  carers: { who: 'I am a carer', what: 'For foster and kinship carers and children’s homes' },
  practitioners: { who: 'I work with children', what: 'Recognise, respond, refer' },
}

/** The ways in, one for each audience that has a text. */
export function AudienceCards({ view, except }: { view: CampaignView; except?: Audience }) {
  return (
    <ul class="cairn-audiences">
      {view.content.audiences
        .filter(({ audience }) => audience !== except)
        .map(({ audience }) => (
          <li class={`cairn-audience cairn-audience--${audience}`}>
            <a href={view.paths.audience(audience)}>
              <strong>{invitations[audience].who}</strong>
              <span>{invitations[audience].what}</span>
            </a>
          </li>
        ))}
    </ul>
  )
}
