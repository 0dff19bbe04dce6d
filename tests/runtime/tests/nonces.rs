//! No signed transaction is ever good twice, whatever comes and goes.

use frame_system_rpc_runtime_api::runtime_decl_for_account_nonce_api::AccountNonceApi;
use pallet_consent::Scope;
use salus_primitives::{Action, PatientId, Period, Power, Powers};
use salus_runtime::{
	nonces::Floor, AccountId, Balances, Block, Nonce, Nonces, Runtime, RuntimeCall, System,
	UncheckedExtrinsic, EXISTENTIAL_DEPOSIT,
};
use salus_runtime_tests::{calls, *};
use sp_core::sr25519::Pair;
use sp_runtime::transaction_validity::InvalidTransaction;

const STALE: InvalidTransaction = InvalidTransaction::Stale;

struct World {
	chain: Chain,
	patient: PatientId,
	controller: Pair,
}

/// A patient, in whose name others may give and end consent while they are appointed.
fn world() -> World {
	let mut chain = Chain::development();
	let controller = person("a patient");
	let patient = registered(&chain.send(&controller, calls::register(1)).ok());
	World { chain, patient, controller }
}

impl World {
	fn appoint(&mut self, who: &Pair) {
		let call = pallet_patient_identity::Call::<Runtime>::appoint_representative {
			patient: self.patient,
			account: account(who),
			powers: Powers::of(&[Power::Consent]),
			period: Period { from: 0, until: None },
		};
		self.chain.send(&self.controller, call).ok();
	}

	fn dismiss(&mut self, who: &Pair) {
		let call = pallet_patient_identity::Call::<Runtime>::end_representative {
			patient: self.patient,
			account: account(who),
		};
		self.chain.send(&self.controller, call).ok();
		assert!(!self.chain.look(|| exists(who)), "its last role is gone, and so is the account");
	}

	fn grant(&self) -> RuntimeCall {
		calls::grant(self.patient, HOSPITAL, Action::Access, Scope::All)
	}

	/// Lets an account come, send something and go.
	fn raise_floor(&mut self) {
		let representative = person("a representative");
		self.appoint(&representative);
		let call = self.grant();
		self.chain.send(&representative, call).ok();
		self.dismiss(&representative);
	}

	fn floor(&mut self) -> Nonce {
		self.chain.look(Floor::<Runtime>::get)
	}
}

fn exists(who: &Pair) -> bool {
	frame_system::Account::<Runtime>::contains_key(account(who))
}

/// What a wallet asks before it signs.
fn nonce_by_api(who: &Pair) -> Nonce {
	<Runtime as AccountNonceApi<Block, AccountId, Nonce>>::account_nonce(account(who))
}

#[test]
fn a_transaction_from_before_the_last_role_ended_stays_used() {
	let mut world = world();
	let representative = person("a representative");
	world.appoint(&representative);
	let call = world.grant();
	let old = world.chain.look(|| sign(&representative, call, 0));
	world.chain.block(|| submit(old.clone()).ok());
	world.dismiss(&representative);
	world.appoint(&representative);
	let again = world.chain.block(|| submit(old).result);
	assert_eq!(again, Err(refusal(STALE)));
	let call = world.grant();
	world.chain.send(&representative, call).ok();
}

#[test]
fn the_number_of_the_block_would_be_no_floor() {
	let mut world = world();
	let representative = person("a representative");
	world.appoint(&representative);
	let call = world.grant();
	let old: Vec<UncheckedExtrinsic> = world
		.chain
		.look(|| (0..16).map(|nonce| sign(&representative, call.clone(), nonce)).collect());
	world.chain.block(|| {
		for transaction in &old {
			submit(transaction.clone()).ok();
		}
	});
	world.dismiss(&representative);
	world.appoint(&representative);
	let block = world.chain.look(System::block_number);
	assert!(block < 16, "from block {block} on, nonces up to 15 would be good again");
	world.chain.block(|| {
		for transaction in old {
			assert_eq!(submit(transaction).result, Err(refusal(STALE)));
		}
	});
	world.chain.look(|| assert_eq!(next_nonce(&representative), 16));
}

#[test]
fn the_floor_rises_to_the_highest_nonce_that_went_and_never_falls() {
	let mut world = world();
	let (busy, idle) = (person("a busy one"), person("an idle one"));
	world.appoint(&busy);
	world.appoint(&idle);
	let call = world.grant();
	world.chain.block(|| {
		for _ in 0..5 {
			send(&busy, call.clone()).ok();
		}
	});
	assert_eq!(world.floor(), 0, "nobody has gone yet");
	world.dismiss(&busy);
	assert_eq!(world.floor(), 5);
	world.dismiss(&idle);
	assert_eq!(world.floor(), 5, "whoever did less does not lower it");
	world.appoint(&idle);
	world.dismiss(&idle);
	assert_eq!(world.floor(), 5);
	world.appoint(&idle);
	world.chain.send(&idle, call).ok();
	world.dismiss(&idle);
	assert_eq!(world.floor(), 6);
}

#[test]
fn an_account_that_was_never_seen_starts_at_the_floor() {
	let mut world = world();
	world.raise_floor();
	let newcomer = person("a newcomer");
	assert_eq!(world.chain.look(|| nonce_by_api(&newcomer)), 1);
	assert_eq!(world.chain.look(|| nonce_by_api(&world.controller)), 3, "others keep theirs");
	world.chain.block(|| {
		let late = send_as(&newcomer, calls::register(1), 2);
		assert_eq!(late.result, Err(refusal(InvalidTransaction::Future)));
		send_as(&newcomer, calls::register(1), 1).ok();
	});
	assert_eq!(world.chain.look(|| nonce_by_api(&newcomer)), 2);
}

#[test]
fn a_rising_floor_turns_no_newcomer_away() {
	let mut world = world();
	let newcomer = person("a newcomer");
	let signed = world.chain.look(|| sign(&newcomer, calls::register(1), 0));
	world.raise_floor();
	world.chain.block(|| {
		submit(signed.clone()).ok();
		assert_eq!(submit(signed).result, Err(refusal(STALE)));
	});
	assert_eq!(world.chain.look(|| nonce_by_api(&newcomer)), 1);
}

#[test]
fn who_was_removed_registers_with_no_nonce_that_it_has_used() {
	let mut world = world();
	let heir = person("an heir");
	let (patient, controller) = (world.patient, world.controller.clone());
	let offer =
		pallet_patient_identity::Call::<Runtime>::offer_control { patient, to: account(&heir) };
	world.chain.send(&controller, offer).ok();
	let accept = pallet_patient_identity::Call::<Runtime>::accept_control { patient };
	world.chain.send(&heir, accept).ok();
	world.controller = heir;
	for _ in 0..3 {
		world.raise_floor();
	}
	assert_eq!(world.floor(), 5, "above the two that the controller has used");
	world.chain.look(|| {
		assert!(!exists(&controller), "nothing refers to it any more");
		assert_eq!(Nonces::of_newcomer(&account(&controller)), 2..=5);
	});
	world.chain.block(|| {
		for used in [0, 1] {
			let again = send_as(&controller, calls::register(1), used);
			assert_eq!(again.result, Err(refusal(STALE)));
		}
		send_as(&controller, calls::register(1), 2).ok();
	});
}

#[test]
fn a_role_that_somebody_gives_starts_at_the_floor_as_well() {
	let mut world = world();
	let (first, second) = (person("the first"), person("the second"));
	world.appoint(&first);
	let call = world.grant();
	world.chain.send(&first, call.clone()).ok();
	world.dismiss(&first);
	world.appoint(&second);
	assert_eq!(world.chain.look(|| nonce_by_api(&second)), 1);
	world.chain.send(&second, call).ok();
}

#[test]
fn an_account_that_lives_by_its_coins_is_no_exception() {
	let mut chain = Chain::development();
	let (alice, holder) = (person("Alice"), person("a holder"));
	let fund = || {
		let value = 1_000 * EXISTENTIAL_DEPOSIT;
		pallet_balances::Call::<Runtime>::transfer_allow_death {
			dest: account(&holder).into(),
			value,
		}
	};
	let empty = || {
		let dest = account(&person("Dave")).into();
		pallet_balances::Call::<Runtime>::transfer_all { dest, keep_alive: false }
	};
	chain.send(&alice, fund()).ok();
	let old = chain.look(|| sign(&holder, empty().into(), 0));
	chain.block(|| submit(old.clone()).ok());
	assert!(!chain.look(|| exists(&holder)));
	chain.send(&alice, fund()).ok();
	assert_eq!(chain.block(|| submit(old).result), Err(refusal(STALE)));
	assert!(chain.look(|| Balances::free_balance(account(&holder))) > 0);
}

#[test]
fn a_relayed_transaction_from_before_the_last_role_ended_stays_used() {
	let mut world = world();
	let representative = person("a representative");
	world.appoint(&representative);
	let call = world.grant();
	let old = world.chain.look(|| meta::relay(meta::sign(&representative, call)));
	world.chain.send(&person("Ferdie"), old.clone()).ok();
	world.dismiss(&representative);
	world.appoint(&representative);
	world.chain.send(&person("Ferdie"), old).refused(pallet_meta_tx::Error::<Runtime>::Stale);
}
