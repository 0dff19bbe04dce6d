//! Many questions to one process.

use serde_json::{json, Value};
use std::{
	io::Write,
	process::{Command, Output, Stdio},
};

fn run(arguments: &[&str], input: &str) -> Output {
	let mut child = Command::new(env!("CARGO_BIN_EXE_salus-format"))
		.args(arguments)
		.stdin(Stdio::piped())
		.stdout(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap();
	child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
	child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
	let text = std::str::from_utf8(&output.stdout).unwrap();
	text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_line_is_answered_or_refused_in_its_order() {
	let claim = json!({ "ask": "claim", "secret": "05".repeat(32) });
	let input = format!("{claim}\nnothing\n{}\n{claim}", json!({ "ask": "nobody" }));
	let output = run(&["--lines"], &input);
	assert!(output.status.success());
	let lines = lines(&output);
	assert_eq!(lines.len(), 4);
	assert!(lines[0]["answer"]["claim"].is_string());
	assert!(lines[1]["refusal"].is_string() && lines[2]["refusal"].is_string());
	assert_eq!(lines[3], lines[0]);
}

#[test]
fn all_that_is_random_follows_from_the_seed() {
	let input = format!("{0}\n{0}", json!({ "ask": "keyPair", "suite": 2 }));
	let pairs = |seed: &str| lines(&run(&["--lines", "--seed", &seed.repeat(32)], &input));
	let [one, other] = [pairs("01"), pairs("02")];
	assert_eq!(one, pairs("01"));
	assert!(one[0] != one[1] && one[0] != other[0]);
}

#[test]
fn one_question_without_lines_is_answered_by_the_code_and_without_ceremony() {
	let claim = json!({ "ask": "claim", "secret": "05".repeat(32) });
	let output = run(&[], &claim.to_string());
	assert!(output.status.success());
	assert!(lines(&output)[0]["claim"].is_string());
	for (arguments, input) in
		[(&[][..], "{}"), (&["--line"], ""), (&["--lines", "--seed", "01"], "")]
	{
		let output = run(arguments, input);
		assert!(!output.status.success() && !output.stderr.is_empty() && output.stdout.is_empty());
	}
}
