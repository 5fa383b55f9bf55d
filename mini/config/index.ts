import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { printStyles } from './styles'

const root = path.resolve(__dirname, '..')
const platform = process.env.TARO_ENV ?? 'h5'

// Where the mini-program finds the server. H5 is served by that server itself and uses its own origin.
const serverOrigin = platform === 'h5' ? '' : (process.env.PUBLIC_URL ?? 'http://localhost:3000')

// Colours, sizes and icons come from TypeScript; both bundlers only see the style sheet written from them.
mkdirSync(path.join(root, 'dist'), { recursive: true })
writeFileSync(path.join(root, 'dist/tokens.css'), printStyles())

// biome-ignore lint/style/noDefaultExport: Taro reads the default export
export default defineConfig<'webpack5'>(() => {
  // Forked files are imported by their plain name, `./pay.ts`, and found as `pay.weapp.ts` or `pay.h5.ts`.
  const forks = {
    '.css': [`.${platform}.css`, '.css'],
    '.ts': [`.${platform}.ts`, '.ts'],
    '.tsx': [`.${platform}.tsx`, '.tsx'],
  }
  const outside = [path.resolve(root, '../design')]
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'lianka',
    date: '2026-11-23',
    designWidth: 375,
    deviceRatio: { 375: 1 },
    sourceRoot: 'src',
    outputRoot: `dist/${platform}`,
    plugins: platform === 'weapp' ? [path.join(root, 'config/aria-plugin.js')] : [],
    defineConstants: { SERVER_ORIGIN: JSON.stringify(serverOrigin) },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    logger: { quiet: false, stats: false },
    mini: {
      optimizeMainPackage: { enable: true },
      miniCssExtractPluginOption: { ignoreOrder: true },
      // A pixel stays a pixel: a 320 px phone gets a narrower page, not smaller letters.
      postcss: { pxtransform: { enable: false, config: {} }, cssModules: { enable: false, config: {} } },
      compile: { include: outside },
      webpackChain: (chain) => void chain.resolve.set('extensionAlias', forks),
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'browser' },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true, config: {} },
        pxtransform: { enable: false, config: {} },
        // Our elements are real ones; Taro would rename `button` in style sheets to its own component.
        htmltransform: { enable: false, config: {} },
        cssModules: { enable: false, config: {} },
      },
      compile: { include: outside },
      webpackChain: (chain) => {
        chain.resolve.set('extensionAlias', forks)
        // Words, parts and api are needed by every page: one file beside the pages instead of a copy in each.
        chain.optimization.splitChunks({
          chunks: 'all',
          cacheGroups: { ours: { test: /[\\/](src|design)[\\/]/, name: 'ours', chunks: 'async', minChunks: 2, minSize: 0 } },
        })
        chain.performance.hints(false)
      },
    },
  }
  return config
})
