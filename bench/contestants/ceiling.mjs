// The ceiling: each question one prepared statement that returns JSON, over node:http. Nothing is parsed, checked or
// resolved; no server that answers questions it was not written for can be expected to be faster.
import { createServer } from 'node:http';
import pg from 'pg';
import { loadQuestions } from '../questions/index.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, options: '-c TimeZone=UTC' });
const questions = new Map((await loadQuestions()).map((question) => [`/${question.name}`, question]));

const server = createServer((request, response) => {
  const question = questions.get(request.url);
  if (!question) return void response.writeHead(request.url === '/ready' ? 200 : 404).end();
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const values = JSON.parse(Buffer.concat(chunks));
    pool.query({ name: question.name, text: question.ceiling.sql, values, rowMode: 'array' }).then(
      ({ rows }) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`{"data":${rows[0][0]}}`);
      },
      (error) => response.writeHead(500).end(JSON.stringify({ errors: [{ message: error.message }] })),
    );
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');

process.once('SIGTERM', () => process.exit());
