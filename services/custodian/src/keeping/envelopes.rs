//! Envelopes: whatever a live grant names is taken in, from whoever brings it.

use super::{
	desk::{Desk, Taken},
	uploads::{self, Upload},
};
use crate::{
	kept::{Name, NamedKind, PatientId},
	refusal::Refusal,
};
use salus_client::{chain::Heads, envelope};

const NOT_NAMED: Refusal = Refusal::NotAsCommitted("no live grant names this envelope");

impl Desk {
	/// Takes an envelope in, if a live grant names it. Before anything of it is read, the chain is asked: whoever brings what nobody
	/// names costs a question.
	pub async fn take_envelope(
		&self,
		patient: &PatientId,
		name: &Name,
		upload: impl Upload,
	) -> Result<Taken, Refusal> {
		self.ensure_envelope_is_named(patient, name).await?;
		let envelope = upload.bytes(envelope::MAX_LENGTH).await?;
		if envelope::commitment(&envelope) != *name {
			return Err(uploads::OTHER_BYTES);
		}
		// Asked again: what was named when the upload began may have been revoked, and destroyed, since.
		let _turn = self.turns.turn(patient).await;
		self.ensure_envelope_is_named(patient, name).await?;
		self.keep_named(NamedKind::Envelope, patient, name, &envelope).await
	}

	async fn ensure_envelope_is_named(
		&self,
		patient: &PatientId,
		name: &Name,
	) -> Result<(), Refusal> {
		let Heads { best, .. } = self.fresh_heads().await?;
		let named = self.chain.envelopes(patient, best.hash).await?;
		named.contains(name).then_some(()).ok_or(NOT_NAMED)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		keeping::doubles::{Slow, World, PATIENT},
		quotas::{Limits, Quotas},
	};
	use axum::body::Body;
	use std::sync::atomic::Ordering;

	const ENVELOPE: &[u8] = b"sealed to a grantee";

	fn name() -> Name {
		envelope::commitment(ENVELOPE)
	}

	async fn bring(world: &World, name: Name, bytes: &[u8]) -> Result<Taken, Refusal> {
		world.desk.take_envelope(&PATIENT, &name, Body::from(bytes.to_vec())).await
	}

	async fn kept(world: &World) -> Vec<Name> {
		world.catalogue.names(NamedKind::Envelope, &PATIENT).await.unwrap()
	}

	#[tokio::test]
	async fn what_a_live_grant_names_is_taken_in_once() {
		let world = World::new().await;
		world.chain.at_best(PATIENT, |said| said.envelopes = [name(), [5; 32]].into());
		assert_eq!(bring(&world, name(), ENVELOPE).await, Ok(Taken::New));
		assert_eq!(bring(&world, name(), ENVELOPE).await, Ok(Taken::Known));
		let world = world.restarted().await;
		let found = world.catalogue.named(NamedKind::Envelope, &PATIENT, &name()).await.unwrap();
		assert_eq!(found.as_deref(), Some(ENVELOPE));
	}

	#[tokio::test]
	async fn envelopes_take_no_more_room_than_the_patient_has_and_give_it_back_when_they_are_revoked(
	) {
		let limits = Limits { loose: 0, total: 4_608 };
		let quotas = Quotas { newcomer: limits, ..Quotas::default() };
		let world = World::new().await.with_quotas(quotas).await;
		let other = envelope::commitment(b"to another");
		world.chain.at_both(PATIENT, |said| said.envelopes = [name(), other].into());
		assert_eq!(bring(&world, name(), ENVELOPE).await, Ok(Taken::New));
		assert_eq!(bring(&world, other, b"to another").await, Err(Refusal::OverQuota));
		assert_eq!(bring(&world, name(), ENVELOPE).await, Ok(Taken::Known));
		assert_eq!(kept(&world).await, [name()]);
		world.chain.at_both(PATIENT, |said| said.envelopes = [other].into());
		assert_eq!(world.desk.sweep(&PATIENT).await, Ok(1), "a revocation needs no room");
		assert_eq!(bring(&world, other, b"to another").await, Ok(Taken::New));
	}

	#[tokio::test]
	async fn what_no_grant_of_this_patient_names_is_not_read() {
		let world = World::new().await;
		world.chain.at_best([2; 32], |said| said.envelopes = [name()].into());
		world.chain.at_finalized(PATIENT, |said| said.envelopes = [name()].into());
		let unread = Slow { bytes: Vec::new(), meanwhile: || panic!("it is read") };
		let refused = world.desk.take_envelope(&PATIENT, &name(), unread).await;
		assert_eq!(refused, Err(NOT_NAMED), "another patient's, or one of before");
	}

	#[tokio::test]
	async fn under_a_name_come_its_own_bytes_only() {
		let world = World::new().await;
		world.chain.at_best(PATIENT, |said| said.envelopes = [name()].into());
		assert_eq!(bring(&world, name(), b"another").await, Err(uploads::OTHER_BYTES));
		let long = vec![0; envelope::MAX_LENGTH + 1];
		let refused = bring(&world, name(), &long).await;
		assert!(matches!(refused, Err(Refusal::Malformed(_))), "{refused:?}");
		assert!(kept(&world).await.is_empty());
	}

	#[tokio::test]
	async fn what_is_revoked_while_it_is_on_its_way_is_not_taken_in() {
		let world = World::new().await;
		world.chain.at_best(PATIENT, |said| said.envelopes = [name()].into());
		let chain = &world.chain;
		let revoked = || chain.at_best(PATIENT, |said| said.envelopes.clear());
		let upload = Slow { bytes: ENVELOPE.to_vec(), meanwhile: revoked };
		assert_eq!(world.desk.take_envelope(&PATIENT, &name(), upload).await, Err(NOT_NAMED));
		assert!(kept(&world).await.is_empty());
	}

	#[tokio::test]
	async fn without_a_present_chain_nothing_is_taken_in() {
		let world = World::new().await;
		world.chain.at_both(PATIENT, |said| said.envelopes = [name()].into());
		world.now.fetch_add(60_001, Ordering::SeqCst);
		assert_eq!(bring(&world, name(), ENVELOPE).await, Err(Refusal::Unavailable));
		world.now.fetch_sub(1, Ordering::SeqCst);
		assert_eq!(bring(&world, name(), ENVELOPE).await, Ok(Taken::New));
	}
}
