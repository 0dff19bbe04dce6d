//! Who pays, who does not, and how much of it a block takes.

use frame_support::{traits::fungible::Inspect, BoundedVec};
use pallet_consent::Scope;
use pallet_record_anchor::RunItem;
use salus_primitives::{
	Action, Capacity, ClassSet, CorrectionReason, PatientId, Purpose, Recipient, RecordClass,
	ReportCause, Target,
};
use salus_runtime::{AccountId, Balances, Runtime, RuntimeCall, System};
use salus_runtime_tests::{calls, *};
use sp_core::H256;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

const EXHAUSTS: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);

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

#[test]
fn a_block_takes_only_so_many_newcomers() {
	let mut chain = Chain::development();
	let newcomer = |number: u32| person(&format!("newcomer {number}"));
	chain.block(|| {
		for number in 0..100 {
			send(&newcomer(number), calls::register(1)).ok();
		}
		assert_eq!(send(&newcomer(100), calls::register(1)).result, Err(EXHAUSTS));
		send(&person("Bob"), calls::register(1)).ok();
	});
	chain.send(&newcomer(100), calls::register(1)).ok();
}

#[test]
fn what_is_above_an_account_s_limit_waits_for_the_next_block() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let grant = || calls::grant(patient, HOSPITAL, Action::Access, Scope::All);
	chain.block(|| {
		for _ in 0..16 {
			send(&key, grant()).ok();
		}
		assert_eq!(send(&key, calls::revoke(patient, 0)).result, Err(EXHAUSTS));
	});
	chain.send(&key, calls::revoke(patient, 0)).ok();
}

/// A patient's own record.
fn anchor(patient: PatientId, number: u8) -> RuntimeCall {
	let commitment = H256::repeat_byte(number);
	calls::anchor(patient, OBSERVATION, &[commitment], Capacity::Person)
}

/// A run of as many batches.
fn run(patient: PatientId, batches: u8) -> pallet_record_anchor::Call<Runtime> {
	let item = |number| RunItem {
		patient,
		batch: calls::batch(OBSERVATION, H256::repeat_byte(number), 1),
		purpose: Purpose::PatientRequest,
	};
	let run = BoundedVec::truncate_from((0..batches).map(item).collect());
	pallet_record_anchor::Call::anchor_run { run, capacity: Capacity::Person }
}

/// A patient's list of marks.
fn marks(patient: PatientId, anchors: u32) -> pallet_record_anchor::Call<Runtime> {
	pallet_record_anchor::Call::mark_entered_in_error {
		patient,
		anchors: BoundedVec::truncate_from((0..anchors).collect()),
		reason: CorrectionReason::Duplicate,
		purpose: Purpose::PatientRequest,
		capacity: Capacity::Person,
	}
}

/// Sixteen runs of 32 batches went into one block for nothing.
#[test]
fn a_list_counts_as_one_free_transaction_for_every_four_that_it_holds() {
	let key = person("a patient");
	for (entries, units) in [(1, 1), (4, 1), (5, 2), (8, 2), (31, 8), (32, 8)] {
		for is_run in [true, false] {
			let mut chain = Chain::development();
			let patient = registered(&chain.send(&key, calls::register(1)).ok());
			let grant = || calls::grant(patient, HOSPITAL, Action::Access, Scope::All);
			if !is_run {
				for number in 0..32 {
					chain.send(&key, anchor(patient, number)).ok();
				}
			}
			chain.block(|| {
				if is_run {
					send(&key, run(patient, entries)).ok();
				} else {
					send(&key, marks(patient, entries.into())).ok();
				}
				for _ in units..16 {
					send(&key, grant()).ok();
				}
				assert_eq!(send(&key, grant()).result, Err(EXHAUSTS), "{entries}");
			});
		}
	}
}

/// A request for 64 classes counted like one for a single class, so an account had sixteen of them in a block for nothing.
#[test]
fn a_request_for_many_counts_as_one_free_transaction_for_every_four_targets() {
	for (targets, units) in [(1, 1), (4, 1), (5, 2), (63, 16), (64, 16)] {
		let mut chain = Chain::development();
		let key = person("a patient");
		let patient = registered(&chain.send(&key, calls::register(1)).ok());
		let of = |number| Target::Class { class: RecordClass(number), content: None };
		let request = calls::read_many(patient, (0..targets).map(of), practising(CLINIC), None);
		chain.block(|| {
			let asked = send(&person("Eve"), request.clone()).ok();
			assert_eq!(fees(&asked), 0);
			for _ in units..16 {
				send(&person("Eve"), calls::read(patient, 0, practising(CLINIC))).ok();
			}
			let more = calls::read(patient, 0, practising(CLINIC));
			assert_eq!(send(&person("Eve"), more).result, Err(EXHAUSTS), "{targets}");
		});
	}
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
fn reports_count_as_one_free_transaction_for_every_four_releases() {
	for (releases, units) in [(1, 1), (4, 1), (5, 2), (64, 16)] {
		let mut chain = Chain::development();
		let key = person("a patient");
		let patient = registered(&chain.send(&key, calls::register(1)).ok());
		let report = |releases| calls::report((0..releases).map(|_| released(patient)));
		chain.block(|| {
			let reported = send(&person("Charlie"), report(releases)).ok();
			assert_eq!(fees(&reported), 0);
			for _ in units..16 {
				send(&person("Charlie"), report(1)).ok();
			}
			assert_eq!(send(&person("Charlie"), report(1)).result, Err(EXHAUSTS), "{releases}");
		});
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
fn a_list_for_which_there_is_no_room_waits_and_takes_none() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	chain.block(|| {
		for _ in 0..9 {
			send(&key, calls::grant(patient, HOSPITAL, Action::Access, Scope::All)).ok();
		}
		assert_eq!(send(&key, run(patient, 32)).result, Err(EXHAUSTS));
		send(&key, run(patient, 28)).ok();
	});
	chain.send(&key, marks(patient, 28)).ok();
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

#[test]
fn the_limit_does_not_count_what_is_paid_for() {
	let mut chain = Chain::development();
	chain.block(|| {
		for _ in 0..20 {
			let remark = frame_system::Call::<Runtime>::remark { remark: vec![1] };
			send(&person("Ferdie"), remark).ok();
		}
	});
}

#[test]
fn a_revocation_goes_first_in_the_pool() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let grant = calls::grant(patient, HOSPITAL, Action::Access, Scope::All);
	let revocation = calls::revoke(patient, 0);
	let remark = frame_system::Call::<Runtime>::remark { remark: vec![1] };
	let free = chain.validate(&key, grant).expect("valid").priority;
	let paid = chain.validate(&person("Ferdie"), remark).expect("valid").priority;
	let first = chain.validate(&key, revocation.clone()).expect("valid").priority;
	assert!(first > paid && paid > free, "{first} {paid} {free}");
	let by_stranger = chain.validate(&person("Ferdie"), revocation).expect("valid").priority;
	assert!(by_stranger < first, "who may not revoke does not go first");
}

#[test]
fn whatever_takes_something_away_goes_first_and_what_gives_it_back_does_not() {
	type Consent = pallet_consent::Call<Runtime>;
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let refusal = pallet_consent::Refusal {
		whom: pallet_consent::Refused::Everybody,
		class: None,
		purposes: None,
		even_in_emergency: false,
	};
	let remark = frame_system::Call::<Runtime>::remark { remark: vec![1] };
	let paid = chain.validate(&person("Ferdie"), remark).expect("valid").priority;
	for call in [
		Consent::revoke { patient, grant: 0 },
		Consent::revoke_organization { patient, organization: CLINIC },
		Consent::revoke_since { patient, since: 0 },
		Consent::exclude_class { patient, grant: 0, class: OBSERVATION },
		Consent::refuse { patient, refusal },
		Consent::refuse_all { patient, even_in_emergency: true },
		Consent::opt_out_of_emergencies { patient },
		Consent::mark_confidential { patient, class: OBSERVATION },
		Consent::mark_all_confidential { patient, exceptions: Default::default() },
	] {
		let by_patient = chain.validate(&key, call.clone()).expect("valid").priority;
		let by_stranger = chain.validate(&person("Ferdie"), call.clone()).expect("valid").priority;
		assert!(by_patient > paid, "{call:?}");
		assert!(by_stranger < by_patient, "{call:?}");
	}
	for call in [
		Consent::lift_refusal { patient, refusal: 0 },
		Consent::lift_refuse_all { patient },
		Consent::opt_in_to_emergencies { patient },
		Consent::unmark_confidential { patient, class: OBSERVATION },
		Consent::unmark_all_confidential { patient },
		Consent::reject_request { patient, organization: CLINIC },
		Consent::remove_emergency_ring { patient },
	] {
		let by_patient = chain.validate(&key, call.clone()).expect("valid").priority;
		assert!(by_patient < paid, "{call:?}");
	}
}

/// An objection waited behind whatever was paid for, until the erasure was done.
#[test]
fn an_objection_to_an_erasure_goes_first_as_well() {
	type Records = pallet_record_anchor::Call<Runtime>;
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	chain.send(&key, anchor(patient, 1)).ok();
	let announcement = Records::announce_erasure { patient, anchor: 0 };
	let objection = Records::cancel_erasure { patient, anchor: 0 };
	chain.send(&key, announcement.clone()).ok();
	let remark = frame_system::Call::<Runtime>::remark { remark: vec![1] };
	let paid = chain.validate(&person("Ferdie"), remark).expect("valid").priority;
	assert!(chain.validate(&key, objection.clone()).expect("valid").priority > paid);
	assert!(chain.validate(&key, announcement).expect("valid").priority < paid);
	let by_stranger = chain.validate(&person("Ferdie"), objection).expect("valid").priority;
	assert!(by_stranger <= paid);
}

#[test]
fn marking_all_classes_goes_first_only_if_no_other_becomes_an_exception() {
	type Consent = pallet_consent::Call<Runtime>;
	let goes_first = |marked: Option<&[RecordClass]>, wanted: &[RecordClass]| {
		let mut chain = Chain::development();
		let key = person("a patient");
		let patient = registered(&chain.send(&key, calls::register(1)).ok());
		let but = |classes: &[RecordClass]| Consent::mark_all_confidential {
			patient,
			exceptions: ClassSet::truncate_from(classes.to_vec()),
		};
		if let Some(classes) = marked {
			chain.send(&key, but(classes)).ok();
		}
		let remark = frame_system::Call::<Runtime>::remark { remark: vec![1] };
		let paid = chain.validate(&person("Ferdie"), remark).expect("valid").priority;
		paid < chain.validate(&key, but(wanted)).expect("valid").priority
	};
	assert!(goes_first(None, &[OBSERVATION]), "none is marked yet");
	let marked = Some(&[OBSERVATION][..]);
	assert!(goes_first(marked, &[]));
	assert!(!goes_first(marked, &[OBSERVATION, CONDITION]));
	assert!(!goes_first(marked, &[CONDITION]));
}

#[test]
fn guardians_votes_and_vetoes_go_first_as_well() {
	type Identity = pallet_patient_identity::Call<Runtime>;
	let mut chain = Chain::development();
	let (key, friend, sister) = (person("a patient"), person("a friend"), person("a sister"));
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	chain.send(&friend, calls::register(1)).ok();
	chain.send(&sister, calls::register(1)).ok();
	let (members, salt, commitment) = guardians(patient, &[&friend, &sister]);
	chain.send(&key, Identity::set_guardians { patient, commitment: Some(commitment) }).ok();
	chain.wait(3 * DAY);
	let member = number_of(&friend, &members);
	let reveal = Identity::reveal_guardians { patient, members, threshold: 2, salt, member };
	chain.send(&friend, reveal).ok();
	let open = Identity::open_recovery { patient, member, to: account(&person("a new key")) };
	chain.send(&friend, open).ok();

	let vote = || Identity::vote_freeze { patient, member };
	let to = account(&person("a new key"));
	let veto = || Identity::veto_recovery { patient, opener: member, to: to.clone() };
	let remark = frame_system::Call::<Runtime>::remark { remark: vec![1] };
	let paid = chain.validate(&person("Ferdie"), remark).expect("valid").priority;
	for (who, call) in [(&friend, vote()), (&key, veto())] {
		assert!(chain.validate(who, call).expect("valid").priority > paid);
	}
	for call in [vote(), veto()] {
		let by_stranger = chain.validate(&person("Ferdie"), call.clone()).expect("valid").priority;
		let by_guardian = chain.validate(&friend, vote()).expect("valid").priority;
		assert!(by_stranger < by_guardian, "who may not do it does not go first");
	}
}
