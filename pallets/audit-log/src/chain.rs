//! The hash chain of a trail, so that whoever reads the entries can tell that none was changed, left
//! out or slipped in.
//!
//! Every hash is BLAKE2b-256 (32 bytes, no key). `‖` joins bytes; SCALE is the chain's own codec, which
//! a client has from the chain's metadata.
//!
//! ```text
//! seed    = blake2b_256( "salus/audit/v1" as 14 bytes ASCII ‖ the 32 bytes of the chain's genesis hash ‖ SCALE(TrailId) )
//!           SCALE(TrailId) = 0x00 ‖ the 32 bytes of the patient's id
//!                          | 0x01 ‖ the organization's number as 4 bytes, little-endian
//!                          | 0x02
//! head_n  = blake2b_256( head_(n-1) as 32 bytes ‖ SCALE(entry n) ),   head before entry 0 = seed
//! ```
//!
//! `SCALE(entry)` is the stored value of `Entries` as it stands, whose first byte is its version: with polkadot.js,
//! `entry.toU8a()` of what `api.query.auditLog.entries(trail, n)` unwraps to, or of an item of the runtime API's answer.
//! A check starts from `TrailHead::checkpoint`, goes through the entries `first..next` in their order
//! and must end at `TrailHead::tip`; where `first` is 0, the checkpoint is the seed. `head_n` is also in an event of the
//! block that wrote the entry, `EntryAppended`. Of what must not tell whether there is such a patient, such as a denied
//! attempt, none is told: the `head_n` of the next entry that is told holds it.

use codec::Encode;
use salus_primitives::{AuditEntry, TrailId};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// What the seed's hash begins with, so that no other hash of the chain can be one.
pub const SEED_DOMAIN: [u8; 14] = *b"salus/audit/v1";

/// The hash before entry 0 of a trail, on the chain whose first block has the hash `genesis`.
pub fn seed<BlockHash: Encode>(genesis: &BlockHash, trail: &TrailId) -> H256 {
	BlakeTwo256::hash_of(&(SEED_DOMAIN, genesis, trail))
}

/// The hash after `entry`, where `head` is the hash before it.
pub fn next_head<AccountId: Encode>(head: &H256, entry: &AuditEntry<AccountId>) -> H256 {
	BlakeTwo256::hash_of(&(head, entry))
}
