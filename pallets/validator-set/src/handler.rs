//! What the consensus engines are told of a session.

use core::marker::PhantomData;
use pallet_session::SessionHandler;
use sp_runtime::{traits::OpaqueKeys, KeyTypeId};

/// Tells `Engines` who validates, unless that is nobody: then those who did go on.
///
/// Nobody is left if all take their keys away at once. pallet-grandpa tells its nodes of the voters of
/// the next session also when they have not changed, if it was told before that finality had stalled; and nodes
/// take in no block that changes to no voters at all, so the chain would end there. Those who go on
/// have their keys still, on their machines.
pub struct NeverNobody<Engines>(PhantomData<Engines>);

impl<ValidatorId, Engines: SessionHandler<ValidatorId>> SessionHandler<ValidatorId>
	for NeverNobody<Engines>
{
	const KEY_TYPE_IDS: &'static [KeyTypeId] = Engines::KEY_TYPE_IDS;

	fn on_genesis_session<Keys: OpaqueKeys>(validators: &[(ValidatorId, Keys)]) {
		Engines::on_genesis_session(validators);
	}

	fn on_new_session<Keys: OpaqueKeys>(
		changed: bool,
		validators: &[(ValidatorId, Keys)],
		queued: &[(ValidatorId, Keys)],
	) {
		if !validators.is_empty() {
			Engines::on_new_session(changed, validators, queued);
		}
	}

	fn on_before_session_ending() {
		Engines::on_before_session_ending();
	}

	fn on_disabled(index: u32) {
		Engines::on_disabled(index);
	}
}
