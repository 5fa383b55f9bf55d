export { pushPart } from './parts.ts'
