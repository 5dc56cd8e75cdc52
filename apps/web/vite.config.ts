import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = `http://127.0.0.1:${process.env.API_PORT ?? '3001'}`;

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
  server: {
    host: '127.0.0.1',
    port: Number(process.env.PORT ?? 3000),
    strictPort: true,
    proxy: {
      '/graphql': { target: api, bypass: ({ method, headers }) => (method === 'GET' && headers.accept?.includes('text/html') ? '/graphiql.html' : undefined) },
      '/healthz': api, '/readyz': api, '/metrics': api, '/schema.graphql': api,
      '/mailbox': { target: api, bypass: ({ headers }) => (headers.accept?.includes('text/html') ? '/index.html' : undefined) },
    },
  },
});
