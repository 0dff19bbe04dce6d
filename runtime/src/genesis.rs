//! What a chain starts with.

use crate::{
	opaque::SessionKeys, AccountId, BalancesConfig, ProviderRegistryConfig, RuntimeGenesisConfig,
	SessionConfig, SudoConfig, ValidatorSetConfig, UNIT,
};
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
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
/// Alice, Dave and Ferdie, an outsider, can pay fees. The practitioners hold nothing.
fn two_organizations(validators: Vec<(AccountId, SessionKeys)>, sudo: Option<AccountId>) -> Value {
	let account = |key: Sr25519Keyring| key.to_account_id();
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: [Sr25519Keyring::Alice, Sr25519Keyring::Dave, Sr25519Keyring::Ferdie]
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

/// What presets there are.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}
