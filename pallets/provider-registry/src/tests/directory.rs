use crate::mock::*;
use frame_support::assert_ok;
use salus_primitives::{NotPractising, OrganizationKind, Period, ProviderDirectory, Standing};

fn at(organization: u32, account: u64, at: u64) -> Result<Standing, NotPractising> {
	<ProviderRegistry as ProviderDirectory<u64>>::standing(organization, &account, at)
}

#[test]
fn a_practitioner_stands_with_its_roles_and_the_organizations_kind() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_eq!(
			at(0, DOCTOR, NOW),
			Ok(Standing { kind: OrganizationKind::Hospital, roles: doctors_roles() })
		);
		assert_eq!(at(0, DOCTOR, NOW), ProviderRegistry::standing(0, DOCTOR, None));
		assert_eq!(
			ProviderRegistry::practitioner(0, DOCTOR).map(|row| row.roles),
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
			assert_eq!(ProviderRegistry::practitioner(0, account), None);
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
			RuntimeOrigin::signed(ADMIN),
			0,
			DOCTOR,
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
			RuntimeOrigin::signed(ADMIN),
			0,
			DOCTOR,
			doctors_roles(),
			Period { from: NOW + DAY, until: Some(NOW + 2 * DAY) }
		));
		for (moment, licensed) in [
			(NOW, false),
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
fn an_end_of_accreditation_is_told_before_a_suspension() {
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW, until: Some(NOW + DAY) });
		assert_ok!(ProviderRegistry::suspend_organization(RuntimeOrigin::root(), 0));
		assert_eq!(at(0, DOCTOR, NOW), Err(NotPractising::OrganizationSuspended));
		assert_eq!(at(0, DOCTOR, NOW + DAY), Err(NotPractising::NotAccredited));
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn an_organization_made_for_a_benchmark_is_full_and_practised_in() {
	use salus_primitives::Roles;

	ExtBuilder::default().build_and_execute(|| {
		for expected in 0..2 {
			let organization = ProviderRegistry::admit_for_benchmark(&DOCTOR);
			assert_eq!(organization, expected);
			let row = ProviderRegistry::organization(organization).expect("accredited");
			assert!(row.admins.is_full());
			assert!(row.suspensions.is_full());
			assert_eq!(
				at(organization, DOCTOR, NOW).map(|standing| standing.roles),
				Ok(Roles::ALL)
			);
			let practitioner = ProviderRegistry::practitioner(organization, DOCTOR);
			assert!(practitioner.is_some_and(|row| row.key.is_some() && row.past.is_full()));
		}
	});
}
