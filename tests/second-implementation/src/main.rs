//! Answers questions about record format v1 for the end-to-end tests: a question in JSON on standard input,
//! the answer in JSON on standard output.

use salus_format::tool::{answer, Question};
use std::{
	error::Error,
	io::{stdin, stdout},
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
	let question: Question = serde_json::from_reader(stdin().lock())?;
	Ok(serde_json::to_writer(stdout().lock(), &answer(question)?)?)
}
