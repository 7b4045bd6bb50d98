// The packages that tools/compare --setup installed. Imports look beside the file that imports, where they are not; so
// they are resolved from the folder that DEHUSK_NODE_PACKAGES names.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.DEHUSK_NODE_PACKAGES;

// `file`: of the package, where its main one will not do.
export const load = (name, file) =>
  import(pathToFileURL(file ? join(folder, 'node_modules', name, file) : createRequire(join(folder, 'x')).resolve(name)));

export const versionOf = (name) =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
