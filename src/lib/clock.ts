export { randomUUID as newId } from 'node:crypto';
