/** Reads what `cargo metadata` says, and names each feature that a crate in pallets/ does not pass on. */

import { text } from 'node:stream/consumers';
import { type Metadata, notPassedOn } from './features.ts';

const metadata = JSON.parse(await text(process.stdin)) as Metadata;
const faults = notPassedOn(metadata, 'pallets');
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
