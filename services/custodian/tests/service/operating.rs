//! What goes beside the program: its container file.

use std::path::{Path, PathBuf};

const CONTAINERFILE: &str = include_str!("../../Containerfile");

/// Its instructions, each with what follows it.
fn instructions() -> Vec<(String, String)> {
	let joined = CONTAINERFILE.replace("\\\n", " ");
	let lines = joined.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
	lines
		.map(|line| {
			let (name, rest) = line.split_once(' ').expect("an instruction has an argument");
			(name.to_owned(), rest.split_whitespace().collect::<Vec<_>>().join(" "))
		})
		.collect()
}

fn of(name: &str) -> Vec<String> {
	let instructions = instructions().into_iter();
	instructions.filter(|(one, _)| one == name).map(|(_, rest)| rest).collect()
}

fn links_in(path: &Path) -> Vec<PathBuf> {
	if path.is_symlink() {
		return vec![path.to_owned()];
	}
	let Ok(entries) = path.read_dir() else { return Vec::new() };
	entries.flat_map(|entry| links_in(&entry.unwrap().path())).collect()
}

#[test]
fn the_container_file_has_instructions_only() {
	let known =
		["FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "ENV", "EXPOSE", "ENTRYPOINT", "CMD"];
	for (name, _) in instructions() {
		assert!(known.contains(&name.as_str()), "{name}");
	}
	let parsed = |name: &str| -> Vec<String> { serde_json::from_str(&of(name)[0]).unwrap() };
	assert_eq!(parsed("ENTRYPOINT"), ["/usr/local/bin/salus-custodian"]);
	assert_eq!(parsed("CMD"), ["--config", "/etc/salus-custodian/custodian.toml"]);
}

#[test]
fn the_container_has_no_more_than_the_program_and_no_superuser() {
	let stages = of("FROM");
	assert_eq!(stages.len(), 2, "what builds is left behind");
	let rust = include_str!("../../../../rust-toolchain.toml");
	let version = rust.split("channel = \"").nth(1).unwrap().split('"').next().unwrap();
	let minor = version.rsplit_once('.').unwrap().0;
	assert!(stages[0].contains(&format!("rust:{minor}-")), "{} is built with {version}", stages[0]);
	let user: u32 = of("USER")[0].parse().expect("a number, which a cluster can compare with 0");
	assert_ne!(user, 0);
	assert!(of("RUN").iter().any(|run| run.contains(&format!("--uid {user} "))));
	assert!(
		of("RUN").iter().any(|run| run.contains("ca-certificates")),
		"it trusts no certificate"
	);
	// All that the workspace is made of comes into the stage that builds.
	let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
	let copied = of("COPY").into_iter().filter(|copied| !copied.starts_with("--from"));
	let copied: Vec<_> =
		copied.map(|copied| root.join(copied.split_once(' ').unwrap().0)).collect();
	for needed in ["services", "clients/rust", "clients/metadata"] {
		assert!(copied.contains(&root.join(needed)), "{needed}");
	}
	for link in copied.iter().flat_map(|path| links_in(path)) {
		let to = link.canonicalize().unwrap();
		let is_copied = copied.iter().any(|copied| to.starts_with(copied));
		assert!(is_copied, "{} leads to what is not copied", link.display());
	}
	assert!(of("RUN").iter().any(|run| run.contains("cargo build --locked --release")));
}
