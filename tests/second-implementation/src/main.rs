//! Answers questions about record format v1 for the end-to-end tests: a question in JSON on standard input,
//! the answer in JSON on standard output. `salus-format --help` lists the questions.

use salus_format::tool::{answer, help, Question};
use std::{
	env::args,
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
	match args().nth(1).as_deref() {
		None => {
			let question: Question = serde_json::from_reader(stdin().lock())?;
			Ok(serde_json::to_writer(stdout().lock(), &answer(question)?)?)
		},
		Some("--help" | "-h") => {
			println!("{}", help());
			Ok(())
		},
		Some(_) => {
			Err("salus-format takes its question on standard input; --help lists them".into())
		},
	}
}
