//! What clients and operators rely on: metadata, presets, bounds.

use codec::MaxEncodedLen;
use pallet_consent::{Envelope, Grantee, Provision, Scope};
use salus_primitives::{Action, Actor, PatientId, ProviderDirectory, RecordClass};
use salus_runtime::{extensions::TxExtension, AccountId, ProviderRegistry, Runtime, RuntimeCall};
use salus_runtime_tests::{calls, *};
use sp_core::H256;
use sp_runtime::traits::TransactionExtension;

#[test]
fn metadata_comes_in_the_versions_that_clients_read() {
	// Metadata names what an account starts with, which is in the state.
	Chain::development().look(|| {
		let versions = Runtime::metadata_versions();
		for version in [14, 15, 16] {
			assert!(versions.contains(&version), "{versions:?}");
			assert!(Runtime::metadata_at_version(version).is_some());
		}
	});
}

#[test]
fn a_transaction_has_the_stock_extensions_and_their_bytes_only() {
	let metadata = <TxExtension as TransactionExtension<RuntimeCall>>::metadata();
	let identifiers: Vec<_> = metadata.iter().map(|extension| extension.identifier).collect();
	assert_eq!(
		identifiers,
		[
			"CheckNonZeroSender",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckNonce",
			"CheckWeight",
			"ChargeTransactionPayment",
			"CheckMetadataHash",
			"WeightReclaim",
		]
	);
	Chain::development().look(|| {
		let transaction = sign(&person("Alice"), calls::register(1), 0);
		let bytes = codec::Encode::encode(&transaction);
		let call = codec::Encode::encode(&calls::register(1));
		// Length, version, address, signature; era, nonce, tip, metadata hash mode: as in any chain.
		assert_eq!(bytes.len(), 2 + 1 + 33 + 65 + 4 + call.len());
	});
}

#[test]
fn the_presets_accredit_two_organizations_with_practitioners() {
	for preset in ["development", "local_testnet"] {
		Chain::from_preset(preset).look(|| {
			let practises = |organization, name: &str| {
				let account = account(&person(name));
				let actor = Actor::Practitioner { organization, account };
				<ProviderRegistry as ProviderDirectory<AccountId>>::standing(&actor, 0).is_ok()
			};
			assert!(practises(HOSPITAL, "Bob") && practises(HOSPITAL, "Charlie"));
			assert!(practises(CLINIC, "Eve"));
			assert!(!practises(CLINIC, "Bob") && !practises(HOSPITAL, "Ferdie"));
		});
	}
}

#[test]
fn only_a_development_chain_has_a_superuser() {
	let alice = Some(account(&person("Alice")));
	assert_eq!(Chain::development().look(pallet_sudo::Key::<Runtime>::get), alice);
	assert_eq!(Chain::from_preset("local_testnet").look(pallet_sudo::Key::<Runtime>::get), None);
}

#[test]
fn every_item_that_a_decision_reads_is_under_six_kilobytes() {
	let bounds = [
		("patient", pallet_patient_identity::Patient::<AccountId>::max_encoded_len()),
		("organization", pallet_provider_registry::Organization::<AccountId>::max_encoded_len()),
		("practitioner", pallet_provider_registry::Practitioner::max_encoded_len()),
		("anchor", pallet_record_anchor::Anchor::<AccountId>::max_encoded_len()),
		("file", pallet_consent::File::<AccountId>::max_encoded_len()),
		("head", pallet_consent::Head::<AccountId>::max_encoded_len()),
	];
	for (item, bytes) in bounds {
		assert!(bytes < 6 * 1024, "{item}: {bytes} bytes");
	}
}

/// What a call takes in a block stays there for ever, also after the keys in it were broken.
#[test]
fn a_grant_carries_no_key_material_and_is_short() {
	let classes = (0..13).map(RecordClass).collect::<Vec<_>>().try_into().expect("few enough");
	let provision = Provision {
		grantee: Grantee::Practitioner(account(&person("Bob"))),
		..calls::provision(&[Action::Access], Scope::Classes(classes))
	};
	let length_with = |envelope| {
		let call = RuntimeCall::Consent(pallet_consent::Call::grant {
			patient: PatientId([1; 32]),
			organization: HOSPITAL,
			provision: provision.clone(),
			terms: Some(H256::repeat_byte(1)),
			envelope,
		});
		codec::Encode::encode(&call).len()
	};
	let commitment = H256::repeat_byte(2);
	let envelope = Envelope { key_epoch: 0, grantee_key_epoch: 0, commitment };
	assert_eq!(length_with(Some(envelope)), 188);
	assert_eq!(length_with(Some(envelope)) - length_with(None), 2 * 4 + 32);
}

#[test]
fn clients_see_a_nonce_as_the_number_that_it_is_on_every_chain() {
	use scale_info::{TypeDef, TypeDefPrimitive, TypeInfo};
	let nonce = <frame_system::CheckNonce<Runtime> as TypeInfo>::type_info();
	let TypeDef::Composite(fields) = nonce.type_def else { panic!("a struct") };
	let TypeDef::Compact(compact) = fields.fields[0].ty.type_info().type_def else {
		panic!("a compact number")
	};
	let inner = compact.type_param.type_info().type_def;
	assert_eq!(inner, TypeDef::Primitive(TypeDefPrimitive::U32));
}
