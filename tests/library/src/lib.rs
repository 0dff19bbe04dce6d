//! Single pallets in the runtimes of others: those of the READMEs, those of the examples, and with nobody around.

#![allow(dead_code, missing_docs, rustdoc::private_intra_doc_links)]

/// The runtimes of the pallets' READMEs, word for word.
pub mod readme {
	pub mod audit_log {
		include!(concat!(env!("OUT_DIR"), "/audit-log.rs"));
	}
	pub mod consent {
		include!(concat!(env!("OUT_DIR"), "/consent.rs"));
	}
	pub mod patient_identity {
		include!(concat!(env!("OUT_DIR"), "/patient-identity.rs"));
	}
	pub mod provider_registry {
		include!(concat!(env!("OUT_DIR"), "/provider-registry.rs"));
	}
	pub mod record_anchor {
		include!(concat!(env!("OUT_DIR"), "/record-anchor.rs"));
	}
}

/// Patients, providers, consent, records and trails, joined: what the root README shows.
pub mod clinic_chain;
// Each tells by itself what it is; with a comment here, its links would lead nowhere.
#[path = "../../../pallets/consent/examples/consent_alone.rs"]
pub mod consent_alone;
#[cfg(feature = "runtime-benchmarks")]
mod in_a_database;
#[cfg(feature = "runtime-benchmarks")]
pub use in_a_database::in_a_database;

/// The pallets over directories that cost more than others.
pub mod dear_chain;
#[path = "../../../pallets/patient-identity/examples/foreign_runtime.rs"]
pub mod foreign_runtime;
/// Every pallet in one runtime, each with `()` for all its neighbours.
pub mod strangers;
