//! Whoever was in the organization that wrote a record corrected it, whatever the role, also somebody whom the patient
//! refused by name: the refusal of one person was worth nothing.

use super::*;
use salus_primitives::{Denial, PractitionerId};

#[test]
fn a_clerk_corrects_what_it_is_refused_by_name() {
	run(|| {
		let clerk = 50;
		Providers::admit(HOSPITAL, clerk, Roles::of(&[Role::Billing]));
		let correcting = |account| AccessRequest {
			actor: Actor::Practitioner { organization: HOSPITAL, account },
			action: Action::Correct,
			target: Target::Anchor(BY_HOSPITAL),
			..reading()
		};
		assert_eq!(decide(&correcting(clerk)), Decision::Deny(Denial::NotGranted));
		assert!(is_permitted(&correcting(NURSE)));
		let whom = Refused::Practitioner(PractitionerId::Account(NURSE));
		refuse(Refusal { whom, ..everything(true) });
		assert_eq!(decide(&correcting(NURSE)), Decision::Deny(Denial::Refused));
		assert!(is_permitted(&correcting(PHYSICIAN)), "who wrote it");
	});
}
