//! What a custodian adds to a release in an emergency: the ring, and its own share. Fewer than the threshold of custodians
//! open nothing.

use crate::{
	catalogue::{Catalogue, CatalogueError},
	kept::{Name, NamedKind, PatientId},
};
use salus_client::{
	emergency_ring::{EmergencyRing, ReleasedEmergency},
	shares::Share,
	PrivateKey,
};
use std::sync::Arc;

/// The shares that were given to this custodian.
pub struct Shares {
	organization: u32,
	catalogue: Arc<Catalogue>,
	keys: Arc<[PrivateKey]>,
}

impl Shares {
	/// The shares for `organization`, which opens them with the private keys of whatever it published; also of keys that it has
	/// replaced since.
	pub fn new(organization: u32, catalogue: Arc<Catalogue>, keys: Arc<[PrivateKey]>) -> Self {
		Self { organization, catalogue, keys }
	}

	/// What is handed out for a target that was permitted on an emergency session. `named` is the commitment of the ring that the
	/// chain names at the head at which it was judged, asked for each release: nothing is remembered here.
	///
	/// Nothing where the ring is not here, or the own share does not open any more. Others may have theirs, and the records are
	/// needed all the same.
	pub async fn for_release(
		&self,
		patient: &PatientId,
		named: &Name,
	) -> Result<Option<ReleasedEmergency>, CatalogueError> {
		let Some(text) = self.catalogue.named(NamedKind::EmergencyRing, patient, named).await?
		else {
			return Ok(None);
		};
		let (patient, named, organization) = (*patient, *named, self.organization);
		let keys = Arc::clone(&self.keys);
		let work = move || released(&text, &patient, &named, organization, &keys);
		let released = tokio::task::spawn_blocking(work).await.ok().flatten();
		if released.is_none() {
			metrics::counter!("salus_custodian_shares_closed_total").increment(1);
			tracing::error!("a share of an emergency ring does not open with any of the keys");
		}
		Ok(released)
	}
}

/// The own share, by whichever of the keys it was sealed to.
pub(super) fn open_share(
	ring: &EmergencyRing,
	organization: u32,
	keys: &[PrivateKey],
) -> Option<Share> {
	keys.iter().find_map(|key| ring.open_share(organization, key).ok())
}

/// Ring and share, if what was kept is still the ring that the chain names.
fn released(
	text: &[u8],
	patient: &PatientId,
	named: &Name,
	organization: u32,
	keys: &[PrivateKey],
) -> Option<ReleasedEmergency> {
	let ring = EmergencyRing::from_json(std::str::from_utf8(text).ok()?).ok()?;
	let is_named = ring.context().patient == *patient && ring.on_chain().commitment == *named;
	let share = open_share(&ring, organization, keys).filter(|_| is_named)?;
	Some(ring.hand_out(share))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		keeping::doubles::{rng, World, PATIENT},
		quotas::Quotas,
	};
	use salus_client::{
		class_keys::ClassKeys,
		emergency_ring::{open, seal, Custodian, EmergencyContext, EmergencyError, Handed},
		epoch_keys::ClassSecret,
		shares::ShareError,
		KeyPair, Secret, Suite,
	};

	struct Trio {
		keys: ClassKeys,
		ring: EmergencyRing,
		own: Vec<KeyPair>,
	}

	/// A ring that any two of custodians 1, 2 and 3 open.
	fn trio(epoch: u32) -> Trio {
		let mut rng = rng();
		let keys = ClassKeys::All {
			suite: Suite::X25519,
			class_secret: ClassSecret::new(Secret::random(&mut rng)),
		};
		let own: Vec<_> = [Suite::X25519, Suite::XWing, Suite::X25519]
			.map(|suite| KeyPair::random(suite, &mut rng))
			.into();
		let custodians: Vec<_> = (1..)
			.zip(&own)
			.map(|(custodian, key)| Custodian { custodian, key: key.public.clone() })
			.collect();
		let context = EmergencyContext { patient: PATIENT, epoch };
		let ring = seal(&context, &keys, 2, &custodians, &mut rng).unwrap();
		Trio { keys, ring, own }
	}

	async fn keep(world: &World, ring: &EmergencyRing, text: &str) {
		let (kind, named) = (NamedKind::EmergencyRing, ring.on_chain().commitment);
		world
			.catalogue
			.put_named(kind, &PATIENT, &named, text.as_bytes(), &Quotas::default())
			.await
			.unwrap();
	}

	async fn handed(
		world: &World,
		custodian: u32,
		keys: &[&KeyPair],
		ring: &EmergencyRing,
	) -> Option<Handed> {
		let keys = keys.iter().map(|key| key.private.clone()).collect();
		let shares = Shares::new(custodian, Arc::clone(&world.catalogue), keys);
		let released = shares.for_release(&PATIENT, &ring.on_chain().commitment).await.unwrap();
		released.map(|released| Handed { custodian, released })
	}

	#[tokio::test]
	async fn two_of_three_open_the_ring_and_one_does_not_even_over_a_restart() {
		let world = World::new().await;
		let Trio { keys, ring, own } = trio(0);
		keep(&world, &ring, &ring.to_json()).await;
		let first = handed(&world, 1, &[&own[0]], &ring).await.unwrap();
		let world = world.restarted().await;
		let second = handed(&world, 2, &[&own[1]], &ring).await.unwrap();
		let on_chain = ring.on_chain();
		let alone = open(&PATIENT, &on_chain, std::slice::from_ref(&first));
		assert_eq!(alone, Err(EmergencyError::Shares(ShareError::TooFewShares)));
		let twice = open(&PATIENT, &on_chain, &[first.clone(), first.clone()]);
		assert_eq!(twice, Err(EmergencyError::Shares(ShareError::TooFewShares)));
		assert_eq!(open(&PATIENT, &on_chain, &[first, second]), Ok(keys));
	}

	#[tokio::test]
	async fn a_share_opens_with_an_earlier_key_and_with_nobody_elses() {
		let world = World::new().await;
		let Trio { ring, own, .. } = trio(0);
		keep(&world, &ring, &ring.to_json()).await;
		let new = KeyPair::random(Suite::X25519, &mut rng());
		assert!(handed(&world, 1, &[&new, &own[0]], &ring).await.is_some());
		assert!(handed(&world, 1, &[&new], &ring).await.is_none(), "the earlier key is lost");
		assert!(handed(&world, 1, &[&own[1], &own[2]], &ring).await.is_none());
		assert!(handed(&world, 4, &[&own[0]], &ring).await.is_none(), "it has no share");
	}

	#[tokio::test]
	async fn a_ring_is_handed_out_under_the_name_that_the_chain_says_now() {
		let world = World::new().await;
		let (old, new) = (trio(0), trio(1));
		keep(&world, &old.ring, &old.ring.to_json()).await;
		assert!(handed(&world, 1, &[&old.own[0]], &old.ring).await.is_some());
		assert!(handed(&world, 1, &[&old.own[0]], &new.ring).await.is_none(), "it is not here");
		// Whoever can write into the store does not make another ring of it.
		keep(&world, &new.ring, &old.ring.to_json()).await;
		assert!(handed(&world, 1, &[&old.own[0]], &new.ring).await.is_none());
		keep(&world, &old.ring, "{}").await;
		assert!(handed(&world, 1, &[&old.own[0]], &old.ring).await.is_none());
	}
}
