//! A hospital was suspended after one of its practitioners had broken a glass. One with an account answered the verdict all
//! the same; one whom the hospital's gateway signs for was told that it did not practise, and judged unheard.

use super::*;
use frame_support::dispatch::CheckIfFeeless;
use salus_primitives::{Commitment, NotPractising};

#[test]
fn a_practitioner_without_an_account_is_heard_whatever_became_of_its_organization() {
	for reason in [
		NotPractising::OrganizationSuspended,
		NotPractising::AccreditationRevoked,
		NotPractising::OrganizationSucceeded,
		NotPractising::NotAccredited,
	] {
		run(|| {
			license(HOSPITAL);
			Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, Roles::of(&[Role::Emergency]));
			let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
			let session = open_session_as(GATEWAY, capacity, 1);
			pass(HOUR);
			assert_ok!(give_verdict(session, false));
			Providers::bar_at(HOSPITAL, reason, START + HOUR);
			pass(MINUTE);
			let answer = Commitment::repeat_byte(5);
			let call = Call::<Test>::answer_emergency { capacity, session, answer };
			let posing = Consent::answer_emergency(signed(STRANGER), capacity, session, answer);
			assert_eq!(posing, Err(Error::<Test>::NotPractising.into()));
			assert!(call.is_feeless(&signed(GATEWAY)));
			assert_ok!(Consent::answer_emergency(signed(GATEWAY), capacity, session, answer));
			assert!(Consent::session(session).is_some_and(|session| session.answer.is_some()));
		});
	}
}
