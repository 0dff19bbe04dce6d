//! Emergency rings: one that the chain names, and of which the own share opens, is taken in from whoever brings it.

use super::{
	desk::{Desk, Taken},
	shares::open_share,
	uploads::{self, Upload},
};
use crate::{
	kept::{Name, NamedKind, PatientId},
	refusal::Refusal,
};
use salus_client::{
	chain::Heads,
	emergency_ring::{EmergencyRing, EmergencyRingOnChain, MAX_TEXT},
};
use std::sync::Arc;

const NOT_NAMED: Refusal = Refusal::NotAsCommitted("the chain does not name this emergency ring");
const NO_RING: Refusal = Refusal::Malformed("this is no emergency ring");
const CLOSED: Refusal = Refusal::NotAsCommitted("the share for this custodian does not open");

impl Desk {
	/// Takes a ring in, if the chain names it and the share for this custodian opens. Before anything of it is read, the chain is
	/// asked.
	pub async fn take_emergency_ring(
		&self,
		patient: &PatientId,
		commitment: &Name,
		upload: impl Upload,
	) -> Result<Taken, Refusal> {
		self.named_ring(patient, commitment).await?;
		let text = upload.bytes(MAX_TEXT).await?;
		let ring = self.read_ring(text).await?;
		if ring.context().patient != *patient || ring.on_chain().commitment != *commitment {
			return Err(uploads::OTHER_BYTES);
		}
		// Asked again: another ring may have been set while this one was read, and this one destroyed.
		let _turn = self.turns.turn(patient).await;
		let named = self.named_ring(patient, commitment).await?;
		if !ring.parts().is_on_chain(patient, &named) {
			return Err(NOT_NAMED);
		}
		// Written anew: no more is kept of it than a ring has.
		let text = ring.to_json();
		self.keep_named(NamedKind::EmergencyRing, patient, commitment, text.as_bytes()).await
	}

	/// The ring that the chain names now, if it is this one.
	async fn named_ring(
		&self,
		patient: &PatientId,
		commitment: &Name,
	) -> Result<EmergencyRingOnChain, Refusal> {
		let Heads { best, .. } = self.fresh_heads().await?;
		let named = self.chain.emergency_ring(patient, best.hash).await?;
		named.filter(|named| named.commitment == *commitment).ok_or(NOT_NAMED)
	}

	/// The ring in a text, of which the own share opens.
	async fn read_ring(
		&self,
		text: impl AsRef<[u8]> + Send + 'static,
	) -> Result<EmergencyRing, Refusal> {
		let (organization, keys) = (self.organization, Arc::clone(&self.keys));
		// It may have sixteen million characters, and keys are tried on it.
		let work = move || {
			let text = std::str::from_utf8(text.as_ref()).map_err(|_| NO_RING)?;
			let ring = EmergencyRing::from_json(text).map_err(|_| NO_RING)?;
			open_share(&ring, organization, &keys).map(|_| ring).ok_or(CLOSED)
		};
		tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Unavailable)?
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		keeping::doubles::{rng, Slow, World, ORGANIZATION, PATIENT},
		quotas::{Limits, Quotas},
	};
	use axum::body::Body;
	use salus_client::{
		class_keys::ClassKeys,
		emergency_ring::{seal, Custodian, EmergencyContext},
		epoch_keys::ClassSecret,
		KeyPair, PublicKey, Secret, Suite,
	};

	/// Two of this custodian and another one, whose key nobody here has.
	fn ring(patient: PatientId, epoch: u32, key: PublicKey) -> EmergencyRing {
		let mut rng = rng();
		let keys = ClassKeys::All {
			suite: Suite::X25519,
			class_secret: ClassSecret::new(Secret::random(&mut rng)),
		};
		let other = KeyPair::random(Suite::XWing, &mut rng).public;
		let custodians =
			[Custodian { custodian: 3, key: other }, Custodian { custodian: ORGANIZATION, key }];
		seal(&EmergencyContext { patient, epoch }, &keys, 2, &custodians, &mut rng).unwrap()
	}

	fn own_key(world: &World) -> PublicKey {
		world.keys[0].public()
	}

	fn commitment(ring: &EmergencyRing) -> Name {
		ring.on_chain().commitment
	}

	fn name_at_best(world: &World, patient: PatientId, ring: &EmergencyRing) {
		world.chain.at_best(patient, |said| said.ring = Some(ring.on_chain()));
	}

	async fn bring(world: &World, name: &EmergencyRing, text: String) -> Result<Taken, Refusal> {
		world.desk.take_emergency_ring(&PATIENT, &commitment(name), Body::from(text)).await
	}

	async fn kept(world: &World) -> Vec<Name> {
		world.catalogue.names(NamedKind::EmergencyRing, &PATIENT).await.unwrap()
	}

	#[tokio::test]
	async fn the_ring_that_is_replaced_makes_room_for_the_one_that_replaces_it() {
		let limits = Limits { loose: 0, total: 4_608 };
		let quotas = Quotas { newcomer: limits, ..Quotas::default() };
		let world = World::new().await.with_quotas(quotas).await;
		let [first, second, third] = [0, 1, 2].map(|epoch| ring(PATIENT, epoch, own_key(&world)));
		name_at_best(&world, PATIENT, &first);
		world.chain.at_finalized(PATIENT, |said| said.ring = Some(first.on_chain()));
		assert_eq!(bring(&world, &first, first.to_json()).await, Ok(Taken::New));
		name_at_best(&world, PATIENT, &second);
		let early = bring(&world, &second, second.to_json()).await;
		assert_eq!(early, Err(Refusal::OverQuota), "the first one may be needed still");
		assert_eq!(kept(&world).await, [commitment(&first)]);
		world.chain.at_finalized(PATIENT, |said| said.ring = Some(second.on_chain()));
		assert_eq!(bring(&world, &second, second.to_json()).await, Ok(Taken::New));
		assert_eq!(kept(&world).await, [commitment(&second)]);
		assert_eq!(bring(&world, &third, third.to_json()).await, Err(NOT_NAMED));
	}

	#[tokio::test]
	async fn the_ring_that_the_chain_names_is_taken_in_as_a_ring_is_written() {
		let world = World::new().await;
		let ring = ring(PATIENT, 0, own_key(&world));
		name_at_best(&world, PATIENT, &ring);
		let spaced = ring.to_json().replace(',', " ,\n");
		assert_eq!(bring(&world, &ring, spaced).await, Ok(Taken::New));
		assert_eq!(bring(&world, &ring, ring.to_json()).await, Ok(Taken::Known));
		let world = world.restarted().await;
		let (kind, name) = (NamedKind::EmergencyRing, commitment(&ring));
		let text = world.catalogue.named(kind, &PATIENT, &name).await.unwrap();
		assert_eq!(text, Some(ring.to_json().into_bytes()));
	}

	#[tokio::test]
	async fn an_old_ring_is_not_taken_in_again_after_a_new_epoch() {
		let world = World::new().await;
		let (old, new) = (ring(PATIENT, 0, own_key(&world)), ring(PATIENT, 1, own_key(&world)));
		name_at_best(&world, PATIENT, &new);
		world.chain.at_finalized(PATIENT, |said| said.ring = Some(old.on_chain()));
		assert_eq!(bring(&world, &old, old.to_json()).await, Err(NOT_NAMED));
		assert_eq!(bring(&world, &new, old.to_json()).await, Err(uploads::OTHER_BYTES));
		assert!(kept(&world).await.is_empty());
	}

	#[tokio::test]
	async fn a_ring_that_is_replaced_while_it_is_on_its_way_is_not_taken_in() {
		let world = World::new().await;
		let (old, new) = (ring(PATIENT, 0, own_key(&world)), ring(PATIENT, 1, own_key(&world)));
		name_at_best(&world, PATIENT, &old);
		let replaced = || name_at_best(&world, PATIENT, &new);
		let upload = Slow { bytes: old.to_json().into_bytes(), meanwhile: replaced };
		let refused = world.desk.take_emergency_ring(&PATIENT, &commitment(&old), upload).await;
		assert_eq!(refused, Err(NOT_NAMED));
		assert!(kept(&world).await.is_empty());
	}

	#[tokio::test]
	async fn another_patients_ring_is_not_taken_in() {
		let world = World::new().await;
		let ring = ring([2; 32], 0, own_key(&world));
		name_at_best(&world, [2; 32], &ring);
		assert_eq!(bring(&world, &ring, ring.to_json()).await, Err(NOT_NAMED));
		// Even where a chain would name it for both.
		name_at_best(&world, PATIENT, &ring);
		assert_eq!(bring(&world, &ring, ring.to_json()).await, Err(uploads::OTHER_BYTES));
		assert!(kept(&world).await.is_empty());
	}

	#[tokio::test]
	async fn a_ring_whose_own_share_does_not_open_is_not_taken_in() {
		let world = World::new().await;
		let stranger = KeyPair::random(Suite::X25519, &mut rng()).public;
		let sealed_to_another = ring(PATIENT, 0, stranger);
		name_at_best(&world, PATIENT, &sealed_to_another);
		let text = sealed_to_another.to_json();
		assert_eq!(bring(&world, &sealed_to_another, text).await, Err(CLOSED));

		// A false share: sealed to this custodian, and another than the ring commits to.
		let (right, other) = (ring(PATIENT, 0, own_key(&world)), ring(PATIENT, 0, own_key(&world)));
		let sealed = |ring: &EmergencyRing| {
			let json: serde_json::Value = serde_json::from_str(&ring.to_json()).unwrap();
			json["shares"][1]["sealed"].as_str().unwrap().to_owned()
		};
		let false_share = right.to_json().replace(&sealed(&right), &sealed(&other));
		assert_ne!(false_share, right.to_json());
		name_at_best(&world, PATIENT, &right);
		assert_eq!(bring(&world, &right, false_share).await, Err(CLOSED));

		// Without a share for this custodian.
		let without = seal(
			&right.context(),
			&ClassKeys::All {
				suite: Suite::X25519,
				class_secret: ClassSecret::new(Secret::random(&mut rng())),
			},
			2,
			&[2, 3].map(|custodian| Custodian { custodian, key: own_key(&world) }),
			&mut rng(),
		)
		.unwrap();
		name_at_best(&world, PATIENT, &without);
		assert_eq!(bring(&world, &without, without.to_json()).await, Err(CLOSED));
		assert!(kept(&world).await.is_empty());
	}

	#[tokio::test]
	async fn what_is_too_long_too_deep_or_no_ring_is_malformed() {
		let world = World::new().await;
		let ring = ring(PATIENT, 0, own_key(&world));
		name_at_best(&world, PATIENT, &ring);
		let long = format!("{}{}", ring.to_json(), " ".repeat(MAX_TEXT));
		let refused = bring(&world, &ring, long).await;
		assert!(matches!(refused, Err(Refusal::Malformed(_))), "{refused:?}");
		let deep = "[".repeat(MAX_TEXT);
		let deep_member = ring.to_json().replacen('{', &format!("{{\"x\":{deep},"), 1);
		let deep_member = deep_member[..MAX_TEXT].to_owned();
		for text in [String::new(), "{}".into(), deep, deep_member, "\u{feff}{}".into()] {
			assert_eq!(bring(&world, &ring, text).await, Err(NO_RING));
		}
		assert!(kept(&world).await.is_empty());
	}
}
