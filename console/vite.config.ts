import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// In development the server runs beside Vite, on the port it takes by default unless told otherwise.
const server = `http://localhost:${process.env.PORT ?? 3000}`
const proxied = Object.fromEntries(['/api', '/pictures', '/files'].map((path) => [path, { target: server }]))

// biome-ignore lint/style/noDefaultExport: Vite reads its settings from the default export
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  server: { proxy: proxied },
  build: { chunkSizeWarningLimit: 1100, reportCompressedSize: false },
})
