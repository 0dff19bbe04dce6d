use super::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

fn exclude_by(account: u64, grant: GrantId, class: RecordClass) -> DispatchResult {
	Consent::exclude_class(signed(account), PATIENT, grant, class)
}

fn exclude(grant: GrantId, class: RecordClass) -> DispatchResult {
	exclude_by(CONTROLLER, grant, class)
}

fn all_but(classes: &[RecordClass]) -> Scope {
	Scope::AllBut(ClassSet::truncate_from(classes.to_vec()))
}

#[test]
fn a_class_is_taken_out_of_a_grant() {
	run(|| {
		let until = Some(START + HOUR);
		let lasting = Provision { period: Period { from: START, until }, ..broad() };
		let grant = grant_to(HOSPITAL, lasting.clone());
		let old = row(HOSPITAL, grant);
		pass(MINUTE);
		assert_ok!(exclude(grant, OBSERVATION));
		let version = 1;
		let now = START + MINUTE;
		let narrower = Provision { scope: all_but(&[OBSERVATION]), ..lasting.clone() };
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ConsentAmended {
				grant,
				version,
				organization: HOSPITAL,
				content: content_of(&narrower),
			},
			Event::Amended { patient: PATIENT, organization: HOSPITAL, grant, version },
		);
		assert_eq!(own_rows(HOSPITAL), vec![version]);
		let new = row(HOSPITAL, version);
		assert_eq!(new.granted_at, now);
		assert_eq!(new.provision, Provision { scope: all_but(&[OBSERVATION]), ..lasting });
		let displaced = DisplacedGrant { grant: old, ended_at: now, is_end_in_page: false };
		assert_eq!(annex_of(version).displaced, Some(displaced));
		assert!(!is_permitted(&reading()));
		let target = Target::Class { class: NOTE, content: None };
		assert!(is_permitted(&AccessRequest { target, ..reading() }));
	});
}

#[test]
fn class_after_class_goes_until_nothing_remains() {
	run(|| {
		let scope = classes(&[OBSERVATION, NOTE]);
		let mut grant = grant_to(HOSPITAL, Provision { scope, ..broad() });
		assert_noop!(exclude(grant, CONDITION), Error::<Test>::ClassNotInScope);
		assert_ok!(exclude(grant, NOTE));
		grant += 1;
		assert_eq!(row(HOSPITAL, grant).provision.scope, classes(&[OBSERVATION]));
		assert_ok!(exclude(grant, OBSERVATION));
		assert!(head().live.is_empty());
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ConsentRevoked { grant, organization: HOSPITAL },
			Event::Revoked { patient: PATIENT, organization: HOSPITAL, grant },
		);
		assert_noop!(exclude(grant, OBSERVATION), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn exceptions_are_bounded() {
	run(|| {
		let first = |count: u16| (0..count).map(RecordClass).collect::<Vec<_>>();
		let scope = all_but(&first(15));
		let grant = grant_to(HOSPITAL, Provision { scope, ..broad() });
		assert_ok!(exclude(grant, RecordClass(15)));
		assert_eq!(row(HOSPITAL, 1).provision.scope, all_but(&first(16)));
		assert_noop!(exclude(1, RecordClass(16)), Error::<Test>::MaxClassesExceeded);
		assert_noop!(exclude(1, RecordClass(3)), Error::<Test>::ClassNotInScope);
	});
}

#[test]
fn no_class_is_taken_out_of_listed_anchors() {
	run(|| {
		let scope = anchors(&[BY_HOSPITAL]);
		let grant = grant_to(HOSPITAL, Provision { scope, ..broad() });
		assert_noop!(exclude(grant, OBSERVATION), Error::<Test>::ClassNotInScope);
	});
}

#[test]
fn neither_a_freeze_nor_the_grantee_s_state_nor_a_full_table_keeps_a_class_in() {
	run(|| {
		fill_the_list_of_live_grants();
		let events = System::event_count();
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		Patients::freeze(PATIENT);
		let last_own = head().next - 1;
		assert_ok!(exclude(last_own, NOTE));
		assert!(head().live.is_full());
		assert_eq!(System::event_count(), events + 1);
		assert_ok!(exclude(0, NOTE));
		assert_eq!(own_rows(HOSPITAL), vec![head().next - 1]);
	});
}

#[test]
fn terms_and_keys_stay() {
	run(|| {
		let terms = Some([4; 32].into());
		let keys = envelope(0, 0, 7);
		let by = signed(CONTROLLER);
		assert_ok!(Consent::grant(by, PATIENT, HOSPITAL, broad(), terms, Some(keys)));
		let envelope = annex_of(0).envelope;
		// A later epoch makes the envelope stale, but no less the grant's.
		Patients::set_key_epoch(PATIENT, 1);
		assert_ok!(exclude(0, NOTE));
		assert_eq!(annex_of(1).envelope, envelope);
		assert_eq!(row(HOSPITAL, 1).terms, terms);
	});
}

#[test]
fn what_was_passed_on_from_the_old_version_ends_with_it() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, CLINIC, broad());
		assert_ok!(exclude(parent, NOTE));
		assert!(!head().is_live(child));
	});
}

#[test]
fn only_live_grants_of_the_patient_s_own_lose_a_class() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let passed_on = refer(parent, CLINIC, broad());
		for grant in [passed_on, 99] {
			assert_noop!(exclude(grant, NOTE), Error::<Test>::GrantNotFound);
		}
		go_to(START + HOUR);
		assert_noop!(exclude(parent, NOTE), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn a_representative_s_touch_keeps_what_is_confidential_out() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		represent(2);
		assert_ok!(exclude(grant, NOTE));
		assert!(!row(HOSPITAL, 1).excludes_confidential);
		assert_ok!(exclude_by(2, 1, OBSERVATION));
		assert!(row(HOSPITAL, 2).excludes_confidential);
		assert_ok!(exclude(2, CONDITION));
		assert!(row(HOSPITAL, 3).excludes_confidential, "to take away gives nothing back");
	});
}

#[test]
fn only_the_patient_s_side_takes_a_class_out() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(exclude_by(account, grant, NOTE), Error::<Test>::NotAuthorized);
		}
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		let by_stranger = |patient| Consent::exclude_class(signed(STRANGER), patient, grant, NOTE);
		assert_noop!(by_stranger(other), Error::<Test>::GrantNotFound);
		assert_noop!(by_stranger(PatientId([9; 32])), Error::<Test>::PatientNotFound);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::exclude_class(origin, PATIENT, grant, NOTE),
				DispatchError::BadOrigin
			);
		}
	});
}
