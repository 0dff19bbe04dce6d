//! What is said where something cannot be tried.

use std::io::Write;

/// Says why, past the harness, which would keep it to itself.
pub fn skipped(why: &str) {
	std::io::stderr().write_all(format!("Skipped: {why}.\n").as_bytes()).unwrap();
}
