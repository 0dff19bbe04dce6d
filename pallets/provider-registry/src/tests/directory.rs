use crate::mock::*;
use frame_support::assert_ok;
use salus_primitives::{
	Actor, EncryptionKey, NotPractising, OrganizationKind, Period, PractitionerId,
	ProviderDirectory, Standing,
};

fn at(organization: u32, account: u64, at: u64) -> Result<Standing, NotPractising> {
	<ProviderRegistry as ProviderDirectory<u64>>::standing(&acting(organization, account), at)
}

#[test]
fn a_practitioner_stands_with_its_roles_and_the_organizations_kind() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_eq!(
			at(0, DOCTOR, NOW),
			Ok(Standing {
				kind: OrganizationKind::Hospital,
				roles: doctors_roles(),
				predecessors: Default::default(),
			})
		);
		assert_eq!(at(0, DOCTOR, NOW), ProviderRegistry::standing(acting(0, DOCTOR), None));
		assert_eq!(
			ProviderRegistry::practitioner(0, by(DOCTOR)).map(|row| row.terms.latest.roles),
			Some(doctors_roles())
		);
		assert_eq!(
			ProviderRegistry::organization(0).map(|row| row.kind),
			Some(OrganizationKind::Hospital)
		);
	});
}

#[test]
fn nobody_practises_for_an_unknown_organization() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_eq!(at(1, DOCTOR, NOW), Err(NotPractising::UnknownOrganization));
		assert!(!ProviderRegistry::is_accredited(1, NOW));
		assert_eq!(ProviderRegistry::organization(1), None);
	});
}

#[test]
fn an_admin_is_no_practitioner() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for account in [ADMIN, OUTSIDER] {
			assert_eq!(at(0, account, NOW), Err(NotPractising::NotAPractitioner));
			assert_eq!(ProviderRegistry::practitioner(0, by(account)), None);
		}
	});
}

#[test]
fn accreditation_counts_from_its_first_moment_to_the_one_before_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW + DAY, until: Some(NOW + 2 * DAY) });
		for (moment, accredited) in [
			(NOW, false),
			(NOW + DAY - 1, false),
			(NOW + DAY, true),
			(NOW + 2 * DAY - 1, true),
			(NOW + 2 * DAY, false),
		] {
			assert_eq!(ProviderRegistry::is_accredited(0, moment), accredited);
		}
		assert_eq!(at(0, OUTSIDER, NOW), Err(NotPractising::NotAccredited));
	});
}

#[test]
fn an_accreditation_dated_back_does_not_cover_the_time_before_registration() {
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: 0, until: None });
		assert!(ProviderRegistry::is_accredited(0, NOW));
		assert!(!ProviderRegistry::is_accredited(0, NOW - 1));
	});
}

#[test]
fn a_practitioner_does_not_practise_before_being_added() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(ProviderRegistry::add_practitioner(
			signed(ADMIN),
			0,
			by(DOCTOR),
			doctors_roles(),
			Period { from: 0, until: None }
		));
		assert_eq!(at(0, DOCTOR, NOW + DAY - 1), Err(NotPractising::NotAPractitioner));
		assert!(at(0, DOCTOR, NOW + DAY).is_ok());
	});
}

#[test]
fn a_licence_counts_from_its_first_moment_to_the_one_before_its_end() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_practitioner(
			signed(ADMIN),
			0,
			by(DOCTOR),
			doctors_roles(),
			Period { from: NOW + DAY, until: Some(NOW + 2 * DAY) }
		));
		for (moment, licensed) in [
			(NOW + 1, false),
			(NOW + DAY - 1, false),
			(NOW + DAY, true),
			(NOW + 2 * DAY - 1, true),
			(NOW + 2 * DAY, false),
		] {
			assert_eq!(at(0, DOCTOR, moment).is_ok(), licensed);
			if !licensed {
				assert_eq!(at(0, DOCTOR, moment), Err(NotPractising::NotLicensed));
			}
		}
	});
}

#[test]
fn a_practitioner_practises_whoever_signs_for_it() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		let practises = |organization, practitioner, at| {
			<ProviderRegistry as ProviderDirectory<u64>>::practises(organization, &practitioner, at)
		};
		for practitioner in [by(DOCTOR), midwife()] {
			assert!(practises(0, practitioner.clone(), NOW));
			assert!(!practises(0, practitioner.clone(), NOW - 1));
			assert!(!practises(1, practitioner, NOW));
		}
		for nobody in [by(GATEWAY), by(ADMIN)] {
			assert!(!practises(0, nobody, NOW));
		}
		go_to(NOW + DAY);
		assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, by(DOCTOR)));
		assert!(!practises(0, by(DOCTOR), NOW + DAY));
		assert!(practises(0, by(DOCTOR), NOW + DAY - 1));
		suspend();
		assert!(!practises(0, midwife(), NOW + DAY));
	});
}

#[test]
fn an_end_of_accreditation_is_told_before_a_suspension() {
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW, until: Some(NOW + DAY) });
		tick();
		suspend();
		assert_eq!(at(0, DOCTOR, NOW + 1), Err(NotPractising::OrganizationSuspended));
		assert_eq!(at(0, DOCTOR, NOW + DAY), Err(NotPractising::NotAccredited));
	});
}

#[test]
fn whoever_acts_for_no_organization_is_no_practitioner() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for actor in [Actor::Person(DOCTOR), Actor::Authority] {
			assert_eq!(
				ProviderRegistry::standing(actor, None),
				Err(NotPractising::NotAPractitioner)
			);
		}
	});
}

#[test]
fn a_gateway_stands_for_a_listed_practitioner_only() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		let through = |account, practitioner| {
			let actor = Actor::Gateway { organization: 0, account, practitioner };
			ProviderRegistry::standing(actor, None).map(|standing| standing.roles)
		};
		let unlisted = salus_primitives::Pseudonym([9; 32]);
		assert_eq!(through(GATEWAY, MIDWIFE), Ok(doctors_roles()));
		assert_eq!(through(GATEWAY, unlisted), Err(NotPractising::NotAPractitioner));
		// That the gateway is none is told first, whatever the practitioner is.
		for practitioner in [MIDWIFE, unlisted] {
			assert_eq!(through(DOCTOR, practitioner), Err(NotPractising::NotAGateway));
		}
		// A gateway by itself practises nothing.
		assert_eq!(at(0, GATEWAY, NOW), Err(NotPractising::NotAPractitioner));
	});
}

#[test]
fn a_gateway_of_another_organization_is_none_here() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		accredit(ADMIN, OPEN);
		assert_ok!(ProviderRegistry::add_gateway(signed(ADMIN), 1, OUTSIDER));
		for (organization, account, reason) in [
			(0, OUTSIDER, NotPractising::NotAGateway),
			(1, GATEWAY, NotPractising::NotAGateway),
			(1, OUTSIDER, NotPractising::NotAPractitioner),
			(7, GATEWAY, NotPractising::UnknownOrganization),
		] {
			assert_eq!(
				ProviderRegistry::standing(acting_through(organization, account), None),
				Err(reason)
			);
		}
	});
}

#[test]
fn that_an_organization_is_over_is_told_before_anything_else() {
	for (end, reason) in [
		(revoke as fn(), NotPractising::AccreditationRevoked),
		(be_followed, NotPractising::OrganizationSucceeded),
	] {
		ExtBuilder::default().build_and_execute(|| {
			accredit(ADMIN, Period { from: NOW, until: Some(NOW + DAY) });
			tick();
			end();
			for moment in [NOW + 1, NOW + DAY] {
				assert_eq!(at(0, DOCTOR, moment), Err(reason));
				assert!(!ProviderRegistry::is_accredited(0, moment));
			}
		});
	}
}

#[test]
fn leaving_is_told_before_a_licence_that_is_over() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_practitioner(
			signed(ADMIN),
			0,
			by(DOCTOR),
			doctors_roles(),
			Period { from: NOW, until: Some(NOW + DAY) }
		));
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		assert_eq!(doctor_at(NOW + DAY), Err(NotPractising::PractitionerSuspended));
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_eq!(doctor_at(NOW + DAY), Err(NotPractising::PractitionerLeft));
	});
}

/// In whose name an account speaks for organization 0 as such.
fn speaks(account: u64, at: u64) -> Option<u32> {
	<ProviderRegistry as ProviderDirectory<u64>>::speaks_for(0, &account, at)
}

fn vouches(organization: u32) -> bool {
	<ProviderRegistry as ProviderDirectory<u64>>::vouches(organization, NOW)
}

/// Lets organization 0 be followed by 1, whose admin is [`OUTSIDER`], and that by 2, whose admin is 10.
fn chain_of_three() {
	accredit(OUTSIDER, OPEN);
	accredit(10, OPEN);
	for (organization, by) in [(0, 1), (1, 2)] {
		tick();
		assert_ok!(ProviderRegistry::succeed_organization(root(), organization, by));
	}
}

#[test]
fn its_admins_and_gateways_speak_for_an_organization_and_nobody_else() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		for (account, speaker) in
			[(ADMIN, Some(0)), (GATEWAY, Some(0)), (DOCTOR, None), (OUTSIDER, None)]
		{
			assert_eq!(speaks(account, NOW + 1), speaker);
		}
		let unknown = <ProviderRegistry as ProviderDirectory<u64>>::speaks_for(7, &ADMIN, NOW);
		assert_eq!(unknown, None);
		go_to(NOW + DAY);
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
		assert_eq!(speaks(GATEWAY, NOW + DAY), None);
		assert_eq!(speaks(GATEWAY, NOW + DAY - 1), Some(0));
		assert_ok!(ProviderRegistry::add_admin(signed(ADMIN), 0, DOCTOR));
		assert_eq!(speaks(DOCTOR, NOW + DAY), Some(0));
	});
}

#[test]
fn nobody_speaks_for_an_organization_that_may_not_act() {
	for end in [suspend, revoke] {
		ExtBuilder::default().with_gateway().build_and_execute(|| {
			end();
			for account in [ADMIN, GATEWAY] {
				assert_eq!(speaks(account, NOW + 1), None);
			}
		});
	}
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW, until: Some(NOW + DAY) });
		assert_eq!(speaks(ADMIN, NOW + DAY - 1), Some(0));
		assert_eq!(speaks(ADMIN, NOW + DAY), None);
		assert!(vouches(0), "it saw what it saw");
	});
}

#[test]
fn those_at_the_end_of_the_line_speak_for_whoever_was_followed() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		assert_ok!(ProviderRegistry::add_gateway(signed(ADMIN), 0, DOCTOR));
		chain_of_three();
		for (account, speaker) in
			[(10, Some(2)), (OUTSIDER, None), (ADMIN, None), (GATEWAY, None), (DOCTOR, None)]
		{
			assert_eq!(speaks(account, NOW + 3), speaker);
		}
		assert_ok!(ProviderRegistry::add_gateway(signed(10), 2, DOCTOR));
		assert_eq!(speaks(DOCTOR, NOW + 3), Some(2));
		tick();
		assert_ok!(ProviderRegistry::suspend_organization(root(), 2));
		for account in [10, DOCTOR] {
			assert_eq!(speaks(account, NOW + 4), None);
		}
	});
}

#[test]
fn an_account_speaks_within_a_block_as_the_first_change_has_it() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		suspend();
		reinstate();
		assert_eq!(speaks(ADMIN, NOW + 1), None);
		assert_eq!(speaks(ADMIN, NOW + 2), Some(0));
		go_to(NOW + DAY);
		assert_ok!(ProviderRegistry::add_gateway(signed(ADMIN), 0, DOCTOR));
		assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, DOCTOR));
		assert_eq!(speaks(DOCTOR, NOW + DAY), Some(0));
		assert_eq!(speaks(DOCTOR, NOW + DAY + 1), None);
	});
}

#[test]
fn what_was_attested_counts_unless_a_revocation_says_otherwise() {
	for (end, counts) in
		[(suspend as fn(), true), (revoke, false), (be_followed, true), (chain_of_three, true)]
	{
		ExtBuilder::default().with_organization().build_and_execute(|| {
			assert!(vouches(0));
			end();
			assert_eq!(vouches(0), counts);
			assert!(!vouches(7));
		});
	}
}

#[test]
fn a_revocation_of_any_of_the_line_counts_for_those_before_it() {
	// Whoever is revoked first and followed then; in one moment, too.
	for together in [false, true] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			revoke();
			if !together {
				tick();
			}
			let by = succeed();
			assert!(!vouches(0));
			assert!(vouches(by), "the successor did nothing wrong");
		});
	}
	for revoked in 0..3 {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			accredit(OUTSIDER, OPEN);
			accredit(10, OPEN);
			tick();
			for (organization, by) in [(0, 1), (1, 2)] {
				if organization == revoked {
					assert_ok!(ProviderRegistry::revoke_accreditation(root(), organization));
				}
				assert_ok!(ProviderRegistry::succeed_organization(root(), organization, by));
				tick();
			}
			if revoked == 2 {
				assert_ok!(ProviderRegistry::revoke_accreditation(root(), 2));
			}
			for organization in 0..3 {
				assert_eq!(vouches(organization), revoked < organization);
			}
		});
	}
}

fn key_of(organization: u32, practitioner: Option<PractitionerId<u64>>) -> Option<EncryptionKey> {
	<ProviderRegistry as ProviderDirectory<u64>>::encryption_key(
		organization,
		practitioner.as_ref(),
	)
}

#[test]
fn what_is_for_an_organization_or_a_practitioner_is_sealed_to_the_latest_key_of_either() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		for nobody in [None, Some(by(DOCTOR)), Some(midwife())] {
			assert_eq!(key_of(0, nobody), None, "none has been published");
		}
		for epoch in 0..2u8 {
			let (own, doctors, midwifes) = (key(epoch + 1), key(epoch + 11), key(epoch + 21));
			let publish = ProviderRegistry::publish_practitioner_key;
			assert_ok!(ProviderRegistry::publish_organization_key(signed(ADMIN), 0, own));
			assert_ok!(publish(signed(DOCTOR), 0, by(DOCTOR), doctors));
			assert_ok!(publish(signed(GATEWAY), 0, midwife(), midwifes));
			for (whose, public) in
				[(None, own), (Some(by(DOCTOR)), doctors), (Some(midwife()), midwifes)]
			{
				let epoch = u32::from(epoch);
				assert_eq!(key_of(0, whose), Some(EncryptionKey { public, epoch }));
			}
		}
		// Neither has anybody else one, nor these elsewhere.
		for (organization, whose) in [
			(0, Some(by(GATEWAY))),
			(0, Some(by(ADMIN))),
			(1, None),
			(1, Some(by(DOCTOR))),
			(1, Some(midwife())),
		] {
			assert_eq!(key_of(organization, whose), None);
		}
	});
}

#[test]
fn nothing_is_sealed_to_a_practitioner_who_has_left() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::publish_practitioner_key(
			signed(DOCTOR),
			0,
			by(DOCTOR),
			key(1)
		));
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_eq!(key_of(0, Some(by(DOCTOR))), None);
		tick();
		add(by(DOCTOR));
		assert_eq!(key_of(0, Some(by(DOCTOR))), Some(EncryptionKey::first(key(1))));
	});
}

#[test]
fn every_row_that_a_decision_reads_is_small() {
	use codec::MaxEncodedLen;
	use sp_core::crypto::AccountId32;

	let organization = crate::Organization::<AccountId32>::max_encoded_len();
	let practitioner = crate::Practitioner::max_encoded_len();
	// As the README says.
	assert_eq!((organization, practitioner), (1138, 342));
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn an_organization_made_for_a_benchmark_is_full_and_practised_in() {
	use salus_primitives::{Pseudonym, Roles, MAX_PREDECESSORS};

	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..2 {
			let organization = ProviderRegistry::admit_for_benchmark(&DOCTOR).unwrap();
			let row = ProviderRegistry::organization(organization).expect("accredited");
			assert!(row.admins.is_full() && row.gateways.is_full() && row.terms.past.is_full());
			for whose in [None, Some(by(DOCTOR))] {
				assert!(key_of(organization, whose).is_some());
			}
			let through =
				Actor::Gateway { organization, account: DOCTOR, practitioner: Pseudonym([1; 32]) };
			// Whatever the clock says: a runtime's benchmarks begin in 1970.
			for moment in [0, NOW] {
				for actor in [acting(organization, DOCTOR), through.clone()] {
					let standing = ProviderRegistry::standing(actor.clone(), Some(moment));
					let standing = standing.expect("practises");
					assert_eq!(standing.roles, Roles::ALL);
					assert_eq!(standing.predecessors.len(), MAX_PREDECESSORS as usize);
					let row = actor.practitioner().and_then(|practitioner| {
						ProviderRegistry::practitioner(organization, practitioner)
					});
					assert!(row.is_some_and(|row| row.key.is_some() && row.terms.past.is_full()));
				}
			}
		}
	});
}
