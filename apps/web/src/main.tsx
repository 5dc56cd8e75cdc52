import '@mantine/core/styles.css';
import './ui/ui.css';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { createApolloClient } from './app/apollo';
import { createRouter } from './app/router';
import { MessageProvider } from './ui/messages';
import { theme } from './ui/theme';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <ApolloProvider client={createApolloClient()}>
          <MessageProvider>
            <RouterProvider router={createRouter()} />
          </MessageProvider>
        </ApolloProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
