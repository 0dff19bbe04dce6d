//! A process of its own, which can be killed: this same program, told to run one test that is ignored otherwise.

use std::{
	env,
	io::{BufRead, BufReader},
	process::{Command, Stdio},
};

/// Says what a child is to do.
const VARIABLE: &str = "SALUS_STORE_CHILD";
/// Before each line that is for the parent; the test harness prints lines of its own.
const MARK: &str = "\u{1}";

/// A child, and what it says. It is killed with SIGKILL at the end, if not before.
pub struct Child {
	process: std::process::Child,
	lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Child {
	/// Has a child run this test.
	pub fn start(test: &str, arguments: &[&str]) -> Self {
		Self::start_in(test, arguments, &[])
	}

	/// The same, with these variables in its environment.
	pub fn start_in(test: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
		let mut process = Command::new(env::current_exe().unwrap())
			.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
			.env(VARIABLE, arguments.join("\n"))
			.envs(environment.iter().copied())
			.stdout(Stdio::piped())
			.spawn()
			.unwrap();
		let lines = BufReader::new(process.stdout.take().unwrap()).lines();
		Self { process, lines }
	}

	/// What it says next: nothing once it has ended.
	pub fn next(&mut self) -> Option<String> {
		loop {
			let line = self.lines.next()?.unwrap();
			// The harness does not end its own line before the first of ours.
			if let Some((_, said)) = line.split_once(MARK) {
				return Some(said.into());
			}
		}
	}

	/// Kills it, and gives what it said until then.
	pub fn kill(mut self) -> Vec<String> {
		self.process.kill().unwrap();
		std::iter::from_fn(|| self.next()).collect()
	}
}

impl Drop for Child {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
	}
}

/// In a child: what it is to do. Nothing where somebody else runs ignored tests.
pub fn arguments() -> Option<Vec<String>> {
	Some(env::var(VARIABLE).ok()?.split('\n').map(Into::into).collect())
}

/// In a child: says a line to the parent.
pub fn say(line: &str) {
	println!("{MARK}{line}");
}
