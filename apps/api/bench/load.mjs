import { Agent, request } from 'node:http';

const percentile = (values, part) => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)];

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** A fault or a refusal comes with 200, too, and sooner than what was asked for. */
const hasFailed = (answer) => answer.includes('"errors":[') || answer.includes('"userErrors":[{');

/** One POST of JSON by somebody, known by a cookie or by other headers; answers with the body's text, and fails on anything but what was asked for. */
export function post(url, agent, who, body) {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...(typeof who === 'string' ? { cookie: who } : who) };
    const outgoing = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (part) => { answer += part; });
      response.on('end', () => {
        if (response.statusCode === 200 && !hasFailed(answer)) resolve(answer);
        else reject(new Error(`${response.statusCode}: ${answer.slice(0, 300)}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

/** Requests a second over so many connections, and the times of each in milliseconds. */
export async function load({ url, cookie, whoOf = () => cookie, bodyOf, connections, seconds }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  const times = [];
  const one = async () => {
    while (performance.now() < end) {
      const started = performance.now();
      await post(url, agent, whoOf(), bodyOf());
      times.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return { rate: times.length / ((performance.now() - started) / 1000), p50: median(times), p95: percentile(times, 0.95) };
}
