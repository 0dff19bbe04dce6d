/** The node that these tests try: the one that `SALUS_NODE` names, or that was built last. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export const NODE = process.env['SALUS_NODE'] ?? join(process.env['CARGO_TARGET_DIR'] ?? join(homedir(), '.cache/salus/target'), 'release/salus-node');
