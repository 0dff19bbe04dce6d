//! What clients and operators rely on: metadata, presets, bounds.

use codec::{Decode, MaxEncodedLen};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use pallet_consent::{Envelope, Grantee, Provision, Scope};
use salus_primitives::{
	Action, Actor, PatientId, ProviderDirectory, Purpose, Recipient, RecordClass, ReportCause,
	Target,
};
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
			"CheckWeight",
			"CheckNonce",
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

/// What a call takes in a block stays there for ever, and an entry stays for years.
#[test]
fn a_request_is_short_and_names_each_target_once() {
	let length = |call: RuntimeCall| codec::Encode::encode(&call).len();
	let patient = PatientId([1; 32]);
	assert_eq!(length(calls::read(patient, 0, practising(HOSPITAL))), 67);
	let many = |count| {
		let targets = (0..count).map(Target::Anchor);
		length(calls::read_many(patient, targets, practising(HOSPITAL), None))
	};
	assert_eq!(many(63) - many(62), 5, "an anchor's number");
}

/// A client asks by runtime API, another pallet or an explorer by view function: the same questions.
#[test]
fn whatever_is_asked_of_the_trails_by_runtime_api_is_a_view_function_too() {
	let bytes = Chain::development().look(|| Runtime::metadata_at_version(16)).expect("it is told");
	let RuntimeMetadata::V16(metadata) =
		RuntimeMetadataPrefixed::decode(&mut &bytes[..]).expect("it is metadata").1
	else {
		panic!("it is of another version")
	};
	let api = metadata.apis.iter().find(|api| api.name == "AuditLogApi").expect("it is there");
	let asked: Vec<_> = api.methods.iter().map(|method| method.name.as_str()).collect();
	assert_eq!(
		asked,
		[
			"check_ticket",
			"entries",
			"head",
			"first_since",
			"verify",
			"releases",
			"activity",
			"inquiries",
			"escalated",
			"trails",
		]
	);
	let pallet = metadata.pallets.iter().find(|pallet| pallet.name == "AuditLog");
	let views = &pallet.expect("it is there").view_functions;
	let viewed: Vec<_> = views.iter().map(|view| view.name.as_str()).collect();
	assert_eq!(viewed, asked);
}

#[test]
fn the_calls_of_the_gate_keep_their_indices() {
	use frame_support::traits::{GetCallIndex, GetCallName};
	type Call = pallet_audit_log::Call<Runtime>;
	let calls: Vec<_> = Call::get_call_names().iter().zip(Call::get_call_indices()).collect();
	let expected = [
		"request_access",
		"redeem_ticket",
		"request_access_to_many",
		"report_access",
		"contest_entry",
		"answer_inquiry",
		"resolve_inquiry",
	];
	for (name, index) in calls {
		assert_eq!(expected.get(usize::from(*index)), Some(name));
	}
	assert_eq!(Call::get_call_names().len(), expected.len());
}

/// How often `call` has room in the part of a block that is for transactions.
fn fits(call: RuntimeCall) -> u64 {
	use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
	let weight = call.get_dispatch_info().call_weight;
	let blocks = <Runtime as frame_system::Config>::BlockWeights::get();
	let normal = blocks.get(DispatchClass::Normal).max_total.expect("it is limited");
	normal.checked_div_per_component(&weight).expect("a call weighs something")
}

#[test]
fn a_request_for_64_records_fits_into_a_block_many_times() {
	let patient = PatientId([1; 32]);
	let one = calls::read(patient, 0, practising(HOSPITAL));
	let many = |count| {
		let targets = (0..count).map(Target::Anchor);
		calls::read_many(patient, targets, practising(HOSPITAL), None)
	};
	let redeem = calls::redeem(patient, 0, &person("Bob"));
	let counts = [fits(one), fits(many(1)), fits(many(64)), fits(redeem)];
	println!("in a block: {counts:?} requests, of many for 1, for 64, and redemptions");
	assert!(counts[0] >= 1_000 && counts[2] >= 100 && counts[3] >= 100, "{counts:?}");
	assert!(counts[2] * 64 > counts[0], "64 in one request cost less than in 64");
	assert!(counts[0] >= counts[1] && counts[1] >= counts[2]);
}

#[test]
fn a_report_of_as_many_releases_as_a_call_takes_fits_into_a_block() {
	let release = || pallet_audit_log::ReleaseReport {
		patient: PatientId([1; 32]),
		ticket: None,
		secret: None,
		recipient: Recipient::PatientsSide,
		action: Action::Access,
		purpose: Purpose::PatientRequest,
		targets: Default::default(),
		released_at: 0,
		cause: ReportCause::Bulk,
		statement: None,
	};
	let report = |count| calls::report((0..count).map(|_| release()));
	let counts = [fits(report(1)), fits(report(64)), fits(report(256))];
	println!("in a block: {counts:?} reports of 1, 64, 256 releases");
	// It is one for who has been cut off from the chain for long, and takes most of a block.
	assert!(counts[1] >= 5 && counts[2] >= 1, "{counts:?}");
	assert!(counts[0] / 2 <= counts[1] * 64, "each release is charged");
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
