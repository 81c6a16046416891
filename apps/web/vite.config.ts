import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = 'http://127.0.0.1:3000'

/** The built app is served under a policy without `unsafe-inline`: nothing may be inlined, neither script nor font. */
export default defineConfig({
  plugins: [react(), tailwind()],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2023' },
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
  server: { proxy: { '/api': server, '/trpc': server } },
})
