//! A ring for emergencies that two custodians open together, and an emergency.

use crate::{
	care::{Care, PRACTITIONER},
	program::Program,
};
use salus_client::{
	chain::{
		calls,
		salus::runtime_types::{
			pallet_consent::{pallet::Call as ConsentCall, types::emergency::BreakGlassTerms},
			pallet_provider_registry::pallet::Call as RegistryCall,
			salus_runtime::RuntimeCall,
		},
		types::{EmergencyReason, PractitionerId},
		Signer,
	},
	class_keys::ClassKeys,
	emergency_ring::{self, seal, Custodian, EmergencyContext, EmergencyRing, Handed},
	epoch_keys::ClassSecret,
	release::ReleasePart,
	KeyPair, PublicKey, Secret, Suite,
};
use salus_custodian::{dev::found, random::Random};
use salus_dev_chain::{random, rng, CLINIC};

pub struct Ring {
	ring: EmergencyRing,
	/// What is in it.
	keys: ClassKeys,
	custodian: u32,
	/// Another custodian, and the key to which its share is sealed.
	other: u32,
	of_other: KeyPair,
}

impl Ring {
	/// The patient's, of which one share is sealed to this key of the custodian's, who keeps it.
	pub async fn kept(care: &Care, program: &Program, key: PublicKey) -> Self {
		let class_secret = ClassSecret::new(Secret::random(&mut rng()));
		let keys = ClassKeys::All { suite: Suite::X25519, class_secret };
		let of_other = KeyPair::random(Suite::X25519, &mut rng());
		let founded = found(&care.chain, &of_other.public.published(), &Random::of_machine()).await;
		let (custodian, other) = (program.organization, founded.unwrap().organization);
		let custodians = [
			Custodian { custodian, key },
			Custodian { custodian: other, key: of_other.public.clone() },
		];
		let context = EmergencyContext { patient: care.id, epoch: 0 };
		let ring = seal(&context, &keys, 2, &custodians, &mut rng()).unwrap();
		let set = calls::set_emergency_ring(care.id, ring.on_chain());
		care.chain.send_until_final(&set, &care.patient).await.unwrap();
		let path = format!("emergency-rings/{}", hex::encode(ring.on_chain().commitment));
		let handed_in = care.put(program, "", &path, ring.to_json().into_bytes()).await;
		handed_in.expect_status(201);
		Self { ring, keys, custodian, other, of_other }
	}

	/// That what the custodian hands out gives the keys, with the other one's share.
	pub fn ensure_opens(&self, care: &Care, released: ReleasePart) {
		let share = self.ring.open_share(self.other, &self.of_other.private).unwrap();
		let of_other = Handed { custodian: self.other, released: self.ring.hand_out(share) };
		let released = released.head.emergency.expect("it hands out the ring and its share");
		let of_custodian = Handed { custodian: self.custodian, released };
		let on_chain = self.ring.on_chain();
		let opened = emergency_ring::open(&care.id, &on_chain, &[of_custodian, of_other]);
		assert_eq!(opened.as_ref(), Ok(&self.keys));
	}
}

/// The physician breaks the glass: the session's number.
pub async fn break_glass(care: &Care) -> u32 {
	let practitioner = PractitionerId::Account(care.physician.account_id());
	let role = RegistryCall::set_emergency_role { organization: CLINIC, practitioner, holds: true };
	care.by_authority(RuntimeCall::ProviderRegistry(role)).await;
	let terms = Some(BreakGlassTerms { max_open: 8, max_per_day: 8 });
	let license = ConsentCall::license_break_glass { organization: CLINIC, terms };
	care.by_authority(RuntimeCall::Consent(license)).await;
	let reason = EmergencyReason::Unresponsive;
	let open = calls::open_emergency(care.id, PRACTITIONER, reason, random(), 2);
	let opened = care.chain.send_until_final(&open, &care.physician).await.unwrap();
	opened.emergency_session().unwrap().expect("a session is opened")
}
