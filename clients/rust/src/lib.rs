#![doc = include_str!("../README.md")]
#![deny(missing_docs)]
#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::as_conversions,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unreachable,
		clippy::unwrap_used
	)
)]

pub mod batch;
pub mod canonical;
#[cfg(feature = "chain")]
pub mod chain;
pub mod class_keys;
pub mod classes;
pub mod commitment;
pub mod emergency_ring;
pub mod envelope;
pub mod epoch_keys;
mod hash;
mod hexadecimal;
pub mod json;
pub mod key_card;
pub mod key_ring;
pub mod keys;
pub mod merkle;
pub mod package;
pub mod pieces;
pub mod reading;
pub mod record_content;
pub mod release;
pub mod requests;
pub mod sealed_record;
pub mod sealing;
pub mod secret;
mod secret_box;
pub mod shares;
pub mod signatures;
pub mod suite;
pub mod ticket_secret;
pub mod trail;

pub use keys::{KeyPair, PrivateKey, PublicKey, PublishedKey};
pub use rand_core;
pub use secret::Secret;
pub use suite::Suite;
pub use zeroize;
