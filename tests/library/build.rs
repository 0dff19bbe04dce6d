//! Takes the runtime out of each pallet's README, so that what is tested is what stands there.

use std::{env, fs, path::Path};

const PALLETS: [&str; 5] =
	["audit-log", "consent", "patient-identity", "provider-registry", "record-anchor"];

fn main() {
	let out = env::var("OUT_DIR").expect("cargo sets it");
	for pallet in PALLETS {
		let readme = format!("../../pallets/{pallet}/README.md");
		println!("cargo:rerun-if-changed={readme}");
		let text = fs::read_to_string(&readme).expect("each pallet has a README");
		let (_, code) = text.split_once("\n```rust\n").expect("with the code of a runtime");
		let (code, _) = code.split_once("\n```\n").expect("that ends");
		fs::write(Path::new(&out).join(format!("{pallet}.rs")), code).expect("OUT_DIR is ours");
	}
}
