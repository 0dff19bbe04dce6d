use super::{emergency::*, *};
use frame_support::assert_noop;
use salus_primitives::{
	doubles::{Providers, Trail},
	NotPractising,
};
use sp_runtime::{DispatchError, DispatchResult};

const TERMS: BreakGlassTerms = BreakGlassTerms { max_open: 3, max_per_day: 7 };

fn set(organization: OrganizationId, terms: Option<BreakGlassTerms>) -> DispatchResult {
	Consent::license_break_glass(RuntimeOrigin::root(), organization, terms)
}

#[test]
fn an_organization_gets_terms_and_loses_them() {
	run(|| {
		for terms in [Some(TERMS), None, Some(BreakGlassTerms { max_open: 1, ..TERMS })] {
			assert_ok!(set(HOSPITAL, terms));
			assert_eq!(Consent::break_glass(HOSPITAL), BreakGlass { terms, ..Default::default() });
			System::assert_last_event(
				Event::BreakGlassLicensed { organization: HOSPITAL, terms }.into(),
			);
		}
		assert_eq!(Consent::break_glass(CLINIC), BreakGlass::default());
	});
}

#[test]
fn terms_and_their_end_stand_in_the_authorities_trail() {
	run(|| {
		let nothing = BreakGlassTerms { max_open: 0, max_per_day: 0 };
		for terms in [Some(TERMS), Some(nothing), None] {
			assert_ok!(set(HOSPITAL, terms));
		}
		let organization = HOSPITAL;
		let licensed = |is_licensed, open, daily| {
			let event = AuditedEvent::BreakGlassLicensed { organization, is_licensed, open, daily };
			(TrailId::Governance, Actor::Authority, event)
		};
		// Terms without a number are a licence under which each session is flagged, and no end.
		let expected = [licensed(true, 3, 7), licensed(true, 0, 0), licensed(false, 0, 0)];
		assert_eq!(Trail::entries(), expected);
	});
}

#[test]
fn only_the_policy_origin_licenses() {
	run(|| {
		for origin in [signed(HOSPITAL_OFFICER), signed(RESCUER), RuntimeOrigin::none()] {
			let licensing = Consent::license_break_glass(origin, HOSPITAL, Some(TERMS));
			assert_noop!(licensing, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn who_may_not_act_gets_no_terms_and_can_lose_them() {
	run(|| {
		assert_ok!(set(HOSPITAL, Some(TERMS)));
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		let unknown = 77;
		for organization in [HOSPITAL, unknown] {
			assert_noop!(set(organization, Some(TERMS)), Error::<Test>::OrganizationNotAccredited);
			assert_ok!(set(organization, None));
		}
		assert_eq!(BreakGlasses::<Test>::iter().count(), 0, "nothing is kept of nothing");
	});
}

#[test]
fn losing_the_terms_ends_no_session_and_forgets_no_review() {
	run(|| {
		open_session();
		let before = Consent::break_glass(HOSPITAL);
		assert_ok!(set(HOSPITAL, None));
		assert!(is_permitted(&by_rescuer()));
		assert_eq!(Consent::break_glass(HOSPITAL), BreakGlass { terms: None, ..before.clone() });
		// Nor does a new licence give back what was used today.
		assert_ok!(set(HOSPITAL, Some(TERMS)));
		assert_eq!(Consent::break_glass(HOSPITAL), BreakGlass { terms: Some(TERMS), ..before });
	});
}
