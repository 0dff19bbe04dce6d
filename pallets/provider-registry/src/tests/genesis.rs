use crate::{mock::*, GenesisConfig, GenesisOrganization};
use salus_primitives::{OrganizationKind, Role, Roles, Standing};

fn hospital(practitioners: Vec<(u64, Roles)>) -> GenesisOrganization<u64> {
	GenesisOrganization { kind: OrganizationKind::Hospital, admin: ADMIN, practitioners }
}

#[test]
fn a_chain_starts_with_its_organizations_and_their_practitioners() {
	let clinic = GenesisOrganization {
		kind: OrganizationKind::Clinic,
		admin: DOCTOR,
		practitioners: vec![],
	};
	ExtBuilder::default()
		.with_genesis(vec![hospital(vec![(DOCTOR, doctors_roles())]), clinic])
		.build_and_execute(|| {
			assert_eq!(
				ProviderRegistry::standing(acting(0, DOCTOR), None),
				Ok(Standing {
					kind: OrganizationKind::Hospital,
					roles: doctors_roles(),
					predecessors: Default::default(),
				})
			);
			assert!(doctor_at(0).is_ok());
			assert!(doctor_at(u64::MAX).is_ok());
			let clinic = ProviderRegistry::organization(1).expect("accredited");
			assert_eq!(clinic.kind, OrganizationKind::Clinic);
			assert_eq!(clinic.admins.to_vec(), [DOCTOR]);
			assert_roles(DOCTOR, 2);
			assert!(System::account_exists(&ADMIN));
			// The next organization follows on.
			assert_eq!(accredit(OUTSIDER, OPEN), 2);
		});
}

#[test]
#[should_panic(expected = "genesis: 2 is listed twice in organization 0")]
fn a_genesis_that_lists_a_practitioner_twice_starts_no_chain() {
	ExtBuilder::default()
		.with_genesis(vec![hospital(vec![(DOCTOR, doctors_roles()), (DOCTOR, doctors_roles())])])
		.build();
}

#[test]
#[should_panic(expected = "genesis: 2 has no role, or one without a code, in organization 0")]
fn a_genesis_with_a_role_without_a_code_starts_no_chain() {
	ExtBuilder::default().with_genesis(vec![hospital(vec![(DOCTOR, Roles(1 << 9))])]).build();
}

#[test]
fn a_genesis_is_written_as_json() {
	let genesis = GenesisConfig::<Test> {
		organizations: vec![hospital(vec![(DOCTOR, Roles::of(&[Role::Physician]))])],
	};
	let json = serde_json::to_value(&genesis).expect("serializable");
	assert_eq!(
		json,
		serde_json::json!({
			"organizations": [{ "kind": "Hospital", "admin": 1, "practitioners": [[2, 1]] }]
		})
	);
	let back: GenesisConfig<Test> = serde_json::from_value(json).expect("readable");
	assert_eq!(back.organizations, genesis.organizations);
}
