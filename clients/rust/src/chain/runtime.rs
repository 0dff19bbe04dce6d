//! What the runtime says about itself, as `scripts/metadata.sh` wrote it to `clients/metadata/salus.scale`, to which the link of this crate leads.

#![allow(missing_docs, clippy::all, clippy::restriction, reason = "it is generated")]

#[subxt::subxt(
	runtime_metadata_path = "salus.scale",
	derive_for_all_types = "Clone, Eq, PartialEq"
)]
pub mod salus {}
