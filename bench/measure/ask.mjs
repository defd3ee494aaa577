/** Sends one request of a contestant. @returns the `data` of its answer. @throws when it answers anything else. */
export async function send({ name, url }, { path, headers, body }) {
  const response = await fetch(url + path, { method: 'POST', headers, body });
  const text = await response.text();
  const answer = response.ok ? JSON.parse(text) : null;
  if (!answer || answer.errors) throw new Error(`${name} answers ${response.status}: ${text.slice(0, 2000)}`);
  return answer.data;
}

/** Asks GraphQL of one contestant. */
export const asker = (running) => (query, variables) =>
  send(running, {
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
