//! The machine of whoever types, whose folders are a temporary one's.

use crate::{
	page,
	program::{binary, ended, told_where, Program},
	skipped::skipped,
};
use salus_dev_chain::Node;
use serde_json::Value;
use std::path::PathBuf;
use tokio::process::Command;

pub struct Machine {
	folder: tempfile::TempDir,
}

impl Machine {
	pub fn new() -> Self {
		Self { folder: tempfile::tempdir().unwrap() }
	}

	pub fn path(&self, of_page: &str) -> PathBuf {
		self.folder.path().join(of_page.trim_start_matches('/'))
	}

	/// A text with its folders in the temporary one.
	pub fn moved(&self, text: &str) -> String {
		let folder = self.folder.path().display();
		let places = ["/etc/", "/var/lib/", "/var/backups/"].into_iter();
		places.fold(text.to_owned(), |text, place| text.replace(place, &format!("{folder}{place}")))
	}

	/// Has a shell do what the page says, but for its folders: what that told.
	pub async fn types(&self, line: &str) -> String {
		let own = [binary().parent().unwrap().to_owned()];
		let path = std::env::var_os("PATH").unwrap_or_default();
		let path = std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path)));
		let mut shell = Command::new("sh");
		shell.args(["-c", &self.moved(line)]).current_dir(&self.folder).env("PATH", path.unwrap());
		let ended = ended(&mut shell).await.unwrap_or_else(|| panic!("{line}: it does not end"));
		let told = String::from_utf8(ended.stdout).unwrap();
		let failed = String::from_utf8_lossy(&ended.stderr);
		assert!(ended.status.success(), "{line}: {told}{failed}");
		told
	}

	/// The same with curl: what was answered, in JSON; nothing where there is no curl.
	pub async fn looks(&self, line: &str) -> Option<Value> {
		if std::process::Command::new("curl").arg("--version").output().is_err() {
			skipped(&format!("there is no curl, and nobody types: {line}"));
			return None;
		}
		let answered = self.types(line).await;
		Some(serde_json::from_str(&answered).unwrap_or_else(|_| panic!("{line}: {answered}")))
	}

	/// The same at a custodian in the place of that of the page, where it shall be answered as the comment beside it says.
	pub async fn looks_at(&self, program: &Program, line: &str) {
		let (number, http, operations) = told_where(page::block("text")).expect("it tells where");
		let there = line
			.replace(&http.to_string(), &program.http.to_string())
			.replace(&operations.to_string(), &program.operations.to_string());
		assert_ne!(there, line);
		let Some(answered) = self.looks(&there).await else { return };
		let (_, comment) = line.split_once(" # ").expect("a comment is beside it");
		let comment = comment.replace(
			&format!("\"custodian\":{number},"),
			&format!("\"custodian\":{},", program.organization),
		);
		let shown = serde_json::from_str(&comment.replace(":…", ":null")).unwrap();
		assert!(is_as_shown(&shown, &answered), "{line}: {answered}");
	}
}

/// With the node of a test in the place of the page's.
pub fn with_node(line: &str, node: &Node) -> String {
	let there = line.replace("127.0.0.1:9944", node.url.trim_start_matches("ws://"));
	assert_ne!(there, line);
	there
}

/// Whether an answer has what is shown, where some numbers and texts are left out.
fn is_as_shown(shown: &Value, answered: &Value) -> bool {
	match (shown, answered) {
		(Value::Null, Value::Number(_)) => true,
		(Value::String(left_out), Value::String(_)) if left_out == "…" => true,
		(Value::Object(shown), Value::Object(answered)) => {
			let is_there = |(name, shown)| {
				answered.get(name).is_some_and(|answered| is_as_shown(shown, answered))
			};
			shown.len() == answered.len() && shown.iter().all(is_there)
		},
		_ => shown == answered,
	}
}
