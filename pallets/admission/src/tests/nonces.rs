//! No signed transaction is ever good twice, and none is lost by what others do.

use crate::{mock::*, Retired};
use frame_support::weights::Weight;
use sp_runtime::{traits::TransactionExtension, transaction_validity::InvalidTransaction};
use Ground::*;

const STALE: InvalidTransaction = InvalidTransaction::Stale;

/// What was sent, on any ground, whether it succeeded or not.
#[test]
fn what_was_sent_is_never_good_again() {
	chain(|| {
		for ground in
			[Governs, Emergency(1), Protects, Care(1), Patient, OtherProtects, Other, Paid]
		{
			for succeeds in [true, false] {
				block(|| {
					let sent = transaction(1, ground, PERCENT / 10);
					let sent = if succeeds { sent } else { sent.failing() };
					assert_eq!(sent.apply().expect("it gets in").is_ok(), succeeds);
					assert_eq!(sent.apply(), Err(STALE.into()));
					assert_eq!(sent.validate(), Err(STALE.into()));
				});
			}
		}
	});
}

#[test]
fn only_the_next_one_gets_in() {
	chain(|| {
		block(|| {
			for ground in [Governs, Care(1), Patient, Paid] {
				let later = transaction(1, ground, PERCENT / 10).ahead(1);
				assert_eq!(later.apply(), Err(InvalidTransaction::Future.into()));
			}
			let valid =
				transaction(1, Care(1), PERCENT / 10).ahead(2).validate().expect("it waits");
			let before =
				transaction(1, Care(1), PERCENT / 10).ahead(1).validate().expect("it waits");
			assert_eq!(valid.requires, before.provides);
			assert!(transaction(1, Care(1), PERCENT / 10).priority() > 0);
		});
	});
}

/// What did not get in has used nothing: neither its nonce nor its budget nor its lane.
#[test]
fn what_does_not_get_in_leaves_nothing_behind() {
	chain(|| {
		block(|| {
			transaction(1_000, Care(1), 75 * PERCENT).ok();
			let root = || sp_io::storage::root(sp_runtime::StateVersion::V1);
			let (care, protecting) =
				(transaction(1_001, Care(2), PERCENT), transaction(1_001, Protects, PERCENT));
			let before = root();
			assert_eq!(care.apply(), Err(EXHAUSTS));
			protecting.validate().expect("it is valid");
			assert_eq!(root(), before);
		});
	});
}

#[test]
fn the_last_number_is_never_good() {
	chain(|| {
		begin();
		frame_system::Account::<Test>::mutate(1_000, |account| account.nonce = u32::MAX - 1);
		let last = Transaction { nonce: u32::MAX, ..transaction(1_000, Other, PERCENT / 10) };
		assert_eq!(last.validate(), Err(STALE.into()));
		transaction(1_000, Other, PERCENT / 10).ok();
		assert_eq!(System::account_nonce(1_000), u32::MAX);
		assert_eq!(last.apply(), Err(STALE.into()));
	});
}

#[test]
fn who_comes_back_goes_on_where_it_was() {
	chain(|| {
		block(|| {
			let sent: Vec<_> = (0..3)
				.map(|_| {
					let transaction = transaction(1_000, Other, PERCENT / 10);
					transaction.ok();
					transaction
				})
				.collect();
			System::dec_providers(&1_000).expect("nothing else refers to it");
			assert!(!frame_system::Account::<Test>::contains_key(1_000));
			System::inc_providers(&1_000);
			for transaction in sent {
				assert_eq!(transaction.apply(), Err(STALE.into()));
			}
			let next = transaction(1_000, Other, PERCENT / 10);
			assert_eq!(next.nonce, 3);
			next.ok();
			assert_eq!(System::account_nonce(1_000), 4);
		});
	});
}

#[test]
fn nonces_of_older_versions_are_swept_and_those_of_this_one_kept() {
	chain(|| {
		for who in 0..200 {
			Retired::<Test>::insert(1, who, 7);
		}
		TransactionVersion::set(2);
		for who in 0..10 {
			Retired::<Test>::insert(2, who, 9);
		}
		assert_eq!(Admission::next_nonce(&20_000), 0);
		assert_eq!(Admission::next_nonce(&5), 9);
		let rows = |version| Retired::<Test>::iter_prefix(version).count();
		block(|| ());
		assert_eq!(rows(1), 200 - 64);
		assert_eq!(Admission::sweep_retired(Weight::zero()), Weight::zero(), "there is no room");
		pass(4);
		assert_eq!((rows(1), rows(2)), (0, 10));
	});
}

/// To a client, it is the two stock extensions, one after the other.
#[test]
fn a_client_sees_the_stock_extensions() {
	use crate::Admit;
	use codec::Encode;
	use pallet_transaction_payment::ChargeTransactionPayment;
	type Payment = ChargeTransactionPayment<Test>;
	type Stock = (frame_system::CheckNonce<Test>, Payment);
	let payment = Payment::from(9);
	let stock: Stock = (frame_system::CheckNonce::from(7), payment.clone());
	assert_eq!(Admit::<Test, Payment>::new(7, payment).encode(), stock.encode());
	let ours = <Admit<Test, Payment> as TransactionExtension<RuntimeCall>>::metadata();
	let stock = <Stock as TransactionExtension<RuntimeCall>>::metadata();
	let told = |metadata: Vec<sp_runtime::traits::TransactionExtensionMetadata>| {
		metadata.into_iter().map(|one| (one.identifier, one.ty, one.implicit)).collect::<Vec<_>>()
	};
	assert_eq!(told(ours), told(stock));
}
