//! Builds the runtime's Wasm, which the node executes and chain specs carry.

/// What a device shows amounts in that checks what it signs by the metadata's hash: as chain specs say it to apps.
#[cfg(all(feature = "std", feature = "metadata-hash"))]
const TOKEN: (&str, u8) = ("SALUS", 12);

fn main() {
	#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
	#[cfg(all(feature = "std", feature = "metadata-hash"))]
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.enable_metadata_hash(TOKEN.0, TOKEN.1)
		.build();
}
