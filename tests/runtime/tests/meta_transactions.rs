//! What one signs and another sends and pays for.

use codec::Encode;
use frame_support::traits::{fungible::Inspect, Get};
use pallet_consent::Scope;
use salus_primitives::{Action, Basis, Capacity, Decision, Denial, PatientId, Purpose, TrailId};
use salus_runtime::{AuditLog, Balances, PatientIdentity, Runtime, RuntimeCall, System};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{
	generic::Era, transaction_validity::InvalidTransaction, DispatchResult, MultiSignature,
};

type Fault = pallet_meta_tx::Error<Runtime>;
type ConsentError = pallet_consent::Error<Runtime>;
type Utility = pallet_utility::Call<Runtime>;

/// Ferdie sends and pays. He has no right to anything.
fn relayer() -> sr25519::Pair {
	person("Ferdie")
}

/// Has `key` sign `call`, and Ferdie send it in a block of its own.
fn relay(chain: &mut Chain, key: &sr25519::Pair, call: impl Into<RuntimeCall>) -> Sent {
	let transaction = chain.look(|| meta::sign(key, call));
	chain.send(&relayer(), meta::relay(transaction))
}

/// A chain on which a patient was registered through a relayer.
fn world() -> (Chain, sr25519::Pair, PatientId) {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&relay(&mut chain, &key, calls::register(1)).ok());
	(chain, key, patient)
}

fn grant(patient: PatientId) -> RuntimeCall {
	calls::grant(patient, HOSPITAL, Action::Access, Scope::All)
}

fn is_controller(chain: &mut Chain, patient: PatientId, key: &sr25519::Pair) -> bool {
	let controller = chain.look(|| PatientIdentity::patient(patient)).and_then(|p| p.controller);
	controller == Some(account(key))
}

#[test]
fn an_account_that_never_existed_registers_through_a_relayer() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let sent = relay(&mut chain, &key, calls::register(1)).ok();
	assert_eq!(meta::outcome(&sent), Ok(()));
	assert_eq!(fees(&sent), 1, "the relayer pays");
	let patient = registered(&sent);
	assert!(is_controller(&mut chain, patient, &key), "the signer, not the relayer");
	chain.look(|| {
		assert_eq!(Balances::balance(&account(&key)), 0);
		assert_eq!(System::sufficients(&account(&key)), 1);
		assert_eq!(next_nonce(&key), 1);
		assert_eq!(System::sufficients(&account(&relayer())), 0, "and gains no role");
	});
}

#[test]
fn a_patient_s_later_calls_are_relayed_as_well() {
	let (mut chain, key, patient) = world();
	for call in [grant(patient), calls::revoke(patient, 0)] {
		assert_eq!(meta::outcome(&relay(&mut chain, &key, call).ok()), Ok(()));
	}
	assert_eq!(chain.look(|| next_nonce(&key)), 3);
}

#[test]
fn relayed_and_own_transactions_share_one_row_of_nonces() {
	let (mut chain, key, patient) = world();
	let early = chain.look(|| meta::sign(&key, grant(patient)));
	chain.send(&key, grant(patient)).ok();
	chain.send(&relayer(), meta::relay(early)).refused(Fault::Stale);
	relay(&mut chain, &key, calls::revoke(patient, 0)).ok();
}

#[test]
fn a_meta_transaction_is_good_once() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let registration = chain.look(|| meta::sign(&key, calls::register(1)));
	let patient = registered(&chain.send(&relayer(), meta::relay(registration.clone())).ok());
	chain.send(&relayer(), meta::relay(registration)).refused(Fault::Stale);
	let granting = chain.look(|| meta::sign(&key, grant(patient)));
	chain.block(|| {
		send(&relayer(), meta::relay(granting.clone())).ok();
		send(&relayer(), meta::relay(granting.clone())).refused(Fault::Stale);
		send(&person("Alice"), meta::relay(granting)).refused(Fault::Stale);
	});
}

#[test]
fn a_relayed_grant_does_not_come_back_after_it_was_revoked() {
	let (mut chain, key, patient) = world();
	let on_charlie = |chain: &mut Chain| {
		let physician = ("Charlie", practising(HOSPITAL));
		let reading = (Action::Access, Purpose::Treatment);
		chain.decision(patient, physician, reading, OBSERVATION)
	};
	let signed = chain.look(|| meta::sign(&key, grant(patient)));
	chain.send(&relayer(), meta::relay(signed.clone())).ok();
	assert_eq!(on_charlie(&mut chain), Decision::Permit(Basis::Grant(0)));
	chain.send(&key, calls::revoke(patient, 0)).ok();
	// The relayer still has what the patient signed; so has everybody who reads the blocks.
	chain.send(&relayer(), meta::relay(signed.clone())).refused(Fault::Stale);
	chain.send(&person("Alice"), meta::relay(signed)).refused(Fault::Stale);
	assert_eq!(on_charlie(&mut chain), Decision::Deny(Denial::NotGranted));
}

#[test]
fn a_nonce_that_is_still_to_come_is_refused() {
	let (mut chain, key, patient) = world();
	let later = chain.look(|| meta::sign_as(&key, grant(patient), 2, meta::era(64)));
	chain.send(&relayer(), meta::relay(later)).refused(Fault::Future);
	let newcomer = person("a newcomer");
	let later = chain.look(|| meta::sign_as(&newcomer, calls::register(1), 1, meta::era(64)));
	chain.send(&relayer(), meta::relay(later)).refused(Fault::Future);
}

#[test]
fn a_meta_transaction_is_good_for_its_era_only() {
	let (mut chain, key, patient) = world();
	let first = chain.look(|| meta::sign_as(&key, grant(patient), 1, meta::era(8)));
	for _ in 0..8 {
		chain.pass_a_block();
	}
	// Another era has begun, whose first block the signer did not name.
	chain.send(&relayer(), meta::relay(first)).refused(Fault::BadProof);
}

#[test]
fn a_meta_transaction_cannot_be_good_for_long() {
	let (mut chain, key, patient) = world();
	let longest = |period| move || meta::era(period);
	let limit = <Runtime as pallet_admission::Config>::MaxRelayedLifetime::get();
	for era in [Era::Immortal, chain.look(longest(2 * limit)), chain.look(longest(2048))] {
		let transaction = chain.look(|| meta::sign_as(&key, grant(patient), 1, era));
		chain.send(&relayer(), meta::relay(transaction)).refused(Fault::Invalid);
	}
	let transaction = chain.look(|| meta::sign_as(&key, grant(patient), 1, meta::era(limit)));
	chain.send(&relayer(), meta::relay(transaction)).ok();
}

#[test]
fn what_was_signed_for_another_chain_or_another_version_is_refused() {
	type Change = fn(&mut meta::Implicit);
	let (mut chain, key, patient) = world();
	let signer = &key;
	let signed_over = |change: Change| {
		move || {
			let extension = meta::extension(next_nonce(signer), meta::era(64));
			let mut implicit = meta::implicit(&extension);
			change(&mut implicit);
			let signature = meta::signature(signer, &grant(patient), &extension, &implicit);
			meta::assemble(grant(patient), account(signer), signature, extension)
		}
	};
	let changes: [(&str, Change); 5] = [
		("no meta transaction", |implicit| implicit.0 = *b"another."),
		("another version of the runtime", |implicit| implicit.2 += 1),
		("another version of its calls", |implicit| implicit.3 += 1),
		("another chain", |implicit| implicit.4 = H256::repeat_byte(1)),
		("another fork", |implicit| implicit.5 = H256::repeat_byte(1)),
	];
	for (what, change) in changes {
		let transaction = chain.look(signed_over(change));
		let sent = chain.send(&relayer(), meta::relay(transaction));
		println!("{what}");
		sent.refused(Fault::BadProof);
	}
	let transaction = chain.look(signed_over(|_| ()));
	chain.send(&relayer(), meta::relay(transaction)).ok();
}

#[test]
fn a_relayer_can_change_nothing() {
	let (mut chain, key, patient) = world();
	let (extension, signature) = chain.look(|| {
		let extension = meta::extension(1, meta::era(64));
		let implicit = meta::implicit(&extension);
		let signature = meta::signature(&key, &grant(patient), &extension, &implicit);
		(extension, signature)
	});
	let later = chain.look(|| meta::extension(2, meta::era(64)));
	let other_call = calls::grant(patient, CLINIC, Action::Access, Scope::All);
	let forged = [
		meta::assemble(other_call, account(&key), signature.clone(), extension.clone()),
		meta::assemble(
			grant(patient),
			account(&person("Ferdie")),
			signature.clone(),
			extension.clone(),
		),
		meta::assemble(grant(patient), account(&key), signature.clone(), later),
	];
	for transaction in forged {
		chain.send(&relayer(), meta::relay(transaction)).refused(Fault::BadProof);
	}
	let genuine = meta::assemble(grant(patient), account(&key), signature, extension);
	chain.send(&relayer(), meta::relay(genuine)).ok();
}

#[test]
fn nobody_acts_without_a_signature() {
	let (mut chain, _, _) = world();
	let unsigned = chain.look(|| {
		let extension = meta::extension(0, meta::era(64));
		let nobody = meta::VerifySignature::new_disabled();
		meta::MetaTx::new(calls::register(2), 0, (nobody, extension))
	});
	chain.send(&relayer(), meta::relay(unsigned)).refused(Fault::UnknownOrigin);
}

#[test]
fn a_newcomer_may_register_through_a_relayer_and_do_nothing_else() {
	let (mut chain, _, patient) = world();
	let newcomer = person("a newcomer");
	let remark = frame_system::Call::<Runtime>::remark { remark: vec![] };
	let hidden = Utility::batch { calls: vec![calls::register(1)] };
	for call in
		[grant(patient), calls::read(patient, 0, Capacity::Person), remark.into(), hidden.into()]
	{
		relay(&mut chain, &newcomer, call).refused(Fault::Invalid);
	}
	chain.look(|| assert_eq!(next_nonce(&newcomer), 0));
	relay(&mut chain, &newcomer, calls::register(1)).ok();
}

#[test]
fn what_came_of_the_call_is_told_even_though_relaying_it_succeeded() {
	let (mut chain, key, patient) = world();
	let failing = chain.look(|| meta::sign(&key, calls::revoke(patient, 7)));
	let sent = chain.send(&relayer(), meta::relay(failing.clone())).ok();
	let expected: DispatchResult =
		Err(sp_runtime::DispatchError::from(ConsentError::GrantNotFound).stripped());
	assert_eq!(meta::outcome(&sent), expected);
	chain.send(&relayer(), meta::relay(failing)).refused(Fault::Stale);
}

#[test]
fn the_length_that_a_relayer_states_cannot_be_too_short() {
	let (mut chain, key, patient) = world();
	let transaction = chain.look(|| meta::sign(&key, grant(patient)));
	let call = pallet_meta_tx::Call::<Runtime>::dispatch {
		meta_tx: Box::new(transaction),
		meta_tx_encoded_len: 8,
	};
	chain.send(&relayer(), call).refused(Fault::InvalidLength);
}

fn attempts(chain: &mut Chain, patient: PatientId) -> usize {
	chain.look(|| AuditLog::entries(TrailId::Patient(patient), 0, 100).len())
}

#[test]
fn a_relayed_request_for_access_cannot_be_undone() {
	let (mut chain, key, patient) = world();
	let asker = person("Eve");
	let request = || calls::read(patient, 0, practising(CLINIC));
	let before = attempts(&mut chain, patient);
	let relayed = chain.look(|| meta::relay(meta::sign(&asker, request())));
	let failing = calls::revoke(PatientId([9; 32]), 0);
	let both = vec![relayed.clone(), failing.clone()];
	let nested = Utility::batch { calls: vec![relayed.clone()] }.into();
	let hidden = [
		Utility::batch_all { calls: both.clone() },
		Utility::batch_all { calls: vec![nested, failing.clone()] },
		Utility::if_else { main: Box::new(relayed.clone()), fallback: Box::new(failing.clone()) },
		Utility::batch { calls: vec![Utility::batch_all { calls: both.clone() }.into()] },
	];
	for call in hidden {
		chain.send(&relayer(), call).refused(frame_system::Error::<Runtime>::CallFiltered);
	}
	// Nor does it help to put the atomic batch inside.
	let inside = Utility::batch_all { calls: vec![request(), failing] };
	let sent = relay(&mut chain, &key, inside).ok();
	let filtered = sp_runtime::DispatchError::from(frame_system::Error::<Runtime>::CallFiltered);
	assert_eq!(meta::outcome(&sent), Err(filtered.stripped()));
	assert_eq!(attempts(&mut chain, patient), before, "nobody has asked for anything yet");
	// Below a batch that keeps what was done, it stays.
	chain.send(&relayer(), Utility::batch { calls: both }).ok();
	assert_eq!(attempts(&mut chain, patient), before + 1);
}

#[test]
fn a_relayed_denied_request_is_in_the_trail() {
	let (mut chain, _, patient) = world();
	let before = attempts(&mut chain, patient);
	let request = calls::read(patient, 0, practising(CLINIC));
	let sent = relay(&mut chain, &person("Eve"), request).ok();
	assert_eq!(answer(&sent), None);
	assert_eq!(attempts(&mut chain, patient), before + 1);
}

#[test]
fn a_meta_transaction_s_signature_is_no_ordinary_one() {
	let (mut chain, key, patient) = world();
	let refused = chain.block(|| {
		let (era, nonce) = (meta::era(64), next_nonce(&key));
		let extension = meta::extension(nonce, era);
		let implicit = meta::implicit(&extension);
		let signature = meta::signature(&key, &grant(patient), &extension, &implicit);
		let ordinary = salus_runtime::UncheckedExtrinsic::new_signed(
			grant(patient),
			account(&key).into(),
			signature,
			extensions(nonce, era),
		);
		submit(ordinary).result
	});
	assert_eq!(refused, Err(refusal(InvalidTransaction::BadProof)));
}

#[test]
fn an_ordinary_signature_is_none_for_a_meta_transaction() {
	let (mut chain, key, patient) = world();
	let transaction = chain.look(|| {
		let (era, nonce) = (meta::era(64), next_nonce(&key));
		let payload = salus_runtime::SignedPayload::new(grant(patient), extensions(nonce, era))
			.expect("the era has begun");
		let signature = MultiSignature::Sr25519(payload.using_encoded(|bytes| key.sign(bytes)));
		meta::assemble(grant(patient), account(&key), signature, meta::extension(nonce, era))
	});
	chain.send(&relayer(), meta::relay(transaction)).refused(Fault::BadProof);
}
