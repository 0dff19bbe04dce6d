//! Answers questions about record format v1, to check one implementation by another: a question in JSON on standard input,
//! the answer in JSON on standard output. `salus-format --help` lists the questions.

use chacha20::ChaCha20Rng;
use rand_core::{CryptoRng, SeedableRng, UnwrapErr};
use salus_format::questions::{answer, help};
use serde_json::{json, Value};
use std::{
	env::args,
	error::Error,
	io::{stdin, stdout, BufRead, Write},
	process::ExitCode,
};

fn main() -> ExitCode {
	match run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("{error}");
			ExitCode::FAILURE
		},
	}
}

fn run() -> Result<(), Box<dyn Error>> {
	let arguments: Vec<_> = args().skip(1).collect();
	let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
	match arguments[..] {
		[] => answer_one(&mut system_rng()),
		["--lines"] => answer_lines(&mut system_rng()),
		["--lines", "--seed", seed] => answer_lines(&mut seeded_rng(seed)?),
		["--help" | "-h"] => {
			println!("{}", help());
			Ok(())
		},
		_ => Err("salus-format takes questions on standard input; --help lists them".into()),
	}
}

fn answer_one(rng: &mut impl CryptoRng) -> Result<(), Box<dyn Error>> {
	let question = serde_json::from_reader(stdin().lock())?;
	Ok(serde_json::to_writer(stdout().lock(), &answer(question, rng)?)?)
}

fn answer_lines(rng: &mut impl CryptoRng) -> Result<(), Box<dyn Error>> {
	let mut out = stdout().lock();
	for line in stdin().lock().lines() {
		let answered = match serde_json::from_str::<Value>(&line?) {
			Ok(question) => answer(question, rng),
			Err(error) => Err(error.into()),
		};
		let line = match answered {
			Ok(answer) => json!({ "answer": answer }),
			Err(refusal) => json!({ "refusal": refusal.to_string() }),
		};
		writeln!(out, "{line}")?;
	}
	Ok(())
}

/// The operating system's. It panics if the operating system has none, as nothing can be sealed then.
fn system_rng() -> impl CryptoRng {
	UnwrapErr(getrandom::SysRng)
}

fn seeded_rng(seed: &str) -> Result<impl CryptoRng, Box<dyn Error>> {
	let seed: [u8; 32] = hex::decode(seed)?.try_into().map_err(|_| "a seed has 32 bytes")?;
	Ok(ChaCha20Rng::from_seed(seed))
}
