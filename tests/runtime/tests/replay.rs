//! Random histories of a few accounts, held against a plain memory of what they have sent.
//!
//! Others give them roles, offers and coins and take them away, other accounts come and go, and they send
//! transactions themselves, good ones and bad ones, on their own or through a relayer. After every step:
//!
//! - nothing that was in a block is good again, in whichever life of its account;
//! - the transaction that a wallet would have signed at any moment since the account last sent something is good.

use frame_support::dispatch::GetDispatchInfo;
use pallet_admission::CheckKeptNonce;
use pallet_consent::Scope;
use proptest::{
	collection::vec,
	prelude::any,
	test_runner::{Config, TestRunner},
};
use salus_primitives::{dice::Dice, Action, PatientId, Period, Power, Powers};
use salus_runtime::{
	Admission, Balances, Nonce, Runtime, RuntimeCall, RuntimeOrigin, System, UNIT,
};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};
use sp_runtime::{
	traits::{TransactionExtension, TxBaseImplication},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};
use std::{cell::Cell, collections::BTreeSet};

type Identity = pallet_patient_identity::Call<Runtime>;
type Coins = pallet_balances::Call<Runtime>;

/// How many accounts are watched.
const PEOPLE: usize = 3;

/// How many steps a history has.
const STEPS: usize = 40;

/// How many histories there are.
const CASES: u32 = 12;

struct History {
	chain: Chain,
	patient: PatientId,
	controller: Pair,
	people: Vec<Pair>,
	/// Who has sent a transaction with which nonce.
	used: BTreeSet<(usize, Nonce)>,
	/// What the wallet of each has said after it last sent something.
	promised: [Nonce; PEOPLE],
	/// Who was without an account after having sent something.
	has_gone: [bool; PEOPLE],
	/// How often somebody who had gone sent something again.
	returns: u32,
}

impl History {
	fn new() -> Self {
		let mut chain = Chain::development();
		let controller = person("a patient");
		let patient = registered(&chain.send(&controller, calls::register(1)).ok());
		let people = (0..PEOPLE).map(|number| person(&format!("person {number}"))).collect();
		Self {
			chain,
			patient,
			controller,
			people,
			used: BTreeSet::new(),
			promised: [0; PEOPLE],
			has_gone: [false; PEOPLE],
			returns: 0,
		}
	}

	/// Something happens, as the dice fall.
	fn step(&mut self, dice: &mut Dice) {
		let who = dice.below(PEOPLE as u64) as usize;
		let (patient, account) = (self.patient, account(&self.people[who]));
		match dice.below(20) {
			0..=3 => self.others(Identity::appoint_representative {
				patient,
				account,
				powers: Powers::of(&[Power::Consent]),
				period: Period { from: 0, until: None },
			}),
			4..=6 => self.others(Identity::end_representative { patient, account }),
			7 => self.others(Identity::offer_control { patient, to: account }),
			8 => self.others(Identity::withdraw_offer { patient }),
			9 => {
				let value = if dice.chance(70) { UNIT } else { 0 };
				let call = Coins::transfer_allow_death { dest: account.into(), value };
				self.chain.send(&person("Alice"), call).ok();
			},
			10 => {
				let value = self.chain.look(|| Balances::free_balance(&account));
				let (source, dest) = (account.into(), self::account(&person("Dave")).into());
				let call = Box::new(Coins::force_transfer { source, dest, value }.into());
				self.chain.send(&person("Alice"), pallet_sudo::Call::<Runtime>::sudo { call });
			},
			11 => self.come_and_go(1 + dice.below(4) as u32),
			12 | 13 => {
				let key = calls::patient_key(if dice.chance(50) { 7 } else { 0 });
				let salt = H256::repeat_byte(dice.below(256) as u8);
				let call = Identity::register { salt, encryption_key: key };
				self.send(who, call.into(), dice);
			},
			14..=16 => self.send(who, grant(patient), dice),
			17 => {
				let call = Identity::end_representative { patient, account };
				self.send(who, call.into(), dice);
			},
			18 => {
				let dest = self::account(&person("Dave")).into();
				self.send(who, Coins::transfer_all { dest, keep_alive: false }.into(), dice);
			},
			_ => self.relay(who),
		}
	}

	/// The patient's controller does something that may be refused.
	fn others(&mut self, call: Identity) {
		self.chain.send(&self.controller, call);
	}

	/// Another account comes, sends so many transactions and goes.
	fn come_and_go(&mut self, sends: u32) {
		let passer_by = person("a passer-by");
		let (patient, account) = (self.patient, account(&passer_by));
		let (powers, period) = (Powers::of(&[Power::Consent]), Period { from: 0, until: None });
		let appoint =
			Identity::appoint_representative { patient, account: account.clone(), powers, period };
		self.others(appoint);
		self.chain.block(|| {
			for _ in 0..sends {
				send(&passer_by, grant(patient));
			}
		});
		self.others(Identity::end_representative { patient, account });
	}

	/// One of the people sends `call`, mostly with its next nonce.
	fn send(&mut self, who: usize, call: RuntimeCall, dice: &mut Dice) {
		let key = self.people[who].clone();
		let next = self.chain.look(|| next_nonce(&key));
		let nonce = if dice.chance(80) { next } else { dice.below(u64::from(next) + 2) as Nonce };
		let sent = self.chain.block(|| send_as(&key, call, nonce));
		if sent.result.is_ok() {
			assert_eq!(nonce, self.promised[who]);
			self.note_sent(who, nonce);
		}
	}

	/// Somebody else sends what one of the people has signed.
	fn relay(&mut self, who: usize) {
		let (key, call) = (self.people[who].clone(), grant(self.patient));
		let nonce = self.chain.look(|| next_nonce(&key));
		let relayed = self.chain.look(|| meta::relay(meta::sign(&key, call)));
		let sent = self.chain.send(&person("Ferdie"), relayed);
		if matches!(sent.result, Ok(Ok(()))) {
			self.note_sent(who, nonce);
		}
	}

	fn note_sent(&mut self, who: usize, nonce: Nonce) {
		assert!(self.used.insert((who, nonce)), "{who} has sent {nonce} twice");
		self.promised[who] = self.wallet(who);
		self.returns += u32::from(self.has_gone[who]);
		self.has_gone[who] = false;
	}

	/// What a wallet would sign with now.
	fn wallet(&mut self, who: usize) -> Nonce {
		let account = account(&self.people[who]);
		self.chain.look(|| Admission::next_nonce(&account))
	}

	/// What is said of a transaction of `who` with this nonce before it gets into a block.
	fn answer(
		&mut self,
		who: usize,
		call: &RuntimeCall,
		nonce: Nonce,
	) -> Result<(), TransactionValidityError> {
		let origin = RuntimeOrigin::signed(account(&self.people[who]));
		let (info, source) = (call.get_dispatch_info(), TransactionSource::External);
		let implication = TxBaseImplication(());
		self.chain.look(|| {
			CheckKeptNonce::<Runtime>::from(nonce)
				.validate(origin, call, &info, 0, (), &implication, source)
				.map(|_| ())
		})
	}

	fn check(&mut self) {
		for (who, nonce) in self.used.clone() {
			let stale = Err(InvalidTransaction::Stale.into());
			assert_eq!(self.answer(who, &calls::register(1), nonce), stale, "{who}, {nonce}");
			let remark = frame_system::Call::<Runtime>::remark { remark: vec![] }.into();
			// Who is gone sends nothing but a registration.
			let is_known = self.chain.look(|| {
				let account = account(&self.people[who]);
				System::providers(&account) > 0 || System::sufficients(&account) > 0
			});
			let reason =
				if is_known { InvalidTransaction::Stale } else { InvalidTransaction::Payment };
			assert_eq!(self.answer(who, &remark, nonce), Err(reason.into()), "{who}, {nonce}");
		}
		for who in 0..PEOPLE {
			let nonce = self.promised[who];
			assert_eq!(self.wallet(who), nonce, "only {who} moves its own nonce");
			assert_eq!(self.answer(who, &calls::register(1), nonce), Ok(()), "{who}, {nonce}");
			let account = account(&self.people[who]);
			let has_sent = self.used.range((who, 0)..=(who, Nonce::MAX)).next().is_some();
			let is_gone =
				!self.chain.look(|| frame_system::Account::<Runtime>::contains_key(account));
			self.has_gone[who] |= has_sent && is_gone;
		}
	}

	/// Sends again, signed and all, what was sent once, and then what everybody has signed and not sent.
	fn send_everything_again(&mut self) {
		let Self { chain, people, used, promised, .. } = self;
		chain.block(|| {
			for (who, nonce) in used.iter() {
				let again = send_as(&people[*who], calls::register(1), *nonce);
				assert_eq!(again.result, Err(refusal(InvalidTransaction::Stale)));
			}
			for (who, nonce) in people.iter().zip(promised) {
				let kept = send_as(who, calls::register(1), *nonce);
				assert!(kept.result.is_ok(), "{:?}", kept.result);
			}
		});
	}
}

/// What a representative may do.
fn grant(patient: PatientId) -> RuntimeCall {
	calls::grant(patient, HOSPITAL, Action::Access, Scope::All)
}

#[test]
fn nothing_sent_is_good_again_and_nothing_signed_goes_stale() {
	let returns = Cell::new(0);
	let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
	let outcome = TestRunner::new(config).run(&vec(any::<u64>(), STEPS), |rolls| {
		let mut history = History::new();
		for roll in rolls {
			history.step(&mut Dice::new(roll));
			history.check();
		}
		history.send_everything_again();
		returns.set(returns.get() + history.returns);
		Ok(())
	});
	outcome.unwrap_or_else(|error| panic!("{error}"));
	println!("{} times somebody came back and sent something", returns.get());
	assert!(returns.get() > 0, "somebody came back and sent something");
}
