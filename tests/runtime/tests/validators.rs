//! Who validates: the consortium's word reaches Aura and GRANDPA, and who says two things at once is found out.

use codec::Decode;
use frame_support::{
	assert_ok,
	traits::{Get, KeyOwnerProofSystem},
};
use pallet_validator_set::Event;
use salus_runtime::{
	opaque::SessionKeys, AccountId, BlockNumber, Executive, Grandpa, Historical, Runtime,
	RuntimeCall, RuntimeEvent, Session, System, UncheckedExtrinsic, ValidatorSet,
};
use salus_runtime_tests::{account, person, Chain};
use sp_consensus_grandpa::{
	AuthorityId as GrandpaId, ConsensusLog, EquivocationProof, GRANDPA_ENGINE_ID, KEY_TYPE,
};
use sp_core::{ed25519, Pair};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DigestItem,
};

fn length() -> u32 {
	<Runtime as pallet_validator_set::Config>::SessionLength::get()
}

/// Goes on to the block in which the next session begins.
fn next_session(chain: &mut Chain) {
	let before = chain.look(Session::current_index);
	while chain.look(Session::current_index) == before {
		chain.block_unchecked(|| ());
	}
	chain.check();
}

/// The keys that `name` would publish.
fn keys_of(aura: Sr25519Keyring, grandpa: Ed25519Keyring) -> SessionKeys {
	SessionKeys { aura: aura.public().into(), grandpa: grandpa.public().into() }
}

/// Lets Bob have published keys.
fn publish_keys_of_bob(chain: &mut Chain) -> AccountId {
	let bob = account(&person("Bob"));
	chain.look(|| {
		let keys = keys_of(Sr25519Keyring::Bob, Ed25519Keyring::Bob);
		pallet_session::NextKeys::<Runtime>::insert(&bob, keys);
	});
	bob
}

#[test]
fn the_first_validator_is_that_of_the_preset() {
	let mut chain = Chain::development();
	chain.pass_a_block();
	let alice = account(&person("Alice"));
	assert_eq!(chain.look(Session::validators), [alice]);
	assert_eq!(chain.look(|| pallet_aura::Authorities::<Runtime>::get().len()), 1);
	assert_eq!(chain.look(Grandpa::grandpa_authorities).len(), 1);
}

#[test]
fn whom_the_consortium_adds_makes_and_finalises_blocks_after_two_sessions() {
	let mut chain = Chain::development();
	let validator = publish_keys_of_bob(&mut chain);
	let add = pallet_validator_set::Call::<Runtime>::add_validator { validator, until: None };
	chain.sudo(add);
	next_session(&mut chain);
	assert_eq!(chain.look(|| pallet_aura::Authorities::<Runtime>::get().len()), 1);
	next_session(&mut chain);
	let bob: sp_consensus_aura::sr25519::AuthorityId = Sr25519Keyring::Bob.public().into();
	assert!(chain.look(|| pallet_aura::Authorities::<Runtime>::get().contains(&bob)));
	assert_eq!(chain.look(Grandpa::grandpa_authorities).len(), 2);
	// Both have their turns, so nobody misses the session.
	next_session(&mut chain);
	let told = chain.look(System::events);
	assert!(!told.iter().any(|record| matches!(
		record.event,
		RuntimeEvent::ValidatorSet(Event::SessionMissed { .. })
	)));
	assert!(chain.look(ValidatorSet::members).iter().all(|(_, row)| row.missed == 0));
}

/// After GRANDPA was told that finality had stalled, a block told of no voters at all, which no node takes in: the chain ended there.
#[test]
fn where_all_take_their_keys_away_those_who_voted_go_on() {
	let mut chain = Chain::development();
	chain.pass_a_block();
	let alice = account(&person("Alice"));
	chain.send(&person("Alice"), pallet_session::Call::purge_keys {}).ok();
	let goes_on = |chain: &mut Chain| {
		next_session(chain);
		let told = chain.look(|| {
			let logs = System::digest().logs;
			let told: Vec<_> = logs.iter().filter_map(DigestItem::as_consensus).collect();
			told.iter().map(|(engine, log)| (*engine, log.to_vec())).collect::<Vec<_>>()
		});
		for log in told.iter().filter(|(engine, _)| *engine == GRANDPA_ENGINE_ID) {
			match ConsensusLog::<BlockNumber>::decode(&mut &log.1[..]).expect("it is a log") {
				ConsensusLog::ScheduledChange(change) | ConsensusLog::ForcedChange(_, change) => {
					assert!(!change.next_authorities.is_empty(), "no voters are left");
				},
				_ => {},
			}
		}
		assert_eq!(chain.look(|| pallet_aura::Authorities::<Runtime>::get().len()), 1);
		assert_eq!(chain.look(Grandpa::grandpa_authorities).len(), 1);
	};
	(0..2).for_each(|_| goes_on(&mut chain));
	assert!(chain.look(Session::validators).is_empty());
	let stalled = pallet_grandpa::Call::note_stalled { delay: 5, best_finalized_block_number: 1 };
	chain.sudo(stalled);
	(0..2).for_each(|_| goes_on(&mut chain));
	let keys = keys_of(Sr25519Keyring::Alice, Ed25519Keyring::Alice);
	chain.look(|| pallet_session::NextKeys::<Runtime>::insert(&alice, keys));
	(0..3).for_each(|_| goes_on(&mut chain));
	assert_eq!(chain.look(Session::validators), [alice]);
}

#[test]
fn a_session_ends_every_five_minutes_and_leaves_room_for_transactions_in_its_block() {
	let mut chain = Chain::development();
	for height in 1..chain.look(length) {
		chain.block_unchecked(|| ());
		assert_eq!(chain.look(Session::current_index), 0, "at block {height}");
	}
	let weight = chain.block_unchecked(|| System::block_weight().total()).1;
	assert_eq!(chain.look(Session::current_index), 1);
	let block = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
	assert!(weight.ref_time() < block.ref_time() / 10, "it takes {weight:?} of {block:?}");
}

#[test]
fn the_consortium_shortens_sessions_and_not_below_ten_blocks() {
	use salus_runtime::configs::{
		dynamic_params::consortium::{Parameters, SessionLength},
		RuntimeParameters,
	};
	let mut chain = Chain::development();
	let key_value =
		RuntimeParameters::Consortium(Parameters::SessionLength(SessionLength, Some(1)));
	chain.sudo(pallet_parameters::Call::<Runtime>::set_parameter { key_value });
	next_session(&mut chain);
	let first = chain.look(System::block_number);
	next_session(&mut chain);
	assert_eq!((first % 10, chain.look(System::block_number) - first), (0, 10));
}

fn two_votes(pair: &ed25519::Pair, set_id: u64) -> EquivocationProof<sp_core::H256, u32> {
	two_votes_of(pair.public(), pair, set_id)
}

/// Two votes of `identity` in one round of GRANDPA, signed by `pair`.
fn two_votes_of(
	identity: ed25519::Public,
	pair: &ed25519::Pair,
	set_id: u64,
) -> EquivocationProof<sp_core::H256, u32> {
	let vote = |byte| {
		let prevote = finality_grandpa::Prevote {
			target_hash: sp_core::H256::repeat_byte(byte),
			target_number: 1,
		};
		let message = finality_grandpa::Message::Prevote(prevote.clone());
		let payload = sp_consensus_grandpa::localized_payload(7, set_id, &message);
		(prevote, pair.sign(&payload).into())
	};
	let equivocation = finality_grandpa::Equivocation {
		round_number: 7,
		identity: identity.into(),
		first: vote(1),
		second: vote(2),
	};
	EquivocationProof::new(set_id, sp_consensus_grandpa::Equivocation::Prevote(equivocation))
}

#[test]
fn two_votes_in_one_round_are_proved_told_and_counted() {
	let mut chain = Chain::development();
	next_session(&mut chain);
	let set_id = chain.look(pallet_grandpa::CurrentSetId::<Runtime>::get);
	let alice = Ed25519Keyring::Alice.pair();
	let of_key = chain
		.look(|| Historical::prove((KEY_TYPE, GrandpaId::from(alice.public()))))
		.expect("Alice validates");
	let report = |proof| -> RuntimeCall {
		pallet_grandpa::Call::<Runtime>::report_equivocation_unsigned {
			equivocation_proof: Box::new(proof),
			key_owner_proof: of_key.clone(),
		}
		.into()
	};
	let send = |chain: &mut Chain, call| {
		let transaction = UncheckedExtrinsic::new_bare(call);
		chain.block(|| (Executive::apply_extrinsic(transaction), System::events()))
	};
	let (outcome, told) = send(&mut chain, report(two_votes(&alice, set_id)));
	assert_ok!(outcome.expect("it is valid"));
	assert!(told.iter().any(|record| matches!(
		&record.event,
		RuntimeEvent::ValidatorSet(Event::OffenceReported { validator, .. })
			if *validator == account(&person("Alice"))
	)));
	assert_eq!(chain.look(ValidatorSet::members)[0].1.offences, 1);
	// The same again is not good.
	let (outcome, _) = send(&mut chain, report(two_votes(&alice, set_id)));
	assert_eq!(outcome, Err(TransactionValidityError::Invalid(InvalidTransaction::Stale)));
	assert_eq!(chain.look(ValidatorSet::members)[0].1.offences, 1);
	// In another session it counts again, but not what somebody else has signed in Alice's name.
	next_session(&mut chain);
	let forged = two_votes_of(alice.public(), &Ed25519Keyring::Bob.pair(), set_id);
	let (outcome, _) = send(&mut chain, report(forged));
	assert!(matches!(outcome, Ok(Err(_))), "{outcome:?}");
	assert_eq!(chain.look(ValidatorSet::members)[0].1.offences, 1);
}

#[test]
fn whose_a_key_was_can_be_proved_for_a_week_and_no_longer() {
	let mut chain = Chain::development();
	chain.look(|| {
		for _ in 0..2_030 {
			Session::rotate_session();
		}
		let kept =
			pallet_session::historical::StoredRange::<Runtime>::get().expect("there are some");
		assert_eq!(kept.1 - kept.0, 7 * 24 * 12 + 1);
	});
}
