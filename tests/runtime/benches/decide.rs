//! How long one decision takes on the real runtime, compiled for this machine, beside what a chain with a single
//! flag takes: an attestation that somebody revokes or does not.
//!
//! `cargo bench --package salus-runtime-tests --bench decide`
//!
//! Everything is read from a state in memory that holds nothing else, so what is measured is the runtime's own work:
//! hashing keys, decoding rows, judging.

use codec::{Decode, Encode, MaxEncodedLen};
use divan::{black_box, Bencher};
use frame_support::{storage_alias, Blake2_128Concat};
use salus_primitives::{AccessPolicy, AccessRequest, Decision, Moment, Purpose, Target};
use salus_runtime::{AccountId, Consent, Timestamp};
use salus_runtime_tests::scenes::{class, months_of, Scene, GRANTED};
use sp_core::H256;

fn main() {
	divan::main();
}

/// Decides again and again what Bob asks for.
fn decide(bencher: Bencher, scene: Scene, target: Target, purpose: Purpose, permitted: bool) {
	let request = scene.request(target, purpose);
	let decide = |request: &AccessRequest<AccountId>, now: Moment| -> Decision {
		<Consent as AccessPolicy<AccountId>>::decide(request, now)
	};
	let mut chain = scene.chain;
	chain.look(|| {
		let now = Timestamp::get();
		assert_eq!(decide(&request, now).is_permitted(), permitted);
		bencher.bench_local(|| decide(black_box(&request), now));
	});
}

/// All tables at their bounds.
mod full {
	use super::*;

	#[divan::bench]
	fn by_class(bencher: Bencher) {
		decide(bencher, Scene::full(), months_of(GRANTED), Purpose::Treatment, true);
	}

	#[divan::bench]
	fn by_anchor(bencher: Bencher) {
		decide(bencher, Scene::full(), Target::Anchor(0), Purpose::Treatment, true);
	}

	#[divan::bench]
	fn denied(bencher: Bencher) {
		decide(bencher, Scene::full(), months_of(GRANTED), Purpose::Research, false);
	}

	#[divan::bench]
	fn in_an_emergency(bencher: Bencher) {
		decide(bencher, Scene::full(), class(GRANTED), Purpose::EmergencyTreatment, true);
	}
}

/// Eight grants and two refusals.
mod typical {
	use super::*;

	#[divan::bench]
	fn by_class(bencher: Bencher) {
		decide(bencher, Scene::typical(), class(GRANTED), Purpose::Treatment, true);
	}

	#[divan::bench]
	fn by_anchor(bencher: Bencher) {
		decide(bencher, Scene::typical(), Target::Anchor(0), Purpose::Treatment, true);
	}

	#[divan::bench]
	fn denied(bencher: Bencher) {
		decide(bencher, Scene::typical(), class(GRANTED), Purpose::Research, false);
	}
}

/// An attestation as chains with one flag keep it: of what kind, by whom, whether it was revoked.
#[derive(Clone, Decode, Encode, MaxEncodedLen)]
struct Attestation {
	kind: H256,
	attester: AccountId,
	delegation: Option<H256>,
	is_revoked: bool,
}

#[storage_alias]
type Attestations = StorageMap<Flags, Blake2_128Concat, H256, Attestation>;

/// One read and one flag.
#[divan::bench]
fn one_flag(bencher: Bencher) {
	let mut chain = Scene::typical().chain;
	let (claim, attester) = (H256::repeat_byte(1), AccountId::new([2; 32]));
	let attestation = Attestation {
		kind: H256::repeat_byte(3),
		attester: attester.clone(),
		delegation: None,
		is_revoked: false,
	};
	chain.look(|| Attestations::insert(claim, attestation));
	chain.settle();
	chain.look(|| {
		let holds = |claim: &H256| {
			Attestations::get(claim)
				.is_some_and(|known| known.attester == attester && !known.is_revoked)
		};
		assert!(holds(&claim));
		bencher.bench_local(|| holds(black_box(&claim)));
	});
}

/// Where the time of a decision goes: reading the rows that it needs, without judging them.
mod parts {
	use super::*;
	use pallet_consent::{Files, Heads, Policies};
	use pallet_patient_identity::Patients;
	use pallet_provider_registry::{Organizations, Practitioners};
	use salus_primitives::PractitionerId;
	use salus_runtime::Runtime;
	use salus_runtime_tests::{account, person, HOSPITAL};

	fn part<R>(bencher: Bencher, read: impl Fn(&Scene) -> R + Copy, mut scene: Scene) {
		let mut chain =
			std::mem::replace(&mut scene.chain, salus_runtime_tests::Chain::development());
		chain.look(|| bencher.bench_local(|| read(black_box(&scene))));
	}

	#[divan::bench]
	fn head_as_bytes(bencher: Bencher) {
		let read = |scene: &Scene| {
			let key = Heads::<Runtime>::hashed_key_for(scene.patient);
			sp_io::storage::get(&key).map(|bytes| bytes.len())
		};
		part(bencher, read, Scene::full());
	}

	#[divan::bench]
	fn head(bencher: Bencher) {
		part(bencher, |scene| Heads::<Runtime>::get(scene.patient), Scene::full());
	}

	#[divan::bench]
	fn file(bencher: Bencher) {
		part(bencher, |scene| Files::<Runtime>::get(scene.patient, HOSPITAL), Scene::full());
	}

	#[divan::bench]
	fn policies(bencher: Bencher) {
		part(bencher, |_| Policies::<Runtime>::get(), Scene::full());
	}

	#[divan::bench]
	fn patient(bencher: Bencher) {
		part(bencher, |scene| Patients::<Runtime>::get(scene.patient), Scene::full());
	}

	#[divan::bench]
	fn organization(bencher: Bencher) {
		part(bencher, |_| Organizations::<Runtime>::get(HOSPITAL), Scene::full());
	}

	#[divan::bench]
	fn practitioner(bencher: Bencher) {
		let bob = PractitionerId::Account(account(&person("Bob")));
		let bob = &bob;
		part(bencher, |_| Practitioners::<Runtime>::get(HOSPITAL, bob), Scene::full());
	}

	#[divan::bench]
	fn clock(bencher: Bencher) {
		part(bencher, |_| Timestamp::get(), Scene::full());
	}
}
