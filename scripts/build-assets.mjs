// Builds what browsers load: style sheets, scripts, fonts and pictures, into dist/assets.
// Every file carries a hash of its content in its name, lies there compressed too, and is listed in
// manifest.json by its plain name. When nothing changed, nothing is built.
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const output = join(project, 'dist', 'assets')
const recordFile = join(output, '.inputs.json')

/** Builds the assets if an input changed since the last time. Returns whether it built. */
export async function buildAssets() {
  if (isUpToDate()) return false
  // Loaded only here: a start that has nothing to build should not wait for them.
  const [sass, esbuild] = await Promise.all([import('sass'), import('esbuild')])
  const build = { files: new Map(), manifest: {}, inputs: new Set(entryFiles()) }
  for (const file of fonts()) add(build, basename(file), readFileSync(file))
  for (const file of pictures()) add(build, basename(file), readFileSync(file))
  await addScripts(build, esbuild)
  for (const file of styles()) addStyles(build, sass, esbuild, file)
  write(build)
  return true
}

const own = (pattern) =>
  globSync(pattern, { cwd: project })
    .toSorted()
    .map((file) => join(project, file))
const styles = () => own('src/ui/styles/[!_]*.scss')
const scripts = () =>
  own('src/*/islands/*.{ts,tsx}').filter((file) => !/\.(test|d)\.tsx?$/.test(file))
const pictures = () => own('src/ui/images/*.{svg,png}')

// Welsh needs ŵ and ŷ, which lie in the second, extended file; browsers fetch it only then.
function fonts() {
  const folder = join(project, 'node_modules/@fontsource/atkinson-hyperlegible-next/files')
  return ['latin-400', 'latin-700', 'latin-ext-400', 'latin-ext-700'].map((part) =>
    join(folder, `atkinson-hyperlegible-next-${part}-normal.woff2`),
  )
}

const entryFiles = () => [...styles(), ...scripts(), ...pictures()]

function add({ files, manifest }, name, content) {
  const extension = extname(name)
  const hashed = `${basename(name, extension)}.${hash(content)}${extension}`
  if (manifest[name]) throw new Error(`Two assets are called ${name}: give one another name.`)
  files.set(hashed, content)
  manifest[name] = `/assets/${hashed}`
}

function addStyles(build, sass, esbuild, file) {
  const assetUrl = ([name]) => {
    const address = build.manifest[name.assertString().text]
    if (!address)
      throw new Error(`${relative(project, file)} asks for the asset ${name}, which is missing.`)
    return new sass.SassString(`url("${address}")`, { quotes: false })
  }
  const { css, loadedUrls } = sass.compile(file, {
    style: 'compressed',
    loadPaths: [join(project, 'node_modules')],
    quietDeps: true,
    functions: { 'asset-url($name)': assetUrl },
  })
  for (const url of loadedUrls) build.inputs.add(fileURLToPath(url))
  // The library repeats each colour beside its custom property for browsers of before 2017.
  const lean = css.replaceAll(/var\((--govuk-[\w-]+-colour),\s*#[0-9a-f]+\)/g, 'var($1)')
  const { code } = esbuild.transformSync(lean, { loader: 'css', minify: true, target: 'safari15' })
  add(build, `${basename(file, '.scss')}.css`, Buffer.from(code))
}

async function addScripts(build, esbuild) {
  const entryPoints = scripts()
  if (entryPoints.length === 0) return
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: project,
    entryPoints,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: output,
    entryNames: '[name].[hash]',
    chunkNames: 'part-[name].[hash]',
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  for (const file of Object.keys(metafile.inputs)) build.inputs.add(resolve(project, file))
  const content = new Map(outputFiles.map((file) => [file.path, file.contents]))
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    const hashed = basename(file)
    build.files.set(hashed, Buffer.from(content.get(resolve(project, file))))
    if (!entryPoint || !entryPoints.includes(resolve(project, entryPoint))) continue
    const name = `${basename(entryPoint).replace(/\.tsx?$/, '')}.js`
    if (build.manifest[name])
      throw new Error(`Two assets are called ${name}: give one another name.`)
    build.manifest[name] = `/assets/${hashed}`
  }
}

function write({ files, manifest, inputs }) {
  const fresh = `${output}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  for (const [name, content] of files) {
    writeFileSync(join(fresh, name), content)
    if (/\.(woff2|png)$/.test(name)) continue
    const quality = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    }
    writeFileSync(join(fresh, `${name}.br`), brotliCompressSync(content, { params: quality }))
    writeFileSync(join(fresh, `${name}.gz`), gzipSync(content, { level: 9 }))
  }
  writeFileSync(join(fresh, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  // What lies in node_modules is pinned by the lockfile.
  const ownInputs = [...inputs].filter(
    (file) => !relative(project, file).startsWith('node_modules') && file.startsWith(project),
  )
  const record = {
    entries: entryNames(),
    inputs: Object.fromEntries(
      [...ownInputs, ...always].map((file) => [relative(project, file), hashOf(file)]),
    ),
  }
  writeFileSync(join(fresh, '.inputs.json'), JSON.stringify(record))
  rmSync(output, { recursive: true, force: true })
  renameSync(fresh, output)
}

const always = [fileURLToPath(import.meta.url), join(project, 'package-lock.json')]
const entryNames = () => entryFiles().map((file) => relative(project, file))

function isUpToDate() {
  if (!existsSync(recordFile)) return false
  const record = JSON.parse(readFileSync(recordFile, 'utf8'))
  return (
    JSON.stringify(record.entries) === JSON.stringify(entryNames()) &&
    Object.entries(record.inputs).every(([file, known]) => hashOf(join(project, file)) === known)
  )
}

const hash = (content) =>
  createHash('sha256').update(content).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 10)
const hashOf = (file) => (existsSync(file) ? hash(readFileSync(file)) : 'missing')

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  try {
    await buildAssets()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
