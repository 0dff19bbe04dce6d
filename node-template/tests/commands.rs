//! The node's commands, each tried on the binary itself.

use serde_json::Value;
use std::{
	fs,
	io::{BufRead, BufReader},
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	sync::mpsc,
	thread,
	time::{Duration, Instant},
};

const NODE: &str = env!("CARGO_BIN_EXE_salus-node");

/// How long a development node may take to make its first blocks final; 2 s a block.
const PATIENCE: Duration = Duration::from_secs(120);

/// An empty folder for the test called `name`.
fn folder(name: &str) -> PathBuf {
	let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
	if folder.exists() {
		fs::remove_dir_all(&folder).expect("an earlier run's folder can be removed");
	}
	fs::create_dir_all(&folder).expect("a folder can be made");
	folder
}

fn run(arguments: &[&str]) -> Output {
	Command::new(NODE).args(arguments).output().expect("the node can be started")
}

/// What the node prints when it is asked for something that it can do.
fn answer(arguments: &[&str]) -> String {
	let output = run(arguments);
	let errors = String::from_utf8_lossy(&output.stderr);
	assert!(output.status.success(), "{arguments:?} failed:\n{errors}");
	String::from_utf8(output.stdout).expect("the answer is text")
}

/// What the node prints when it is asked for something that it cannot do.
fn refusal(arguments: &[&str]) -> String {
	let output = run(arguments);
	assert!(!output.status.success(), "{arguments:?} did not fail");
	String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(text: &str) -> Value {
	serde_json::from_str(text).expect("the answer is JSON")
}

fn text(path: &Path) -> &str {
	path.to_str().expect("the path is text")
}

/// A development node on ports of the system's choosing, ended with the test.
struct Running(Child);

impl Running {
	/// Starts it on the database in `base`, and waits until its log has a line with `sign`.
	fn until(base: &Path, sign: &str) -> Self {
		let mut child = Command::new(NODE)
			.args(["--dev", "--base-path", text(base), "--rpc-port", "0", "--no-prometheus"])
			.args(["--no-telemetry", "--listen-addr", "/ip4/127.0.0.1/tcp/0"])
			.stderr(Stdio::piped())
			.spawn()
			.expect("the node can be started");
		let log = BufReader::new(child.stderr.take().expect("its log is piped"));
		let node = Self(child);
		let (sender, lines) = mpsc::channel();
		thread::spawn(move || log.lines().map_while(Result::ok).all(|l| sender.send(l).is_ok()));

		let deadline = Instant::now() + PATIENCE;
		let mut seen = Vec::new();
		loop {
			let left = deadline.saturating_duration_since(Instant::now());
			match lines.recv_timeout(left) {
				Ok(line) if line.contains(sign) => {
					// The thread reads on, lest the node be ended for want of a reader.
					thread::spawn(move || lines.into_iter().for_each(drop));
					return node;
				},
				Ok(line) => seen.push(line),
				Err(_) => panic!("no `{sign}` in the node's log:\n{}", seen.join("\n")),
			}
		}
	}

	/// Asks the node to end, as an operator does, and waits until it has.
	fn stop(mut self) {
		let asked = Command::new("kill").args(["-INT", &self.0.id().to_string()]).status();
		assert!(asked.expect("`kill` can be run").success());
		assert!(self.0.wait().expect("the node ends").success());
	}
}

impl Drop for Running {
	fn drop(&mut self) {
		// After `stop` there is nothing left to end, and that is no failure.
		let _ = self.0.kill();
		let _ = self.0.wait();
	}
}

#[test]
fn both_chains_are_built_from_the_presets_of_the_runtime() {
	for (id, validators, prefix) in [("dev", 1, 42), ("local", 2, 1993)] {
		let spec = json(&answer(&["export-chain-spec", "--chain", id]));
		assert_eq!(spec["id"], id);
		assert_eq!(spec["protocolId"], "salus");
		assert_eq!(spec["properties"]["ss58Format"], prefix);
		assert_eq!(spec["properties"]["tokenDecimals"], 12);
		let genesis = spec["genesis"]["runtimeGenesis"]["patch"].clone();
		for list in [&genesis["validatorSet"]["validators"], &genesis["session"]["keys"]] {
			assert_eq!(list.as_array().expect("a list").len(), validators, "{id}");
		}
	}
}

#[test]
fn a_raw_specification_is_a_chain_like_any_other() {
	let folder = folder("raw");
	let file = folder.join("spec.json");
	answer(&["export-chain-spec", "--chain", "dev", "--raw", "--output", text(&file)]);
	let again = json(&answer(&["export-chain-spec", "--chain", text(&file), "--raw"]));
	let spec = json(&fs::read_to_string(&file).expect("the file was written"));
	assert_eq!(again, spec);
	assert!(spec["genesis"]["raw"]["top"].as_object().is_some_and(|top| !top.is_empty()));
}

#[test]
fn a_chain_is_specified_from_the_code_of_any_runtime() {
	let folder = folder("builder");
	let (code, file) = (folder.join("runtime.wasm"), folder.join("spec.json"));
	let of_ours = json(&answer(&["export-chain-spec", "--chain", "dev"]));
	let of_ours = of_ours["genesis"]["runtimeGenesis"]["code"].as_str().expect("hexadecimal");
	let bytes = sp_core::bytes::from_hex(of_ours).expect("hexadecimal");
	fs::write(&code, bytes).expect("the file can be written");
	let build = |preset| {
		let create = ["create", "--chain-id", "other", "--runtime", text(&code)];
		let builder = ["chain-spec-builder", "--chain-spec-path", text(&file)];
		run(&[&builder[..], &create, &["named-preset", preset]].concat())
	};
	assert!(build("development").status.success());
	let spec = json(&answer(&["export-chain-spec", "--chain", text(&file)]));
	assert_eq!(spec["id"], "other");
	assert_eq!(spec["genesis"]["runtimeGenesis"]["code"], of_ours);
	assert!(!build("nowhere").status.success());
}

#[test]
fn a_chain_that_does_not_exist_is_refused_with_a_sentence() {
	for arguments in [&["--chain", "nowhere"][..], &["export-chain-spec", "--chain", "nowhere"]] {
		let message = refusal(arguments);
		assert!(message.contains("there is no chain called `nowhere`"), "{message}");
	}
	let file = folder("broken").join("spec.json");
	fs::write(&file, "{").expect("the file can be written");
	assert!(refusal(&["--chain", text(&file)]).contains("Error:"));
}

#[test]
fn the_pool_judges_by_the_state_of_the_best_block_unless_another_is_asked_for() {
	let help = answer(&["--help"]);
	let (_, of_pool) = help.split_once("--pool-type").expect("the option is told");
	let (default, _) = of_pool.split_once(']').expect("its default is told");
	assert!(default.ends_with("[default: single-state"), "{default}");
}

#[test]
fn keys_are_made_and_shown() {
	let made = json(&answer(&["key", "generate", "--output-type", "json"]));
	let phrase = made["secretPhrase"].as_str().expect("a phrase");
	let shown = json(&answer(&["key", "inspect", "--output-type", "json", phrase]));
	assert_eq!(shown["publicKey"], made["publicKey"]);
	assert_eq!(answer(&["key", "generate-node-key"]).trim().len(), 64);
}

#[test]
fn a_chain_is_made_final_exported_imported_checked_reverted_and_purged() {
	let folder = folder("chain");
	let (first, second) = (folder.join("first"), folder.join("second"));
	Running::until(&first, "finalized #2").stop();

	let on = |base| move |command| [command, "--dev", "--base-path", text(base)];
	let (on_first, on_second) = (on(&first), on(&second));
	let info = json(&answer(&on_first("chain-info")));
	let number = |name: &str| info[name].as_u64().expect("a block number");
	assert!(number("finalized_number") >= 2);
	assert!(number("best_number") >= number("finalized_number"));
	let auto = [&on_first("chain-info")[..], &["--database", "auto"]].concat();
	assert_eq!(json(&answer(&auto)), info);

	let blocks = folder.join("blocks");
	answer(&[&on_first("export-blocks")[..], &[text(&blocks)]].concat());
	answer(&[&on_second("import-blocks")[..], &[text(&blocks)]].concat());
	let copied = json(&answer(&on_second("chain-info")));
	assert_eq!(copied["best_hash"], info["best_hash"]);
	assert_eq!(copied["genesis_hash"], info["genesis_hash"]);
	answer(&[&on_second("check-block")[..], &["1"]].concat());

	let state = json(&answer(&on_second("export-state")));
	assert!(state["genesis"]["raw"]["top"].as_object().is_some_and(|top| !top.is_empty()));

	// What was imported is not final yet, so it can be taken back; genesis stays.
	answer(&[&on_second("revert")[..], &["1"]].concat());
	let reverted = json(&answer(&on_second("chain-info")));
	assert_eq!(reverted["best_number"], number("best_number") - 1);
	assert_eq!(reverted["genesis_hash"], info["genesis_hash"]);

	answer(&[&on_second("purge-chain")[..], &["-y"]].concat());
	assert_eq!(json(&answer(&on_second("chain-info")))["best_number"], 0);
}
