import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** GraphiQL brings its fonts as data in its style, which our pages do not load; the reader's own will do. */
const withoutFonts = { postcssPlugin: 'without-fonts', AtRule: { 'font-face': (rule: { remove(): void }) => rule.remove() } };

/** A build of its own beside the app's, so that the app loads no part of it and shares none with it. */
export default defineConfig({
  plugins: [react()],
  publicDir: false,
  css: { postcss: { plugins: [withoutFonts] } },
  build: {
    target: 'es2022', chunkSizeWarningLimit: 1_500, emptyOutDir: false, copyPublicDir: false,
    rollupOptions: {
      input: 'graphiql.html',
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
