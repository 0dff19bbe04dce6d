//! Somebody with a stolen key granted an accomplice's organization all records for ever. The guardians gave
//! the patient's side back to its owner; the grants went on, and nothing told which of them were the thief's.

use super::*;
use salus_primitives::Basis;

/// The account that the owner has after the recovery.
const RECOVERED: u64 = 3;
const ACCOMPLICES: OrganizationId = 66;
const ACCOMPLICE: u64 = 67;

fn all_for_ever() -> Provision<u64> {
	let period = Period { from: START, until: None };
	Provision { period, ..disclosable() }
}

fn by_accomplice() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: ACCOMPLICES, account: ACCOMPLICE },
		..reading()
	}
}

#[test]
fn what_a_thief_granted_outlives_the_recovery() {
	run(|| {
		Providers::admit(ACCOMPLICES, ACCOMPLICE, Roles::of(&[Role::Physician]));
		let own = grant_to(HOSPITAL, all_for_ever());
		let amended = grant_to(CLINIC, all_for_ever());
		pass(DAY);
		let stolen_at = Timestamp::get();
		grant_to(ACCOMPLICES, all_for_ever());
		grant_to(
			ACCOMPLICES,
			Provision { grantee: Grantee::Practitioner(ACCOMPLICE), ..all_for_ever() },
		);
		assert_ok!(Consent::amend(
			signed(CONTROLLER),
			PATIENT,
			amended,
			all_for_ever(),
			None,
			None
		));
		refer(own, ACCOMPLICES, all_for_ever());
		Patients::freeze(PATIENT);
		pass(3 * DAY);

		// The guardians decide: the thief's account is nobody's.
		Patients::relate(PATIENT, CONTROLLER, Relation::Stranger);
		Patients::relate(PATIENT, RECOVERED, Relation::Controller);
		assert!(is_permitted(&by_accomplice()), "the recovery itself ends no grant");
		assert_eq!(Consent::given_since(PATIENT, stolen_at).len(), 4);
		assert_ok!(Consent::revoke_since(signed(RECOVERED), PATIENT, stolen_at));

		assert!(!is_permitted(&by_accomplice()));
		assert!(Consent::given_since(PATIENT, stolen_at).is_empty());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(own)));
		assert_eq!(head().live.iter().map(|live| live.id).collect::<Vec<_>>(), [own]);
	});
}
