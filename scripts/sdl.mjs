// The SDL of all features as one document, for codegen, which by itself reads files in the order in which they arrive.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { filesBelow, root } from './tools.mjs';

export default function loadSdl() {
  const files = filesBelow('src/features', /\.graphql$/);
  return parse(files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n'));
}
