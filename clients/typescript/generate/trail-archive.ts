/** Writes `tests/vectors/trail-archive-v1.ndjson` anew (`npm run vectors`): the archive of a trail that was pruned. */
import { archiveVector } from '../test/audit/archive-vector.ts';
import { writeGenerated } from './write.ts';

writeGenerated('tests/vectors/trail-archive-v1.ndjson', await archiveVector());
