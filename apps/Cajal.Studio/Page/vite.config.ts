import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  build: { outDir: '../obj/page/dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, license: { fileName: 'licences.md' } },
});
