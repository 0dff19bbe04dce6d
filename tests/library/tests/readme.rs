//! What the root README shows is what is compiled here, and names the versions that Salus is built with.

use std::fs;

fn read(path: &str) -> String {
	fs::read_to_string(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))).expect(path)
}

/// Without the indentation that all its lines have in common.
fn dedented(code: &str) -> String {
	let depth = code
		.lines()
		.filter(|line| !line.is_empty())
		.map(|line| line.len() - line.trim_start_matches('\t').len())
		.min();
	let lines = code.lines().map(|line| line.get(depth.unwrap_or(0)..).unwrap_or(""));
	lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_readme_shows_what_is_compiled() {
	let (readme, source) = (read("README.md"), read("tests/library/src/clinic_chain.rs"));
	let regions = source.split("// README: ").filter(|region| !region.starts_with("end"));
	let mut shown = 0;
	for region in regions.skip(1) {
		let (name, code) = region.split_once('\n').expect("a region has lines");
		let code = dedented(code.trim_end());
		assert!(readme.contains(&code), "README.md does not show `{name}` as it is:\n{code}");
		shown += 1;
	}
	assert_eq!(shown, 3);
}

#[test]
fn the_readme_names_the_versions_that_salus_is_built_with() {
	let (readme, workspace) = (read("README.md"), read("Cargo.toml"));
	let (_, manifest) = readme.split_once("```toml\n").expect("a manifest");
	let (manifest, _) = manifest.split_once("```").expect("that ends");
	let version_of = |line: &str| {
		let (_, version) = line.split_once("version = \"")?;
		Some(version.split('"').next().unwrap_or_default().to_owned())
	};
	let mut named = 0;
	for line in manifest.lines().filter(|line| !line.starts_with("edition")) {
		let (Some((name, _)), Some(version)) = (line.split_once(" = {"), version_of(line)) else {
			continue;
		};
		let built = workspace.lines().find(|line| line.starts_with(&format!("{name} = {{")));
		let built = version_of(built.expect(name)).expect(name);
		assert!(built == version || built.starts_with(&format!("{version}.")), "{name}: {built}");
		named += 1;
	}
	assert!(named >= 10, "only {named} crates are named");
	assert!(
		manifest.contains("rust-version = \"1.95\"")
			&& workspace.contains("rust-version = \"1.95\"")
	);
}
