import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

// Each .html file is a room of Studio.
export default defineConfig({
  base: './',
  build: {
    outDir: '../obj/page/dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, license: { fileName: 'licences.md' },
    rollupOptions: { input: readdirSync('.').filter(name => name.endsWith('.html')) },
  },
});
