/**
 * The Reed-Solomon library's WebAssembly as text, out of its package: so that Node, browsers and bundlers load it alike, without a file or an address to
 * fetch it from.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeGenerated } from './write.ts';

const wasm = fileURLToPath(import.meta.resolve('@digitaldefiance/reed-solomon-erasure.wasm/wasm'));
const licence = readFileSync(join(dirname(wasm), '../license.txt'), 'utf8').trim();

writeGenerated('clients/typescript/src/format/generated/reed-solomon-wasm.ts', `/**
 * The WebAssembly of @digitaldefiance/reed-solomon-erasure.wasm, in base64: written from that package by \`npm run generate\`.
 *
${licence.split('\n').map((line) => ` * ${line}`.trimEnd()).join('\n')}
 */
export const REED_SOLOMON_WASM: string = [
${(readFileSync(wasm).toString('base64').match(/.{1,140}/g) ?? []).map((line) => `\t'${line}',`).join('\n')}
].join('');
`);
