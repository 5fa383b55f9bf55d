const pages = ['pages/home/index', 'pages/categories/index', 'pages/cart/index', 'pages/me/index']

// biome-ignore lint/style/noDefaultExport: Taro reads the default export
export default defineAppConfig({
  pages,
  lazyCodeLoading: 'requiredComponents',
  animation: false,
  window: {
    navigationBarBackgroundColor: '#FAF7F2',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '链卡',
    backgroundColor: '#FAF7F2',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    custom: true,
    color: '#5B6169',
    selectedColor: '#C2410C',
    backgroundColor: '#FFFFFF',
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/categories/index', text: '分类' },
      { pagePath: 'pages/cart/index', text: '购物车' },
      { pagePath: 'pages/me/index', text: '我的' },
    ],
  },
})
