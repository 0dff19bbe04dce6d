use super::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, PatientId, PractitionerId};
use sp_runtime::{DispatchError, DispatchResult};

fn grant_with(grantee: Grantee<u64>, keys: Envelope) -> DispatchResult {
	let provision = Provision { grantee, ..broad() };
	Consent::grant(signed(CONTROLLER), PATIENT, HOSPITAL, provision, None, Some(keys))
}

fn replace_by(account: u64, grant: GrantId, keys: Envelope) -> DispatchResult {
	Consent::replace_envelope(signed(account), PATIENT, grant, keys)
}

fn replace(grant: GrantId, keys: Envelope) -> DispatchResult {
	replace_by(CONTROLLER, grant, keys)
}

#[test]
fn an_envelope_that_was_forgotten_is_refused() {
	run(|| {
		let forgotten = Envelope { commitment: Commitment::zero(), ..envelope(0, 0, 3) };
		assert_noop!(
			grant_with(Grantee::Organization, forgotten),
			Error::<Test>::CommitmentMissing
		);
		let grant = grant_to(HOSPITAL, broad());
		assert_noop!(replace(grant, forgotten), Error::<Test>::CommitmentMissing);
	});
}

#[test]
fn an_envelope_is_of_the_patient_s_present_epoch() {
	run(|| {
		Patients::set_key_epoch(PATIENT, 2);
		for epoch in [1, 3] {
			assert_noop!(
				grant_with(Grantee::Organization, envelope(epoch, 0, 3)),
				Error::<Test>::StaleKeyEpoch
			);
		}
		assert_ok!(grant_with(Grantee::Organization, envelope(2, 0, 3)));
		assert_noop!(replace(0, envelope(1, 0, 3)), Error::<Test>::StaleKeyEpoch);
		assert_ok!(replace(0, envelope(2, 0, 3)));
	});
}

#[test]
fn an_envelope_is_sealed_to_the_present_key_of_its_grantee() {
	run(|| {
		Providers::set_key_epoch(HOSPITAL, None, 4);
		let physician = PractitionerId::Account(PHYSICIAN);
		Providers::set_key_epoch(HOSPITAL, Some(physician), 5);
		Providers::set_key_epoch(HOSPITAL, Some(PractitionerId::Pseudonym(RESIDENT)), 6);
		for (grantee, epoch) in [
			(Grantee::Organization, 4),
			(Grantee::Role(Role::Nurse), 4),
			(Grantee::Practitioner(PHYSICIAN), 5),
			(Grantee::Pseudonym(RESIDENT), 6),
		] {
			for stale in [epoch - 1, epoch + 1] {
				assert_noop!(
					grant_with(grantee.clone(), envelope(0, stale, 3)),
					Error::<Test>::StaleGranteeKey
				);
			}
			assert_ok!(grant_with(grantee, envelope(0, epoch, 3)));
			let grant = head().next - 1;
			assert_noop!(replace(grant, envelope(0, epoch - 1, 3)), Error::<Test>::StaleGranteeKey);
			assert_ok!(replace(grant, envelope(0, epoch, 3)));
		}
	});
}

#[test]
fn nothing_is_sealed_to_whoever_has_no_key() {
	run(|| {
		let grantees = [Grantee::Practitioner(NURSE), Grantee::Pseudonym(RESIDENT)];
		for grantee in grantees {
			assert_noop!(
				grant_with(grantee.clone(), envelope(0, 0, 3)),
				Error::<Test>::GranteeHasNoKey
			);
			let grant = grant_to(HOSPITAL, Provision { grantee, ..broad() });
			assert_noop!(replace(grant, envelope(0, 0, 3)), Error::<Test>::GranteeHasNoKey);
		}
	});
}

#[test]
fn nothing_is_sealed_to_an_organization_that_may_not_act() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let to_practitioner = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() };
		let grant_to_practitioner = grant_to(HOSPITAL, to_practitioner);
		for reason in [NotPractising::OrganizationSuspended, NotPractising::NotAccredited] {
			Providers::bar(HOSPITAL, reason);
			for grant in [grant, grant_to_practitioner] {
				assert_noop!(
					replace(grant, envelope(0, 0, 3)),
					Error::<Test>::OrganizationNotAccredited
				);
			}
		}
		Providers::accredit(HOSPITAL);
		assert_ok!(replace(grant, envelope(0, 0, 3)));
	});
}

#[test]
fn keys_are_replaced_and_may_come_later() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		assert!(annex_of(grant).envelope.is_none());
		assert_ok!(replace(grant, envelope(0, 0, 3)));
		assert_eq!(annex_of(grant).envelope, Some(envelope(0, 0, 3)));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::EnvelopeReplaced { grant },
			Event::EnvelopeReplaced { patient: PATIENT, grant },
		);
		Patients::set_key_epoch(PATIENT, 1);
		represent(2);
		assert_ok!(replace_by(2, grant, envelope(1, 0, 3)));
		assert_eq!(annex_of(grant).envelope, Some(envelope(1, 0, 3)));
	});
}

#[test]
fn what_else_the_annex_holds_stays() {
	run(|| {
		grant_to(HOSPITAL, broad());
		assert_ok!(Consent::amend(signed(CONTROLLER), PATIENT, 0, broad(), None, None));
		let before = annex_of(1);
		assert_ok!(replace(1, envelope(0, 0, 3)));
		assert_eq!(annex_of(1).displaced, before.displaced);
	});
}

#[test]
fn the_patient_seals_keys_for_whom_a_grant_was_passed_on_to() {
	run(|| {
		let child = refer(grant_to(HOSPITAL, disclosable()), CLINIC, broad());
		Providers::set_key_epoch(CLINIC, None, 8);
		assert_noop!(replace(child, envelope(0, 0, 3)), Error::<Test>::StaleGranteeKey);
		assert_ok!(replace(child, envelope(0, 8, 3)));
	});
}

#[test]
fn only_a_live_grant_has_keys() {
	run(|| {
		assert_noop!(replace(0, envelope(0, 0, 3)), Error::<Test>::GrantNotFound);
		let revoked = grant_to(HOSPITAL, broad());
		let lapsed = grant_to(HOSPITAL, broad());
		revoke(revoked);
		assert_noop!(replace(revoked, envelope(0, 0, 3)), Error::<Test>::GrantNotFound);
		go_to(START + HOUR);
		assert_noop!(replace(lapsed, envelope(0, 0, 3)), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn only_the_patient_s_side_replaces_keys_and_not_while_frozen() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(
				replace_by(account, grant, envelope(0, 0, 3)),
				Error::<Test>::NotAuthorized
			);
		}
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		let by_stranger = |patient| {
			Consent::replace_envelope(signed(STRANGER), patient, grant, envelope(0, 0, 3))
		};
		assert_noop!(by_stranger(other), Error::<Test>::GrantNotFound);
		assert_noop!(by_stranger(PatientId([9; 32])), Error::<Test>::PatientNotFound);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::replace_envelope(origin, PATIENT, grant, envelope(0, 0, 3)),
				DispatchError::BadOrigin
			);
		}
		Patients::freeze(PATIENT);
		assert_noop!(replace(grant, envelope(0, 0, 3)), Error::<Test>::PatientFrozen);
	});
}
