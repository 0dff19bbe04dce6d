//! Deposits that are given back.

use frame_support::{storage::with_storage_layer, traits::Consideration};

/// Gives `payer` back what it paid for `ticket`.
///
/// If that cannot be, the deposit is lost: whether it can depends on the payer's account alone, and a payer
/// must not be able to keep others from what they may do.
pub fn give_back<AccountId, Footprint, Ticket>(payer: &AccountId, ticket: Ticket)
where
	Ticket: Consideration<AccountId, Footprint>,
{
	let spare = ticket.clone();
	// In a layer of its own, so that what fails halfway changes nothing.
	if with_storage_layer(|| ticket.drop(payer)).is_err() {
		spare.burn(payer);
	}
}
