/// <reference types="@tarojs/taro" />

/** Origin of the server, set at build time; empty on H5, which the server serves itself. */
declare const SERVER_ORIGIN: string
declare const process: { env: { TARO_ENV: 'weapp' | 'h5'; NODE_ENV: string } }
declare module '*.css'
