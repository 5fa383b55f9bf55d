import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/**
 * The one way to a browser: Chromium out of an npm package, so that nothing has to be installed on the machine.
 * `@sparticuz/chromium` was made for AWS Lambda; what it assumes there is arranged here.
 */

function packageFile(name: string): string {
  const file = findPackageJSON(name, import.meta.url)
  if (!file) throw new Error(`${name} is not installed; run npm install`)
  return file
}

/** The package reuses whatever binary lies in TMPDIR, of any version; a folder per version and user keeps it honest. */
function makePrivateFolder(version: string): string {
  const folder = join(tmpdir(), `lianka-chromium-${version}-${process.getuid?.() ?? 'user'}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Without a Chinese font Chinese pages are blank. Every weight has a folder of its own in the package. */
function writeFontSettings(folder: string): string {
  const fonts = dirname(packageFile('@expo-google-fonts/noto-sans-sc'))
  const dirs = ['400Regular', '600SemiBold'].map((weight) => `<dir>${join(fonts, weight)}</dir>`)
  const file = join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${dirs.join('')}<cachedir>${join(folder, 'font-cache')}</cachedir>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias></fontconfig>`,
  )
  return file
}

/** Extracts the browser with an environment of its own; the process's is put back afterwards. */
async function extract(folder: string): Promise<{ executablePath: string; libraries: string }> {
  const before = { ...process.env }
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' })
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    return { executablePath: await packed.executablePath(), libraries: join(folder, 'al2023', 'lib') }
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}

let extracted: Promise<{ executablePath: string; libraries: string }> | undefined

/** The caller closes it. Never add `chromium.args` of the package: they hide CORS faults and break the second context. */
export async function openBrowser(): Promise<Browser> {
  const { version } = JSON.parse(readFileSync(packageFile('@sparticuz/chromium'), 'utf8')) as { version: string }
  const folder = makePrivateFolder(version)
  extracted ??= extract(folder)
  const { executablePath, libraries } = await extracted
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox'],
    env: {
      ...process.env,
      HOME: process.env.HOME ?? folder,
      TMPDIR: folder,
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: writeFontSettings(folder),
    },
  })
}
