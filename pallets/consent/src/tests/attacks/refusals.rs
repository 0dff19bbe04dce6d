//! Who is refused gains nothing by another way, and refusals that are joined refuse no less.

use super::*;
use frame_support::assert_noop;
use salus_primitives::{Denial, PractitionerId};

#[test]
fn a_refused_organization_gains_nothing_by_a_referral() {
	run(|| {
		let parent = grant_to(HOSPITAL, referable());
		refuse(Refusal { whom: Refused::Organization(CLINIC), ..refusal() });
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, referable()), Why::NotReferable);
		assert_eq!(decide(&reading_at_the_clinic()), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn a_refused_practitioner_gains_nothing_by_another_organization() {
	run(|| {
		Providers::admit(CLINIC, PHYSICIAN, Roles::ALL);
		grant_to(HOSPITAL, broad());
		grant_to(CLINIC, broad());
		refuse(Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			..refusal()
		});
		for organization in [HOSPITAL, CLINIC] {
			let actor = Actor::Practitioner { organization, account: PHYSICIAN };
			let request = AccessRequest { actor, ..reading() };
			assert_eq!(decide(&request), Decision::Deny(Denial::Refused));
		}
		assert!(is_permitted(&reading_at_the_clinic()));
	});
}

#[test]
fn joining_refusals_takes_none_out_of_the_controllers_hand() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		let of = |account| Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(account)),
			..refusal()
		};
		for account in 0..2 * u64::from(MAX_REFUSALS) {
			refuse(of(1_000 + account));
		}
		let controllers = Heads::<Test>::get(PATIENT).refusals;
		for account in 0..2 * u64::from(MAX_REFUSALS) {
			assert_ok!(Consent::refuse(signed(MOTHER), PATIENT, of(5_000 + account)));
		}
		let head = Heads::<Test>::get(PATIENT);
		for standing in &controllers {
			assert!(head.refusals.contains(standing), "it is as it was");
			assert_noop!(
				Consent::lift_refusal(signed(MOTHER), PATIENT, standing.id),
				Why::NotAuthorized
			);
		}
	});
}

#[test]
fn joining_refusals_refuses_no_less_than_before() {
	run(|| {
		Providers::admit(CLINIC, PHYSICIAN, Roles::ALL);
		let parties = [
			Refused::Organization(HOSPITAL),
			Refused::Organization(CLINIC),
			Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			Refused::Practitioner(PractitionerId::Pseudonym(RESIDENT)),
		];
		let purposes = [Purpose::Treatment, Purpose::Research, Purpose::Payment];
		let mut said: Vec<Refusal<u64>> = Vec::new();
		for round in 0..100_u16 {
			let refusal = Refusal {
				whom: parties[usize::from(round) % parties.len()].clone(),
				class: Some(RecordClass(round)),
				purposes: Some(Purposes::of(&[purposes[usize::from(round) % purposes.len()]])),
				even_in_emergency: round % 5 == 0,
			};
			refuse(refusal.clone());
			said.push(refusal);
			let head = Heads::<Test>::get(PATIENT);
			assert!(head.refusals.len() <= MAX_REFUSALS as usize);
			for refusal in &said {
				let is_held = |standing: &StandingRefusal<u64>| {
					let even_in_emergency = standing.refusal.even_in_emergency;
					let refusal = Refusal { even_in_emergency, ..refusal.clone() };
					standing.refusal.joined(&refusal) == standing.refusal
				};
				assert!(head.refusals.iter().any(is_held), "{refusal:?} is no longer refused");
				let hard: Vec<_> =
					head.refusals.iter().filter(|row| row.refusal.even_in_emergency).collect();
				assert!(hard.iter().all(|row| said.contains(&row.refusal)), "as it was said");
			}
		}
	});
}
