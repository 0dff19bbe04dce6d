//! No signed transaction is ever good twice, whatever comes and goes; and whatever comes and goes, it stays
//! good until its signer sends something else.

use frame_support::traits::Hooks;
use frame_system_rpc_runtime_api::runtime_decl_for_account_nonce_api::AccountNonceApi;
use pallet_admission::{Carries, Retired, Used};
use pallet_consent::Scope;
use salus_primitives::{Action, PatientId, Period, Power, Powers};
use salus_runtime::{
	AccountId, Admission, Balances, Block, Nonce, Runtime, RuntimeCall, System, UncheckedExtrinsic,
	EXISTENTIAL_DEPOSIT, VERSION,
};
use salus_runtime_tests::{calls, *};
use sp_core::sr25519::Pair;
use sp_runtime::transaction_validity::InvalidTransaction;

const STALE: InvalidTransaction = InvalidTransaction::Stale;

type Identity = pallet_patient_identity::Call<Runtime>;

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
		let call = Identity::appoint_representative {
			patient: self.patient,
			account: account(who),
			powers: Powers::of(&[Power::Consent]),
			period: Period { from: 0, until: None },
		};
		self.chain.send(&self.controller, call).ok();
	}

	fn dismiss(&mut self, who: &Pair) {
		let call = Identity::end_representative { patient: self.patient, account: account(who) };
		self.chain.send(&self.controller, call).ok();
		assert!(!self.chain.look(|| exists(who)), "its last role is gone, and so is the account");
	}

	/// Offers control to `who`, which gives it an account.
	fn offer(&mut self, who: &Pair) {
		let call = Identity::offer_control { patient: self.patient, to: account(who) };
		self.chain.send(&self.controller, call).ok();
		assert!(self.chain.look(|| exists(who)));
	}

	/// Takes the offer to `who` back, and with it the account.
	fn withdraw_offer(&mut self, who: &Pair) {
		self.chain.send(&self.controller, Identity::withdraw_offer { patient: self.patient }).ok();
		assert!(!self.chain.look(|| exists(who)));
	}

	fn grant(&self) -> RuntimeCall {
		calls::grant(self.patient, HOSPITAL, Action::Access, Scope::All)
	}

	/// Lets another account come, send so many transactions and go.
	fn come_and_go(&mut self, sends: u32) {
		let representative = person("a representative");
		self.appoint(&representative);
		let call = self.grant();
		for _ in 0..sends {
			self.chain.send(&representative, call.clone()).ok();
		}
		self.dismiss(&representative);
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

/// The number of the block, with which some chains begin, would be below those that such an account has used.
#[test]
fn all_transactions_of_a_block_stay_used_when_their_sender_comes_back() {
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
fn who_comes_back_goes_on_with_the_next_nonce() {
	let mut world = world();
	let representative = person("a representative");
	for round in 0..3 {
		world.appoint(&representative);
		assert_eq!(world.chain.look(|| nonce_by_api(&representative)), 2 * round);
		let call = world.grant();
		world.chain.block(|| {
			for nonce in 2 * round..2 * round + 2 {
				send_as(&representative, call.clone(), nonce).ok();
			}
		});
		world.dismiss(&representative);
		assert_eq!(world.chain.look(|| nonce_by_api(&representative)), 2 * round + 2);
	}
}

#[test]
fn an_account_that_has_sent_nothing_starts_at_zero_whatever_others_did() {
	let mut world = world();
	world.come_and_go(3);
	let (newcomer, appointed) = (person("a newcomer"), person("an appointed one"));
	world.appoint(&appointed);
	let call = world.grant();
	world.chain.block(|| {
		assert_eq!((nonce_by_api(&newcomer), nonce_by_api(&appointed)), (0, 0));
		let late = send_as(&newcomer, calls::register(1), 1);
		assert_eq!(late.result, Err(refusal(InvalidTransaction::Future)));
		send_as(&newcomer, calls::register(1), 0).ok();
		send_as(&appointed, call, 0).ok();
		assert_eq!((nonce_by_api(&newcomer), nonce_by_api(&appointed)), (1, 1));
	});
}

#[test]
fn a_signed_registration_stays_good_while_others_offer_control_and_take_it_back() {
	let mut world = world();
	let newcomer = person("a newcomer");
	let signed = world.chain.look(|| sign(&newcomer, calls::register(1), 0));
	for _ in 0..3 {
		world.come_and_go(1);
		world.offer(&newcomer);
		world.withdraw_offer(&newcomer);
	}
	world.come_and_go(1);
	world.offer(&newcomer);
	world.chain.block(|| {
		submit(signed.clone()).ok();
		assert_eq!(submit(signed).result, Err(refusal(STALE)));
	});
	assert_eq!(world.chain.look(|| nonce_by_api(&newcomer)), 1);
}

#[test]
fn a_signed_registration_stays_good_while_others_come_and_go() {
	let mut world = world();
	let newcomer = person("a newcomer");
	let signed = world.chain.look(|| sign(&newcomer, calls::register(1), 0));
	world.come_and_go(2);
	world.chain.block(|| {
		submit(signed.clone()).ok();
		assert_eq!(submit(signed).result, Err(refusal(STALE)));
	});
}

#[test]
fn a_signed_registration_stays_good_while_coins_come_and_go() {
	let mut world = world();
	let newcomer = person("a newcomer");
	let signed = world.chain.look(|| sign(&newcomer, calls::register(1), 0));
	for _ in 0..2 {
		world.come_and_go(1);
		fund(&mut world.chain, &newcomer);
		let value = world.chain.look(|| Balances::free_balance(account(&newcomer)));
		let (source, dest) = (account(&newcomer).into(), account(&person("Dave")).into());
		world.chain.sudo(pallet_balances::Call::<Runtime>::force_transfer { source, dest, value });
		assert!(!world.chain.look(|| exists(&newcomer)));
	}
	world.come_and_go(1);
	fund(&mut world.chain, &newcomer);
	world.chain.block(|| submit(signed).ok());
}

/// A guardian, a representative or whoever is offered control may sign before it has an account.
#[test]
fn any_first_transaction_that_is_signed_before_its_role_is_there_stays_good() {
	let mut world = world();
	let representative = person("somebody at a desk without a network");
	let call = world.grant();
	let signed = world.chain.look(|| sign(&representative, call, 0));
	world.come_and_go(2);
	world.appoint(&representative);
	world.dismiss(&representative);
	world.come_and_go(2);
	world.appoint(&representative);
	world.chain.block(|| submit(signed).ok());
}

#[test]
fn nothing_is_kept_of_an_account_that_only_others_used() {
	let mut world = world();
	let somebody = person("somebody");
	world.come_and_go(1);
	world.appoint(&somebody);
	world.dismiss(&somebody);
	world.offer(&somebody);
	world.withdraw_offer(&somebody);
	world.chain.look(|| {
		assert!(!Retired::<Runtime>::contains_key(VERSION.transaction_version, account(&somebody)));
		assert_eq!(Retired::<Runtime>::iter().count(), 1, "of the one that did send something");
	});
}

#[test]
fn who_was_removed_registers_with_no_nonce_that_it_has_used() {
	let mut world = world();
	let heir = person("an heir");
	let (patient, controller) = (world.patient, world.controller.clone());
	world.offer(&heir);
	world.chain.send(&heir, Identity::accept_control { patient }).ok();
	world.controller = heir;
	assert!(!world.chain.look(|| exists(&controller)), "nothing refers to it any more");
	world.come_and_go(3);
	world.chain.block(|| {
		for used in [0, 1] {
			let again = send_as(&controller, calls::register(1), used);
			assert_eq!(again.result, Err(refusal(STALE)));
		}
		let late = send_as(&controller, calls::register(1), 3);
		assert_eq!(late.result, Err(refusal(InvalidTransaction::Future)));
		send_as(&controller, calls::register(1), 2).ok();
	});
}

fn register_with_a_bad_key() -> Identity {
	Identity::register { salt: sp_core::H256::zero(), encryption_key: calls::patient_key(0) }
}

/// The system drops an account without a reference when its balance is written, as root can by a transfer of
/// no coins at all.
#[test]
fn nobody_makes_a_failed_registration_good_again() {
	let mut world = world();
	let newcomer = person("a newcomer");
	let failed = world.chain.look(|| sign(&newcomer, register_with_a_bad_key().into(), 0));
	let fault = pallet_patient_identity::Error::<Runtime>::InvalidEncryptionKey;
	world.chain.block(|| submit(failed.clone()).refused(fault));
	let (source, dest) = (account(&newcomer), account(&newcomer));
	let pay =
		pallet_balances::Call::<Runtime>::transfer_allow_death { dest: dest.into(), value: 0 };
	world.chain.send(&person("Ferdie"), pay).ok();
	assert_eq!(world.chain.block(|| submit(failed.clone()).result), Err(refusal(STALE)));
	let (source, dest) = (source.into(), account(&person("Dave")).into());
	world.chain.sudo(pallet_balances::Call::<Runtime>::force_transfer { source, dest, value: 0 });
	world.chain.block(|| {
		assert_eq!(submit(failed).result, Err(refusal(STALE)));
		send_as(&newcomer, calls::register(1), 1).ok();
	});
}

#[test]
fn a_failed_registration_leaves_no_account_behind() {
	let mut world = world();
	let newcomer = person("a newcomer");
	world.chain.block(|| {
		for nonce in 0..3 {
			let sent = send_as(&newcomer, register_with_a_bad_key(), nonce);
			sent.refused(pallet_patient_identity::Error::<Runtime>::InvalidEncryptionKey);
			assert!(!exists(&newcomer));
			assert_eq!(nonce_by_api(&newcomer), nonce + 1);
		}
	});
	let relayed =
		world.chain.look(|| meta::relay(meta::sign(&newcomer, register_with_a_bad_key())));
	world.chain.send(&person("Ferdie"), relayed).ok();
	world.chain.look(|| {
		assert!(!exists(&newcomer));
		assert_eq!(nonce_by_api(&newcomer), 4);
	});
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

/// After the last number of all an account would begin anew at 0.
#[test]
fn the_last_nonce_of_all_is_never_good() {
	let mut world = world();
	let controller = world.controller.clone();
	world.chain.look(|| {
		frame_system::Account::<Runtime>::mutate(account(&controller), |row| row.nonce = u32::MAX);
	});
	let call = world.grant();
	world.chain.block(|| {
		for nonce in [u32::MAX, 0] {
			let sent = send_as(&controller, call.clone(), nonce);
			assert_eq!(sent.result, Err(refusal(STALE)));
		}
	});
	assert_eq!(world.chain.look(|| nonce_by_api(&controller)), u32::MAX);
}

#[test]
fn the_pool_keeps_the_transactions_of_one_sender_in_their_order() {
	let mut world = world();
	let representative = person("a representative");
	world.appoint(&representative);
	let call = world.grant();
	world.chain.send(&representative, call.clone()).ok();
	world.dismiss(&representative);
	world.appoint(&representative);
	let tag = |nonce: Nonce| codec::Encode::encode(&(account(&representative), nonce));
	let mut tags = |nonce| {
		let valid = world.chain.validate_as(&representative, call.clone(), nonce).expect("valid");
		(valid.requires, valid.provides)
	};
	assert_eq!(tags(1), (vec![], vec![tag(1)]));
	assert_eq!(tags(3), (vec![tag(2)], vec![tag(3)]));
}

fn fault(of: Result<(), sp_runtime::TryRuntimeError>) -> &'static str {
	match of {
		Err(sp_runtime::TryRuntimeError::Other(fault)) => fault,
		other => panic!("{other:?}"),
	}
}

#[test]
fn what_is_wrong_with_kept_nonces_is_told() {
	let mut world = world();
	let controller = account(&world.controller);
	let check = || <Admission as Hooks<u32>>::try_state(0);
	world.chain.look(|| {
		assert_eq!(check(), Ok(()));
		Retired::<Runtime>::insert(VERSION.transaction_version, account(&person("a newcomer")), 0);
		assert_eq!(fault(check()), "a nonce is kept of an account that sent nothing");
		Retired::<Runtime>::insert(VERSION.transaction_version, account(&person("a newcomer")), 5);
		assert_eq!(check(), Ok(()));
		Retired::<Runtime>::insert(VERSION.transaction_version, &controller, 1);
		assert_eq!(System::account_nonce(&controller), 1);
		assert_eq!(fault(check()), "an account has come back with a nonce that it has used");
		frame_system::Account::<Runtime>::mutate(&controller, |row| row.nonce = 2);
		assert_eq!(check(), Ok(()));
		let nobody = account(&person("nobody"));
		frame_system::Account::<Runtime>::mutate(nobody, |row| row.nonce = 2);
		assert_eq!(fault(check()), "a nonce lies where the system may drop it");
	});
}

#[test]
fn what_is_counted_beyond_its_block_is_told() {
	let mut world = world();
	let check = || <Admission as Hooks<u32>>::try_state(0);
	world.chain.look(|| {
		assert_eq!(check(), Ok(()));
		Used::<Runtime>::put(Carries::default());
		assert_eq!(fault(check()), "what a block carries is counted beyond the block");
		Used::<Runtime>::kill();
		assert_eq!(check(), Ok(()));
	});
}
