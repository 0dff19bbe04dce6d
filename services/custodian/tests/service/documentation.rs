//! Types what `docs/custodian.md` says, in its order, on a machine whose folders are a temporary one's.

use crate::program::{binary, run, Program};
use salus_dev_chain::Node;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../../docs/custodian.md");
/// The superuser of a development chain, which is the admin of what --dev founds.
const ALICE: &str = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";

/// Each command of the program's, whether it stands in a block or in a sentence.
fn commands() -> Vec<String> {
	let mut found = Vec::new();
	let mut in_block = false;
	for line in PAGE.lines() {
		if line.starts_with("```") {
			in_block = line == "```sh";
		} else if in_block {
			found.extend(line.starts_with("salus-custodian ").then(|| line.to_owned()));
		} else {
			let quoted = line.split('`').skip(1).step_by(2);
			found.extend(
				quoted.filter(|text| text.starts_with("salus-custodian ")).map(str::to_owned),
			);
		}
	}
	found
}

/// The machine of whoever types.
struct Machine {
	folder: tempfile::TempDir,
}

impl Machine {
	fn path(&self, of_page: &str) -> PathBuf {
		self.folder.path().join(of_page.trim_start_matches('/'))
	}

	/// The arguments of a command, with its folders in the temporary one.
	fn arguments(&self, command: &str) -> Vec<String> {
		let words = command.split_whitespace().skip(1);
		let moved = words.map(|word| match word {
			_ if word.starts_with("/etc/") || word.starts_with("/var/") => {
				self.path(word).display().to_string()
			},
			_ if Path::new(word).extension().is_some_and(|end| end == "json") => {
				self.path(word).display().to_string()
			},
			_ => word.to_owned(),
		});
		moved.collect()
	}

	async fn types(&self, command: &str) -> String {
		let arguments = self.arguments(command);
		let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
		let (ended_well, told) = run(&arguments).await;
		assert!(ended_well, "{command}: {told}");
		told
	}
}

pub async fn what_the_page_says_can_be_typed(node: &Node) {
	let commands = commands();
	let machine = Machine { folder: tempfile::tempdir().unwrap() };
	let etc = machine.path("/etc/salus-custodian");
	std::fs::create_dir_all(&etc).unwrap();
	let mut typed = Vec::new();
	let mut next = |beginning: &str| {
		let command = commands.get(typed.len()).expect("the page has more commands").clone();
		assert!(command.starts_with(&format!("salus-custodian {beginning}")), "{command}");
		typed.push(beginning.to_owned());
		command
	};

	// The first start, with the node of this test.
	let first = next("--dev").replace("ws://127.0.0.1:9944", &node.url);
	let first: Vec<_> = first.split_whitespace().skip(1).collect();
	drop(Program::start(&first).await);

	// Setting one up. Whoever accredits and lists is --dev here; the key that is published is the page's.
	machine.types(&next("keys new")).await;
	let store = machine.path("/var/lib/salus-custodian");
	let data = store.to_str().unwrap();
	drop(Program::start(&["--dev", "--node", &node.url, "--data", data]).await);
	std::fs::rename(store.join("clerk"), etc.join("clerk")).unwrap();
	let text = std::fs::read_to_string(store.join("custodian.toml")).unwrap();
	let configure = |shares: &[&str]| {
		let shares: Vec<_> = shares.iter().map(|name| etc.join(name)).collect();
		let text = text
			.replace(store.join("clerk").to_str().unwrap(), etc.join("clerk").to_str().unwrap());
		let (before, _) = text.split_once("shares = ").unwrap();
		let further = "[http]\nlisten = \"127.0.0.1:0\"\n[operations]\nlisten = \"127.0.0.1:0\"\n";
		let path = etc.join("custodian.toml");
		std::fs::write(&path, format!("{before}shares = {shares:?}\n{further}")).unwrap();
		path
	};
	let config = configure(&["key-1"]);
	salus_custodian::config::write_secret(&etc.join("admin"), ALICE).unwrap();
	machine.types(&next("keys publish")).await;
	let told = machine.types(&next("check")).await;
	assert!(!told.contains("TROUBLE") && told.contains("well     standing"), "{told}");

	// Backup, while it is at work, and restore.
	let program = Program::start(&["--config", config.to_str().unwrap()]).await;
	program.until_ready().await;
	machine.types(&next("backup")).await;
	program.stop().await;
	std::fs::remove_dir_all(&store).unwrap();
	machine.types(&next("restore")).await;
	assert!(store.join("catalogue.sqlite").exists());

	let report = next("report");
	std::fs::write(machine.path("downtime.json"), example_form()).unwrap();
	machine.types(&report).await;
	machine.types(&next("repair")).await;

	// Key rotation.
	machine.types(&next("keys new")).await;
	configure(&["key-2", "key-1"]);
	machine.types(&next("keys publish")).await;
	let program = Program::start(&["--config", config.to_str().unwrap()]).await;
	program.until_ready().await;
	program.stop().await;
	assert_eq!(typed.len(), commands.len(), "the page says more than was typed");
}

/// A form as the page shows it.
fn example_form() -> &'static str {
	let json = PAGE.split("```json\n").nth(1).expect("the page shows a form");
	json.split("```").next().unwrap()
}

#[test]
fn every_command_of_the_page_is_one_of_the_program() {
	for command in commands() {
		let mut words = command.split_whitespace().skip(1).filter(|word| !word.starts_with('-'));
		let help = std::process::Command::new(binary()).arg("--help").output().unwrap();
		let help = String::from_utf8(help.stdout).unwrap();
		if let Some(name) = words.next().filter(|_| !command.contains("--dev")) {
			assert!(help.contains(&format!("  {name} ")), "{command}: {help}");
		}
	}
}
