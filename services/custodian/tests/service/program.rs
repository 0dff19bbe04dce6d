//! The program, as a process of its own.

use crate::{
	client::{self, Answer},
	identifiers::expect_nobody_in,
};
use salus_dev_chain::{comes_about, PATIENCE};
use std::{
	io::{BufRead, BufReader},
	net::SocketAddr,
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	sync::{Arc, Mutex},
	thread::JoinHandle,
	time::Duration,
};

pub struct Program {
	child: Child,
	pub organization: u32,
	pub http: SocketAddr,
	pub operations: SocketAddr,
	log: Arc<Mutex<String>>,
	logging: Option<JoinHandle<()>>,
}

/// How long a command may take.
const ENDS_WITHIN: Duration = Duration::from_secs(60);

/// The program's own file.
pub fn binary() -> PathBuf {
	PathBuf::from(env!("CARGO_BIN_EXE_salus-custodian"))
}

impl Program {
	/// Starts it with these arguments, and waits for the line that it prints.
	pub async fn start(arguments: &[&str]) -> Self {
		Self::begin(arguments).until_told_where().await
	}

	/// The same, where a shell gives it so many open files at first.
	pub async fn start_with_files(files: u32, arguments: &[&str]) -> Self {
		let mut shell = Command::new("sh");
		shell.args(["-c", &format!("ulimit -Sn {files}; exec \"$0\" \"$@\"")]).arg(binary());
		Self::spawn(shell.args(arguments)).until_told_where().await
	}

	async fn until_told_where(self) -> Self {
		let mut unstarted = self;
		let stdout = unstarted.child.stdout.take().unwrap();
		let line = tokio::task::spawn_blocking(move || {
			let mut line = String::new();
			BufReader::new(stdout).read_line(&mut line).unwrap();
			line
		});
		let line = tokio::time::timeout(PATIENCE, line).await;
		let line = line.expect("it does not start").unwrap();
		let Some((organization, http, operations)) = told_where(&line) else {
			panic!("it told {line:?}, and {}", unstarted.log())
		};
		(unstarted.organization, unstarted.http, unstarted.operations) =
			(organization, http, operations);
		unstarted
	}

	/// Starts it, and does not wait.
	pub fn begin(arguments: &[&str]) -> Self {
		Self::spawn(Command::new(binary()).args(arguments))
	}

	fn spawn(command: &mut Command) -> Self {
		let mut child = command
			.stdin(Stdio::null())
			.stdout(Stdio::piped())
			.stderr(Stdio::piped())
			.spawn()
			.unwrap();
		let log = Arc::new(Mutex::new(String::new()));
		let (stderr, written) = (child.stderr.take().unwrap(), log.clone());
		let logging = std::thread::spawn(move || {
			for line in BufReader::new(stderr).lines().map_while(Result::ok) {
				*written.lock().unwrap() += &(line + "\n");
			}
		});
		let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
		let logging = Some(logging);
		Self { child, organization: 0, http: nowhere, operations: nowhere, log, logging }
	}

	pub fn log(&self) -> String {
		self.log.lock().unwrap().clone()
	}

	pub async fn get(&self, path: &str) -> Answer {
		client::send(self.http, "GET", path, &[], "").await.unwrap()
	}

	pub async fn post(&self, path: &str, body: &str) -> Answer {
		client::send(self.http, "POST", path, &[], body).await.unwrap()
	}

	/// Why it is not ready.
	pub async fn reasons(&self) -> Vec<String> {
		reasons(self.operations).await.expect("it answers those who run it")
	}

	/// Waits until it warns of this, and of nothing else.
	pub async fn until_warnings(&self, expected: &[&str]) {
		let warns = async || told(self.operations, "warning").await.unwrap() == expected;
		self.until(&format!("it does not warn of {expected:?}"), warns).await;
	}

	pub async fn metrics(&self) -> String {
		let metrics = client::send(self.operations, "GET", "/metrics", &[], "").await.unwrap().body;
		expect_nobody_in("metrics", &metrics);
		metrics
	}

	pub async fn until_ready(&self) {
		self.until_reasons("it is not ready", |reasons| reasons.is_empty()).await;
	}

	pub async fn until_reasons(&self, otherwise: &str, are: impl Fn(&[String]) -> bool) {
		self.until(otherwise, async || are(&self.reasons().await)).await;
	}

	/// Waits until something is so; if it does not come about, what the program told is shown.
	pub async fn until(&self, otherwise: &str, is_so: impl AsyncFnMut() -> bool) {
		let reasons = async || reasons(self.operations).await;
		let is_so = comes_about(is_so).await;
		assert!(is_so, "{otherwise}: {:?}\n{}", reasons().await, self.log());
	}

	/// Waits until it told this in its log.
	pub async fn until_told(&self, what: &str) {
		self.until("it does not tell", async || self.log().contains(what)).await;
	}

	pub fn signal(&self, signal: &str) {
		let pid = self.child.id().to_string();
		assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
	}

	/// As kill -9.
	pub fn kill(mut self) -> String {
		self.end()
	}

	/// By SIGTERM; how it ended, and what it told.
	pub async fn stop(mut self) -> (std::process::ExitStatus, String) {
		self.signal("TERM");
		let mut ended = None;
		let stops = comes_about(async || {
			ended = self.child.try_wait().unwrap();
			ended.is_some()
		});
		assert!(stops.await, "it does not stop: {}", self.log());
		(ended.unwrap(), self.end())
	}

	/// Whatever it did, its log names nobody.
	fn end(&mut self) -> String {
		let _ = self.child.kill();
		let _ = self.child.wait();
		if let Some(logging) = self.logging.take() {
			let _ = logging.join();
		}
		let log = self.log();
		if !std::thread::panicking() {
			expect_nobody_in("log", &log);
		}
		log
	}
}

impl Drop for Program {
	fn drop(&mut self) {
		self.end();
	}
}

/// Which custodian answers where, and where whoever runs it is answered, as the line says that it prints.
pub fn told_where(line: &str) -> Option<(u32, SocketAddr, SocketAddr)> {
	let rest = line.strip_prefix("Custodian ")?;
	let (organization, rest) = rest.split_once(" answers at http://")?;
	let (http, operations) = rest.split_once(", and whoever runs it at http://")?;
	Some((organization.parse().ok()?, http.parse().ok()?, operations.trim().parse().ok()?))
}

/// Why whatever answers those who run it there is not ready; nothing if nobody answers.
pub async fn reasons(operations: SocketAddr) -> Option<Vec<String>> {
	told(operations, "reason").await
}

/// What is told of each reason, or of each warning; nothing if nobody answers.
async fn told(operations: SocketAddr, what: &str) -> Option<Vec<String>> {
	let answer = client::send(operations, "GET", "/readyz", &[], "").await.ok()?;
	let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
	assert_eq!(told["ready"].as_bool().unwrap(), answer.status == 200);
	let all = told[format!("{what}s")].as_array().unwrap().iter();
	Some(all.map(|one| one[what].as_str().unwrap().to_owned()).collect())
}

/// Runs it to its end: how it ended, and what it told.
pub async fn run(arguments: &[&str]) -> (bool, String) {
	run_with(&[], arguments).await
}

/// The same, with these variables in its environment.
pub async fn run_with(environment: &[(&str, &str)], arguments: &[&str]) -> (bool, String) {
	let mut command = tokio::process::Command::new(binary());
	let ended = ended(command.args(arguments).envs(environment.iter().copied())).await;
	let Some(Output { status, stdout, stderr }) = ended else {
		return (false, "it does not end".to_owned());
	};
	let told = [stdout, stderr].concat();
	(status.success(), String::from_utf8(told).unwrap())
}

/// How a command ended; nothing if it does not end.
pub async fn ended(command: &mut tokio::process::Command) -> Option<Output> {
	let ended = command.stdin(Stdio::null()).kill_on_drop(true).output();
	tokio::time::timeout(ENDS_WITHIN, ended).await.ok().map(Result::unwrap)
}

/// What a folder that --dev set up is configured with, and further lines of its own.
pub fn configured(folder: &Path, further: &str) -> PathBuf {
	let text = std::fs::read_to_string(folder.join("custodian.toml")).unwrap();
	let path = folder.join("further.toml");
	std::fs::write(&path, format!("{text}{further}")).unwrap();
	path
}
