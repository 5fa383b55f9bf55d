const path = require('node:path')
const attributes = require('./aria-attributes.js')

/**
 * Taro's templates leave out the attributes for screen readers. This adds them to the templates, and to the table
 * by which the running program numbers attributes: both must agree, or every attribute lands in the wrong place.
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return
      platform.template.mergeComponents(ctx, attributes)
      platform.runtimePath = [platform.runtimePath, path.join(__dirname, 'aria-runtime.js')].flat()
    },
  })
}
