//! The chains this node knows by name, and how to read others from a file.
//!
//! The state at genesis is the runtime's own doing: it lists presets, and the node asks the Wasm
//! for one by name. So the node, an off-the-shelf node and a test start from the same state.

use salus_runtime::{token, DEVELOPMENT_SS58_PREFIX, SS58_PREFIX, WASM_BINARY};
use sc_service::{ChainType, GenericChainSpec, Properties};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use std::path::Path;

/// The name of the chain that one development node runs.
pub const DEVELOPMENT: &str = "dev";

/// The name of the chain that several nodes on one machine run.
pub const LOCAL: &str = "local";

/// The first part of the names of Salus's network protocols, so that nodes of other chains do not
/// take this one for their own.
const PROTOCOL: &str = "salus";

/// Finds the chain called `id`: one of the two known by name, or else a JSON file at that path.
///
/// An empty `id`, where the command line names no chain, means [`LOCAL`].
///
/// # Errors
/// A sentence for the operator: there is no such file, it is not a chain specification, or the node
/// was built without a runtime.
pub fn load(id: &str) -> Result<GenericChainSpec, String> {
	match id {
		DEVELOPMENT => development(),
		"" | LOCAL => local(),
		path => from_file(Path::new(path)),
	}
}

/// One validator, Alice, who is also the administrator.
fn development() -> Result<GenericChainSpec, String> {
	let prefix = DEVELOPMENT_SS58_PREFIX;
	from_preset(
		"Salus Development",
		DEVELOPMENT,
		ChainType::Development,
		prefix,
		DEV_RUNTIME_PRESET,
	)
}

/// Two validators, Alice and Bob.
fn local() -> Result<GenericChainSpec, String> {
	let prefix = SS58_PREFIX;
	from_preset(
		"Salus Local Testnet",
		LOCAL,
		ChainType::Local,
		prefix,
		LOCAL_TESTNET_RUNTIME_PRESET,
	)
}

/// From now on addresses are read and written as the chain's properties say, as apps do; where they say nothing, as on any Substrate chain.
pub fn use_addresses_of(spec: &GenericChainSpec) {
	let properties = spec.properties();
	let format = properties.get("ss58Format").and_then(|format| format.as_u64());
	if let Some(prefix) = format.and_then(|format| u16::try_from(format).ok()) {
		sp_core::crypto::set_default_ss58_version(prefix.into());
	}
}

fn from_preset(
	name: &str,
	id: &str,
	kind: ChainType,
	ss58_prefix: u16,
	preset: &str,
) -> Result<GenericChainSpec, String> {
	let runtime = WASM_BINARY.ok_or(
		"this node was built without a runtime; build it again with SKIP_WASM_BUILD unset, or \
		 name a chain specification file with --chain",
	)?;
	Ok(GenericChainSpec::builder(runtime, Default::default())
		.with_name(name)
		.with_id(id)
		.with_chain_type(kind)
		.with_protocol_id(PROTOCOL)
		.with_properties(properties(ss58_prefix))
		.with_genesis_config_preset_name(preset)
		.build())
}

fn from_file(path: &Path) -> Result<GenericChainSpec, String> {
	if !path.is_file() {
		return Err(format!(
			"there is no chain called `{0}` and no file of that name; use --chain {DEVELOPMENT}, \
			 --chain {LOCAL} or the path of a chain specification",
			path.display(),
		));
	}
	GenericChainSpec::from_json_file(path.to_path_buf())
}

/// What apps need to show addresses and amounts.
fn properties(ss58_prefix: u16) -> Properties {
	let mut properties = Properties::new();
	properties.insert("ss58Format".into(), ss58_prefix.into());
	properties.insert("tokenSymbol".into(), token::SYMBOL.into());
	properties.insert("tokenDecimals".into(), token::DECIMALS.into());
	properties
}
