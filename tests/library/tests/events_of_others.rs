//! What a pallet of somebody else's did stands in a patient's trail beside everything else.

use frame_support::assert_ok;
use salus_library_tests::clinic_chain::{
	AuditLog, PatientIdentity, Runtime, RuntimeOrigin, System,
};
use salus_primitives::{Actor, AuditTrail, AuditedEvent, Commitment, PublicKey, TrailId};
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::AccountId32;

/// A pallet that keeps who lies in which ward, and its codes.
mod wards {
	pub const PALLET: [u8; 8] = *b"ex/wards";
	pub const MOVED: u16 = 1;
}

#[test]
fn another_pallet_writes_in_codes_of_its_own_and_the_trail_proves_it() {
	TestExternalities::new_empty().execute_with(|| {
		System::set_block_number(1);
		let (anna, nurse) = (AccountId32::new([1; 32]), AccountId32::new([2; 32]));
		let key = pallet_patient_identity::NewPatientKey {
			public: PublicKey::x25519([1; 32]),
			card: H256::repeat_byte(2),
		};
		assert_ok!(PatientIdentity::register(
			RuntimeOrigin::signed(anna.clone()),
			H256::repeat_byte(7),
			key
		));
		let patient = PatientIdentity::derive_patient_id(&anna, 0, H256::repeat_byte(7));
		let trail = TrailId::Patient(patient);
		let moved = AuditedEvent::Other {
			pallet: wards::PALLET,
			code: wards::MOVED,
			statement: Some(Commitment::repeat_byte(9)),
		};
		let actor = Actor::Practitioner { organization: 0, account: nurse };

		let place = <AuditLog as AuditTrail<_>>::append(trail, actor.clone(), moved.clone());

		let entries = AuditLog::entries(trail, place, 1);
		assert_eq!(entries.len(), 1);
		assert_eq!((&entries[0].1.actor, &entries[0].1.event), (&actor, &moved));
		let verified = AuditLog::verify(trail, 0, place + 1, None).expect("the trail is whole");
		assert!(verified.is_to_the_tip);
		assert_ok!(pallet_audit_log::Pallet::<Runtime>::verify(trail, 0, place + 1, None));
	});
}
