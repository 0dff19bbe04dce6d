import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isShown, stepsOf } from './document.ts';

const PAGE = `# A page

\`\`\`console
git clone somewhere
\`\`\`

**\`src/lib.rs\`**

\`\`\`rust
fn main() {}
\`\`\`

Words.

\`\`\`sh
cargo build
\`\`\`
\`\`\`sh background
node
\`\`\`
\`\`\`text
0x… is (all)
\`\`\`
`;

describe('what a page tells its reader to do', () => {
	test('files, commands and what they print, in their order, and nothing that is for readers alone', () => {
		assert.deepEqual(stepsOf(PAGE), [
			{ kind: 'file', path: 'src/lib.rs', text: 'fn main() {}\n' },
			{ kind: 'run', text: 'cargo build\n' },
			{ kind: 'start', text: 'node\n' },
			{ kind: 'shown', text: '0x… is (all)\n' },
		]);
	});

	test('what is printed is compared to the letter, but for what is left open', () => {
		assert.ok(isShown('0xabc is (all)\n', '0x… is (all)\n'));
		assert.ok(!isShown('0xabc is all', '0x… is (all)'));
		assert.ok(!isShown('0xabc is (all), and more', '0x… is (all)'));
		assert.ok(!isShown('0xabc\n is (all)', '0x… is (all)'));
	});
});
