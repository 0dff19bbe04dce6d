//! Noting that a custodian released what a ticket stands for.

use crate::{
	asking::are_distinct,
	ticket::{self, Shown},
	Config, Error, Event, Pallet, Ticket, WeightInfo,
};
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo, PostDispatchInfo},
	ensure,
	traits::Time,
	weights::Weight,
};
use salus_primitives::{
	AccessPolicy, Actor, AuditedEvent, OrganizationId, ProviderDirectory, Recipient, Role, Targets,
	TicketSecret, TrailId,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_redeem(
		who: T::AccountId,
		shown: Shown<T::AccountId>,
		secret: TicketSecret,
		targets: Targets,
	) -> DispatchResultWithPostInfo {
		let mut decided = 0;
		let redeemed = Self::redeem(who, shown, secret, targets, &mut decided);
		let post_info = PostDispatchInfo {
			actual_weight: Some(Self::weight_of_redemption(decided)),
			..Default::default()
		};
		match redeemed {
			Ok(()) => Ok(post_info),
			Err(error) => Err(DispatchErrorWithPostInfo { post_info, error }),
		}
	}

	/// Redeems, and counts in `decided` about how many targets the policy was asked.
	fn redeem(
		who: T::AccountId,
		shown: Shown<T::AccountId>,
		secret: TicketSecret,
		targets: Targets,
		decided: &mut u32,
	) -> DispatchResult {
		ensure!(Self::is_custodian(&who, shown.custodian), Error::<T>::NotAuthorized);
		let now = T::Time::now();
		let (issued, ticket) =
			ticket::examine::<T>(&shown, &targets, now, decided).map_err(Error::<T>::from)?;
		ensure!(secret.claim() == ticket.claim, Error::<T>::WrongSecret);
		ensure!(are_distinct(&targets), Error::<T>::TargetsNotDistinct);
		ensure!(covers(&ticket, &targets), Error::<T>::NotCovered);

		let Shown { patient, sequence: ticket_place, custodian, .. } = shown;
		let asked = issued.attempt.answers.permitted().count();
		let released = released(&ticket, targets, asked);
		let recipient = match issued.team() {
			Some(_) => Recipient::Actor(ticket.reader),
			None => Recipient::Requester,
		};
		issued.mark_redeemed(now);
		let sequence = Self::enter_listed(
			TrailId::Patient(patient),
			Actor::Practitioner { organization: custodian, account: who },
			AuditedEvent::RecordsReleased { ticket: ticket_place, recipient, targets: released },
		);
		Self::deposit_event(Event::RecordsReleased {
			patient,
			ticket: ticket_place,
			custodian,
			sequence,
		});
		Ok(())
	}

	/// What it costs to redeem a ticket for so many targets, each of which is decided anew.
	pub(crate) fn weight_of_redemption(targets: u32) -> Weight {
		Self::with_questions(T::WeightInfo::redeem_ticket())
			.saturating_add(T::Policy::weight_of_each(targets))
	}

	/// Whether `who` practises for `custodian` now in the role of a custodian, by that account: a
	/// service that releases ciphertext holds a key of its own.
	pub(crate) fn is_custodian(who: &T::AccountId, custodian: OrganizationId) -> bool {
		let actor = Actor::Practitioner { organization: custodian, account: who.clone() };
		T::Providers::standing(&actor, T::Time::now())
			.is_ok_and(|standing| standing.roles.contains(Role::Custodian))
	}
}

/// Whether `ticket` lets every one of `targets` be released.
fn covers<AccountId>(ticket: &Ticket<AccountId>, targets: &Targets) -> bool {
	targets.iter().all(|target| ticket.targets.iter().any(|permitted| permitted.target == *target))
}

/// Which targets the entry names: none if all are released of which the ticket's entry tells. Where the ticket has come to
/// permit less, they are named.
fn released<AccountId>(ticket: &Ticket<AccountId>, targets: Targets, asked: usize) -> Targets {
	if targets.is_empty() && ticket.targets.len() < asked {
		Targets::truncate_from(ticket.targets.iter().map(|permitted| permitted.target).collect())
	} else {
		targets
	}
}
