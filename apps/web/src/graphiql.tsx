import 'graphiql/style.css';
import './graphiql.css';
import { GraphiQL } from 'graphiql';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { createClient } from 'graphql-sse';
import { createRoot } from 'react-dom/client';

type Fetcher = React.ComponentProps<typeof GraphiQL>['fetcher'];

const FIRST_QUERY = `# Here you ask as whoever is signed in
# in this browser. To ask with an API
# key, give it in the headers below:
# { "Authorization": "Bearer usher_…" }

{
  viewer {
    webUser {
      email
    }
    memberships {
      projectSpace {
        slug
        name
        viewerPermissions
      }
    }
  }
}
`;

const isStreamed = (query: string, operationName?: string | null) =>
  getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;

const fetcher: Fetcher = async ({ query, variables, operationName }, { headers } = {}) => {
  const asked = { query, variables: variables as Record<string, unknown>, operationName: operationName ?? undefined };
  if (isStreamed(query, operationName)) {
    const streams = createClient({ url: '/graphql/stream', headers: headers as Record<string, string>, retryAttempts: 0 });
    return streams.iterate(asked) as Awaited<ReturnType<Fetcher>>;
  }
  const response = await fetch('/graphql', {
    method: 'POST', credentials: 'same-origin', headers: { accept: 'application/json', ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return await response.json() as Awaited<ReturnType<Fetcher>>;
};

const place = document.getElementById('graphiql');
if (place) createRoot(place).render(<GraphiQL fetcher={fetcher} defaultQuery={FIRST_QUERY} defaultEditorToolsVisibility="headers" />);
