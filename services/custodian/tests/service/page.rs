//! `docs/custodian.md`, as whoever types what it says reads it.

const PAGE: &str = include_str!("../../../../docs/custodian.md");

/// Each line that is to be typed, in their order: those of blocks, and the program's own that stand in sentences.
pub fn lines() -> Vec<&'static str> {
	let (mut found, mut in_block) = (Vec::new(), false);
	for line in PAGE.lines() {
		if line.starts_with("```") {
			in_block = line == "```sh";
		} else if in_block {
			found.push(line);
		} else {
			found.extend(quoted_in(line).filter(|text| text.starts_with("salus-custodian ")));
		}
	}
	found
}

/// What stands in the block in this language; there is one.
pub fn block(language: &str) -> &'static str {
	let beginning = format!("```{language}\n");
	let mut blocks = PAGE.split(beginning.as_str()).skip(1);
	let block = blocks.next().expect("there is such a block");
	assert_eq!(blocks.next(), None, "{language}: there is more than one");
	block.split("```").next().unwrap()
}

/// What stands in a sentence and begins so; there is one.
pub fn quoted(beginning: &str) -> &'static str {
	let all = PAGE.lines().flat_map(quoted_in);
	let mut found = all.filter(|text| text.starts_with(beginning));
	let quoted = found.next().expect("there is such a one");
	assert_eq!(found.next(), None, "{beginning}: there is more than one");
	quoted
}

/// The lines under a heading, up to the next one.
pub fn under(heading: &'static str) -> impl Iterator<Item = &'static str> {
	let lines = PAGE.lines().skip_while(move |line| *line != heading).skip(1);
	lines.take_while(|line| !line.starts_with('#'))
}

/// What stands between backquotes.
pub fn quoted_in(line: &str) -> impl Iterator<Item = &str> {
	line.split('`').skip(1).step_by(2)
}
