//! What a chain starts with.

use crate::{
	configs::CouncilCollective, opaque::SessionKeys, AccountId, BalancesConfig, CouncilConfig,
	LicensingMembersConfig, ProviderRegistryConfig, RegistrarMembersConfig, Runtime,
	RuntimeGenesisConfig, SessionConfig, SudoConfig, TechnicalCommitteeConfig, ValidatorSetConfig,
	UNIT,
};
use alloc::{string::String, vec, vec::Vec};
use frame_support::{build_struct_json_patch, traits::Get, BoundedVec};
use pallet_provider_registry::GenesisOrganization;
use salus_primitives::{OrganizationKind, Role, Roles};
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// A chain that starts with these validators and, if given, this superuser, and with two accredited
/// organizations:
///
/// | organization | kind | admin | practitioners |
/// |---|---|---|---|
/// | 0 | hospital | Alice | Bob (physician, nurse, laboratory), Charlie (custodian) |
/// | 1 | clinic | Dave | Eve (physician) |
///
/// and with these authorities:
///
/// | authority | members |
/// |---|---|
/// | council | Alice, Dave, Ferdie |
/// | technical committee | Alice, Dave, Ferdie |
/// | registrar | One |
/// | licensing | Two |
///
/// They can pay fees. The practitioners hold nothing. Ferdie belongs to no organization.
fn two_organizations(validators: Vec<(AccountId, SessionKeys)>, sudo: Option<AccountId>) -> Value {
	use Sr25519Keyring::{Alice, Dave, Ferdie, One, Two};
	let account = |key: Sr25519Keyring| key.to_account_id();
	let council: Vec<_> = [Alice, Dave, Ferdie].map(account).into();
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: [Alice, Dave, Ferdie, One, Two]
				.into_iter()
				.map(|key| (account(key), 1_000_000 * UNIT))
				.collect::<Vec<_>>(),
		},
		validator_set: ValidatorSetConfig {
			validators: validators.iter().map(|(account, _)| account.clone()).collect::<Vec<_>>(),
		},
		session: SessionConfig {
			keys: validators
				.into_iter()
				.map(|(account, keys)| (account.clone(), account, keys))
				.collect::<Vec<_>>(),
		},
		sudo: SudoConfig { key: sudo },
		council: CouncilConfig { members: council.clone() },
		technical_committee: TechnicalCommitteeConfig { members: council },
		registrar_members: RegistrarMembersConfig { members: office(account(One)) },
		licensing_members: LicensingMembersConfig { members: office(account(Two)) },
		provider_registry: ProviderRegistryConfig {
			organizations: vec![
				GenesisOrganization {
					kind: OrganizationKind::Hospital,
					admin: account(Sr25519Keyring::Alice),
					practitioners: vec![
						(
							account(Sr25519Keyring::Bob),
							Roles::of(&[Role::Physician, Role::Nurse, Role::Laboratory]),
						),
						(account(Sr25519Keyring::Charlie), Roles::of(&[Role::Custodian])),
					],
				},
				GenesisOrganization {
					kind: OrganizationKind::Clinic,
					admin: account(Sr25519Keyring::Dave),
					practitioners: vec![(
						account(Sr25519Keyring::Eve),
						Roles::of(&[Role::Physician]),
					)],
				},
			],
		},
	})
}

/// Whoever holds an office alone.
fn office<N: Get<u32>>(member: AccountId) -> BoundedVec<AccountId, N> {
	BoundedVec::truncate_from(vec![member])
}

fn validator(aura: Sr25519Keyring, grandpa: Ed25519Keyring) -> (AccountId, SessionKeys) {
	let keys = SessionKeys { aura: aura.public().into(), grandpa: grandpa.public().into() };
	(aura.to_account_id(), keys)
}

/// One validator, Alice, who is the superuser too.
fn development() -> Value {
	two_organizations(
		vec![validator(Sr25519Keyring::Alice, Ed25519Keyring::Alice)],
		Some(Sr25519Keyring::Alice.to_account_id()),
	)
}

/// Two validators, Alice and Bob, and no superuser.
fn local_testnet() -> Value {
	two_organizations(
		vec![
			validator(Sr25519Keyring::Alice, Ed25519Keyring::Alice),
			validator(Sr25519Keyring::Bob, Ed25519Keyring::Bob),
		],
		None,
	)
}

/// The preset called `id`, as JSON.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// That somebody can decide on the chain whose state was just built: a council, or a superuser.
///
/// # Errors
/// A sentence for whoever makes the chain.
pub fn ensure_governed() -> Result<(), String> {
	let has_council = !pallet_collective::Members::<Runtime, CouncilCollective>::get().is_empty();
	if has_council || pallet_sudo::Key::<Runtime>::exists() {
		return Ok(());
	}
	Err("nobody could accredit, license or upgrade anything on this chain: name the members of its council in `council.members`".into())
}

/// What presets there are.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}
