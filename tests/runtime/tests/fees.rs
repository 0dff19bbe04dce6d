//! Who pays, who does not, and how much of it a block takes.

use frame_support::traits::fungible::Inspect;
use pallet_consent::Scope;
use salus_primitives::{Action, Capacity, PatientId, Purpose, Recipient, ReportCause, Target};
use salus_runtime::{AccountId, Balances, Runtime, System};
use salus_runtime_tests::{calls, *};
use sp_runtime::transaction_validity::InvalidTransaction;

#[test]
fn a_patient_without_a_coin_does_everything_for_nothing() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let registered_in = chain.send(&key, calls::register(1)).ok();
	let patient = registered(&registered_in);
	let granted =
		chain.send(&key, calls::grant(patient, HOSPITAL, Action::Access, Scope::All)).ok();
	let revoked = chain.send(&key, calls::revoke(patient, 0)).ok();
	for sent in [registered_in, granted, revoked] {
		assert_eq!(fees(&sent), 0);
	}
	chain.look(|| {
		assert_eq!(Balances::balance(&account(&key)), 0);
		assert_eq!(next_nonce(&key), 3);
		assert_eq!(System::sufficients(&account(&key)), 1);
	});
}

#[test]
fn a_newcomer_may_register_and_nothing_else() {
	let mut chain = Chain::development();
	let key = person("a newcomer");
	let patient = PatientId([9; 32]);
	for call in [
		calls::revoke(patient, 0),
		calls::read(patient, 0, Capacity::Person),
		frame_system::Call::<Runtime>::remark { remark: vec![] }.into(),
	] {
		assert_eq!(chain.send(&key, call).result, Err(refusal(InvalidTransaction::Payment)));
	}
	chain.send(&key, calls::register(1)).ok();
}

#[test]
fn a_registration_cannot_be_replayed() {
	let mut chain = Chain::development();
	let key = person("a newcomer");
	chain.block(|| {
		send_as(&key, calls::register(1), 0).ok();
		assert_eq!(
			send_as(&key, calls::register(1), 0).result,
			Err(refusal(InvalidTransaction::Stale))
		);
	});
}

#[test]
fn a_registration_that_fails_cannot_be_replayed_either() {
	let mut chain = Chain::development();
	let key = person("a newcomer");
	let without_key = || pallet_patient_identity::Call::register {
		salt: Default::default(),
		encryption_key: calls::patient_key(0),
	};
	chain.block(|| {
		send_as(&key, without_key(), 0)
			.refused(pallet_patient_identity::Error::<Runtime>::InvalidEncryptionKey);
		assert_eq!(send_as(&key, without_key(), 0).result, Err(refusal(InvalidTransaction::Stale)));
		assert_eq!(
			send_as(&key, calls::register(1), 5).result,
			Err(refusal(InvalidTransaction::Future))
		);
		send_as(&key, calls::register(1), 1).ok();
	});
}

/// A release that the hospital tells of, and that no ticket covers.
fn released(patient: PatientId) -> pallet_audit_log::ReleaseReport<AccountId> {
	pallet_audit_log::ReleaseReport {
		patient,
		ticket: None,
		secret: None,
		recipient: Recipient::PatientsSide,
		action: Action::Access,
		purpose: Purpose::PatientRequest,
		targets: calls::some([Target::Class { class: OBSERVATION, content: None }]),
		released_at: 0,
		cause: ReportCause::Bulk,
		statement: None,
	}
}

#[test]
fn a_custodian_pays_for_more_reports_than_are_free_and_others_for_each() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let report = |releases| calls::report((0..releases).map(|_| released(patient)));
	let charlie = person("Charlie");
	let unpaid = Err(refusal(InvalidTransaction::Payment));
	assert_eq!(chain.send(&charlie, report(65)).result, unpaid);
	fund(&mut chain, &charlie);
	assert_eq!(fees(&chain.send(&charlie, report(65)).ok()), 1);
	let by_another = chain.send(&person("Ferdie"), report(1));
	assert_eq!(fees(&by_another), 1);
	by_another.refused(pallet_audit_log::Error::<Runtime>::NotAuthorized);
}

#[test]
fn who_has_no_standing_pays() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let outsider = person("Ferdie");
	for capacity in [Capacity::Person, practising(HOSPITAL)] {
		let sent = chain.send(&outsider, calls::read(patient, 0, capacity)).ok();
		assert_eq!(fees(&sent), 1);
		assert_eq!(answer(&sent), None);
	}
	let by_practitioner =
		chain.send(&person("Eve"), calls::read(patient, 0, practising(CLINIC))).ok();
	assert_eq!(fees(&by_practitioner), 0);
}
