//! Builds the runtime's Wasm, which the node executes and chain specs carry.

fn main() {
	#[cfg(feature = "std")]
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
}
