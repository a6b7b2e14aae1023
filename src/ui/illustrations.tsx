import type { ComponentChildren } from 'preact'

/**
 * Cairn's own pictures: fells, cairns, paths, hands that pass stones on. They are decorative, so
 * screen readers pass over them. On pages their colours come from the style sheet and follow the
 * scheme; `flatColours` is for places without one: posters, shared pictures, e-mail.
 */
export const artColourNames = [
  'sky',
  'glow',
  'sun',
  'far',
  'mid',
  'near',
  'front',
  'water',
  'path',
  'stone',
  'stone-light',
  'stone-dark',
  'bloom',
  'bloom-dark',
  'skin',
  'skin-dark',
  'cloth',
  'cloth-warm',
  'cloth-cool',
  'hair',
] as const
export type ArtColours = Readonly<Record<(typeof artColourNames)[number], string>>

const schemeColours = Object.fromEntries(
  artColourNames.map((name) => [name, `var(--art-${name})`]),
) as ArtColours

/** The light scheme's colours; `styles/_art.scss` has the same. */
export const flatColours: ArtColours = {
  sky: '#f6e9cf',
  glow: '#fbf3df',
  sun: '#f2b95c',
  far: '#b9c9c0',
  mid: '#8fae9d',
  near: '#5f8d74',
  front: '#2f6a50',
  water: '#d5e6e4',
  path: '#ecdcb8',
  stone: '#8d8a83',
  'stone-light': '#b3afa6',
  'stone-dark': '#66645f',
  bloom: '#a0609c',
  'bloom-dark': '#7b3f78',
  skin: '#e0ac86',
  'skin-dark': '#8c5a3c',
  cloth: '#7b2d78',
  'cloth-warm': '#d9822b',
  'cloth-cool': '#2f5f8a',
  hair: '#3b2a22',
}

type ArtProps = { colours?: ArtColours; class?: string }

/** For the home page: a grown-up and a child add a stone to a cairn above a tarn. */
export function FellsAndCairn({ colours: c = schemeColours, class: className }: ArtProps) {
  return (
    <Picture class={className} width={800} height={560}>
      <Sky c={c} width={800} height={560} sun={[596, 150, 50]} />
      <path
        fill={c.far}
        d="M0 268c60-28 104-62 168-66 52-3 82 8 122-30 30-28 52-58 92-54 44 4 66 58 112 68 50 11 92-20 138-16 66 6 108 44 168 42v348H0Z"
      />
      <path
        fill={c.mid}
        d="M0 330c54-12 92-48 152-48 66 0 96 34 158 26 70-9 96-60 164-64 58-3 86 40 146 52 66 13 122-8 180-2v266H0Z"
      />
      <path
        fill={c.water}
        d="M92 362c70-14 214-18 282-6 34 6 30 20-2 26-72 14-220 12-284-2-26-6-22-13 4-18Z"
      />
      <path
        fill={c.near}
        d="M0 384c90 22 160-14 270-12 122 2 190 30 302 14 90-13 148-30 228-26v200H0Z"
      />
      <path
        fill={c.front}
        d="M0 470c110-40 206-20 312-34 124-16 206-50 324-44 66 3 116 18 164 24v144H0Z"
      />
      <path
        fill={c.path}
        d="M150 560c30-44 150-48 196-78 32-21 4-40-24-54-20-10-10-22 14-28l12 1c-18 6-22 14-6 22 40 20 84 40 52 72-32 30-96 30-118 65Z"
      />
      <Heather c={c} at={[64, 500]} />
      <Heather c={c} at={[150, 470]} size={0.7} />
      <Heather c={c} at={[470, 520]} size={1.2} />
      <Heather c={c} at={[742, 470]} />
      <Cairn c={c} at={[634, 456]} size={1.15} only={3} />
      <GrownUp c={c} at={[516, 470]} />
      <Child c={c} at={[568, 474]} />
    </Picture>
  )
}

export const campaignArtNames = ['path', 'hands', 'lantern', 'cairn', 'bridge', 'window'] as const
export type CampaignArtName = (typeof campaignArtNames)[number]

/** A picture for a campaign, a course or a guidance page, wide and calm enough for a card. */
export function CampaignArt({ name, ...props }: ArtProps & { name: CampaignArtName }) {
  const Art = campaignArt[name]
  return <Art {...props} />
}

const campaignArt: Record<CampaignArtName, (props: ArtProps) => ComponentChildren> = {
  path: PathArt,
  hands: HandsArt,
  lantern: LanternArt,
  cairn: CairnArt,
  bridge: BridgeArt,
  window: WindowArt,
} as never

/** A path that winds up past three small cairns: the way is marked. */
function PathArt({ colours: c = schemeColours, class: className }: ArtProps) {
  return (
    <Picture class={className} width={640} height={320}>
      <Sky c={c} width={640} height={320} sun={[486, 92, 34]} />
      <path
        fill={c.far}
        d="M0 176c70-10 96-60 160-62 54-2 78 40 128 44 60 5 92-54 150-54 62 0 104 52 202 44v172H0Z"
      />
      <path
        fill={c.mid}
        d="M0 224c80-36 150-30 220-14 84 19 130-30 214-34 80-4 136 22 206 30v114H0Z"
      />
      <path fill={c.front} d="M0 268c112-36 214-14 320-26 118-13 214-34 320-14v92H0Z" />
      <path
        fill={c.path}
        d="M236 320c6-30 96-30 128-48 24-14-4-26-26-34-18-7-6-18 24-26 22-6 18-14 4-20l5-2c20 6 30 16 4 26-20 8-30 13-14 19 36 14 68 28 36 50-28 18-64 18-73 35Z"
      />
      <Cairn c={c} at={[452, 268]} size={0.5} />
      <Cairn c={c} at={[306, 236]} size={0.3} />
      <Cairn c={c} at={[404, 196]} size={0.2} />
      <Heather c={c} at={[90, 292]} />
      <Heather c={c} at={[560, 288]} size={0.8} />
    </Picture>
  )
}

/** One hand gives a stone into another. */
function HandsArt({ colours: c = schemeColours, class: className }: ArtProps) {
  return (
    <Picture class={className} width={640} height={320}>
      <Sky c={c} width={640} height={320} sun={[320, 128, 92]} />
      <path fill={c.mid} d="M0 262c120-40 210-30 320-30s220-10 320 30v58H0Z" />
      <path fill={c.front} d="M0 292c140-28 240-18 330-18s200-10 310 14v32H0Z" />
      <g stroke-linecap="round" stroke-linejoin="round" fill="none">
        <path stroke={c.cloth} stroke-width="62" d="M-20 214 120 190" />
        <path stroke={c['skin-dark']} stroke-width="44" d="m138 187 74-10" />
        <path stroke={c['skin-dark']} stroke-width="21" d="M214 170c24-10 44-9 66-2" />
        <path stroke={c['skin-dark']} stroke-width="19" d="M214 186c30-2 58 2 84 6" />
        <path stroke={c['skin-dark']} stroke-width="17" d="M204 198c28 10 54 12 80 11" />
        <path stroke={c['cloth-cool']} stroke-width="62" d="M660 250 524 226" />
        <path stroke={c.skin} stroke-width="44" d="m506 223-62-8" />
        <path stroke={c.skin} stroke-width="19" d="M442 228c-34 8-68 8-102 3" />
        <path stroke={c.skin} stroke-width="19" d="M438 212c-16-14-30-20-44-22" />
      </g>
      <path
        fill={c.stone}
        d="M268 168c8-30 40-44 74-40 34 4 58 24 56 52-2 26-34 42-72 40-38-2-66-22-58-52Z"
      />
      <path
        fill={c['stone-light']}
        d="M284 158c12-18 34-24 58-20 18 3 30 10 36 18-24-8-60-8-94 2Z"
      />
    </Picture>
  )
}

/** A lantern at a gate: somebody is there. */
function LanternArt({ colours: c = schemeColours, class: className }: ArtProps) {
  return (
    <Picture class={className} width={640} height={320}>
      <rect width="640" height="320" fill={c.near} />
      <path
        fill={c.front}
        d="M0 150c90-50 170-30 250-20 110 14 190-50 390-6v196H0Z"
        opacity=".55"
      />
      <circle cx="320" cy="158" r="150" fill={c.sun} opacity=".18" />
      <circle cx="320" cy="158" r="98" fill={c.sun} opacity=".28" />
      <path fill={c.front} d="M0 262c160-22 300-18 640-4v62H0Z" />
      <g fill="none" stroke={c['stone-dark']} stroke-width="7" stroke-linecap="round">
        <path d="M286 104c0-36 68-36 68 0" />
      </g>
      <path fill={c['stone-dark']} d="M276 104h88l8 18H268Zm-6 108h100l8 22H262Z" />
      <path fill={c.glow} d="M280 122h80l8 90h-96Z" />
      <path fill={c.sun} d="M320 136c22 26 28 38 28 52a28 24 0 0 1-56 0c0-14 8-26 28-52Z" />
      <g stroke={c['stone-dark']} stroke-width="5">
        <path d="m280 122-8 90M360 122l8 90M320 122v14" />
      </g>
      <Cairn c={c} at={[320, 280]} size={0.72} only={2} />
      <Heather c={c} at={[120, 284]} />
      <Heather c={c} at={[524, 282]} size={1.1} />
    </Picture>
  )
}

/** A cairn by itself on the top, with the evening behind it. */
function CairnArt({ colours: c = schemeColours, class: className }: ArtProps) {
  return (
    <Picture class={className} width={640} height={320}>
      <Sky c={c} width={640} height={320} sun={[196, 118, 42]} />
      <path
        fill={c.far}
        d="M0 196c80-20 120-64 190-60 66 4 86 46 150 40 74-7 110-64 180-58 50 4 84 34 120 40v162H0Z"
      />
      <path fill={c.mid} d="M0 246c110-30 210-18 300-26 120-11 210-40 340-16v116H0Z" />
      <path fill={c.front} d="M0 286c150-40 300-34 400-40 90-5 170 10 240 24v50H0Z" />
      <Cairn c={c} at={[420, 274]} size={1.05} />
      <Heather c={c} at={[70, 296]} size={0.9} />
      <Heather c={c} at={[560, 294]} />
    </Picture>
  )
}

/** A small bridge over a beck: across is near. */
function BridgeArt({ colours: c = schemeColours, class: className }: ArtProps) {
  return (
    <Picture class={className} width={640} height={320}>
      <Sky c={c} width={640} height={320} sun={[132, 84, 32]} />
      <path
        fill={c.far}
        d="M0 158c90 10 130-54 200-52 70 2 90 52 160 46 80-7 120-66 190-52 44 9 64 30 90 36v184H0Z"
      />
      <path fill={c.mid} d="M0 210c100-20 180 10 300 0 130-11 220-30 340-4v114H0Z" />
      <path fill={c.near} d="M0 236h640v84H0Z" />
      <path fill={c.water} d="M214 320c12-40 66-52 106-52s94 12 106 52Z" />
      <path
        fill={c.stone}
        d="M120 246c60-4 110-62 200-62s140 58 200 62v34h-74c-14-46-70-60-126-60s-112 14-126 60h-74Z"
      />
      <path
        fill={c['stone-light']}
        d="M112 240c64-4 114-64 208-64s144 60 208 64v14c-70-4-118-58-208-58s-138 54-208 58Z"
      />
      <path
        fill={c.front}
        d="M0 240c70-6 126 16 164 40 26 16 36 30 40 40H0Zm640 0c-70-6-126 16-164 40-26 16-36 30-40 40h204Z"
      />
      <Heather c={c} at={[66, 294]} />
      <Heather c={c} at={[574, 292]} size={1.1} />
    </Picture>
  )
}

/** A lit window in a farmhouse at dusk: home, and a screen's glow. */
function WindowArt({ colours: c = schemeColours, class: className }: ArtProps) {
  return (
    <Picture class={className} width={640} height={320}>
      <rect width="640" height="320" fill={c.mid} />
      <circle cx="540" cy="70" r="26" fill={c.glow} />
      <path
        fill={c.near}
        d="M0 190c80-40 130-70 200-62 80 9 120 50 200 30 80-20 150-40 240-16v178H0Z"
      />
      <path fill={c.front} d="M0 262c180-26 380-22 640-2v60H0Z" />
      <path fill={c['stone-light']} d="M196 150h250v128H196Z" />
      <path fill={c['stone-dark']} d="m176 154 40-70h210l40 70Z" />
      <path fill={c.stone} d="M392 58h34v40h-34Z" />
      <path fill={c.sun} d="M226 176h62v54h-62Zm126 0h62v54h-62Z" />
      <path fill={c.cloth} d="M302 194h36v84h-36Z" />
      <g stroke={c['stone-dark']} stroke-width="5" fill="none">
        <path d="M226 176h62v54h-62Zm31 0v54m-31-27h62m64-27h62v54h-62Zm31 0v54m-31-27h62" />
      </g>
      <path fill={c.path} d="M302 278h36c4 20 30 28 62 42H262c26-14 38-22 40-42Z" />
      <Heather c={c} at={[96, 292]} />
      <Heather c={c} at={[560, 290]} size={1.1} />
    </Picture>
  )
}

function Picture(props: {
  width: number
  height: number
  class?: string | undefined
  children: ComponentChildren
}) {
  return (
    <svg
      class={props.class}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${props.width} ${props.height}`}
      width={props.width}
      height={props.height}
      aria-hidden="true"
      focusable="false"
    >
      {props.children}
    </svg>
  )
}

type Place = { c: ArtColours; at: readonly [x: number, y: number]; size?: number }

function Sky(props: {
  c: ArtColours
  width: number
  height: number
  sun: readonly [x: number, y: number, radius: number]
}) {
  const [x, y, radius] = props.sun
  return (
    <>
      <rect width={props.width} height={props.height} fill={props.c.sky} />
      <circle cx={x} cy={y} r={radius * 2.4} fill={props.c.glow} opacity=".6" />
      <circle cx={x} cy={y} r={radius * 1.6} fill={props.c.glow} />
      <circle cx={x} cy={y} r={radius} fill={props.c.sun} />
    </>
  )
}

/** A cairn; `at` is the middle of its foot. `only` leaves the upper stones away. */
function Cairn({ c, at: [x, y], size = 1, only = 6 }: Place & { only?: number }) {
  const stones = [
    ['stone-dark', 'M-70-4c2-22 30-30 72-30 40 0 68 8 68 28 0 16-30 20-70 20-42 0-72-4-70-18Z'],
    ['stone', 'M-54-40c0-18 26-26 58-26 34 0 54 10 52 26-2 14-26 20-58 20-30 0-52-6-52-20Z'],
    ['stone-light', 'M-46-72c2-16 24-22 48-22 28 0 46 8 44 22-2 14-24 18-48 18-26 0-46-4-44-18Z'],
    ['stone', 'M-32-102c0-14 18-20 38-20 22 0 34 8 32 20-2 12-18 16-38 16-18 0-32-4-32-16Z'],
    ['stone-dark', 'M-26-128c2-12 16-16 30-16 16 0 26 6 24 16-2 12-14 14-30 14-14 0-26-4-24-14Z'],
    ['stone-light', 'M-14-150c0-10 8-14 18-14 12 0 18 6 18 14 0 10-8 12-18 12s-18-4-18-12Z'],
  ] as const
  return (
    <g transform={`translate(${x} ${y}) scale(${size})`}>
      {stones.slice(0, only).map(([colour, d]) => (
        <path fill={c[colour]} d={d} />
      ))}
    </g>
  )
}

/** A tuft of heather; `at` is the middle of its foot. */
function Heather({ c, at: [x, y], size = 1 }: Place) {
  return (
    <g transform={`translate(${x} ${y}) scale(${size})`}>
      <path
        fill={c['bloom-dark']}
        d="M-44 6c-6-14 4-24 16-22 2-14 22-18 30-6 10-10 28-4 28 8 14-2 22 8 16 20Z"
      />
      <g fill={c.bloom}>
        <circle cx="-26" cy="-12" r="6" />
        <circle cx="-8" cy="-20" r="7" />
        <circle cx="14" cy="-16" r="6" />
        <circle cx="30" cy="-6" r="6" />
        <circle cx="-12" cy="-4" r="5" />
        <circle cx="8" cy="-2" r="5" />
      </g>
    </g>
  )
}

/** Stands and watches, a hand on the child's back; `at` is between the feet. */
function GrownUp({ c, at: [x, y] }: Place) {
  return (
    <g transform={`translate(${x} ${y})`} stroke-linecap="round" stroke-linejoin="round">
      <path fill="none" stroke={c.hair} stroke-width="13" d="M-8-50-10-2M10-50 11-2" />
      <path
        fill={c.cloth}
        d="M-24-42c-4-34 0-70 10-80 8-8 22-8 30 0 9 10 12 46 9 80-10 6-38 6-49 0Z"
      />
      <path fill="none" stroke={c.cloth} stroke-width="12" d="M14-108c12 14 20 24 30 34" />
      <circle cx="47" cy="-72" r="7" fill={c['skin-dark']} />
      <circle cx="2" cy="-142" r="17" fill={c['skin-dark']} />
      <path fill={c['cloth-warm']} d="M-17-144c-1-22 38-25 39-1-12-4-26-4-39 1Z" />
      <circle cx="2" cy="-166" r="6" fill={c['cloth-warm']} />
    </g>
  )
}

/** Reaches a stone up to the cairn; `at` is between the feet. */
function Child({ c, at: [x, y] }: Place) {
  return (
    <g transform={`translate(${x} ${y})`} stroke-linecap="round" stroke-linejoin="round">
      <path fill="none" stroke={c['cloth-cool']} stroke-width="11" d="M-6-34-8-2M7-34 9-2" />
      <path
        fill={c['cloth-warm']}
        d="M-17-28c-3-26 1-48 8-54 6-6 14-6 20 0 7 7 9 28 7 54-8 5-27 5-35 0Z"
      />
      <path fill="none" stroke={c['cloth-warm']} stroke-width="9" d="M10-74c14-8 22-24 30-42" />
      <circle cx="42" cy="-120" r="5.5" fill={c.skin} />
      <circle cx="2" cy="-98" r="14" fill={c.skin} />
      <path fill={c.hair} d="M-13-98c-2-20 26-24 30-6-8-3-14-2-18-6-2 8-6 12-12 12Z" />
      <path
        fill={c.stone}
        d="M36-132c0-11 12-16 26-15 16 0 25 6 24 15-1 10-13 13-26 13-13-1-24-4-24-13Z"
      />
    </g>
  )
}
