//! What happens when a session is planned and ends, and when somebody is found to have said two things at once.

use crate::{Authors, Config, Event, Members, Membership, Pallet};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::traits::{Get, ValidatorSet};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_session::{historical, SessionManager, ShouldEndSession};
use sp_runtime::traits::Convert;
use sp_staking::{
	offence::{Offence, OffenceError, ReportOffence},
	SessionIndex,
};

/// Sessions that somebody else ends.
pub trait Sessions<AccountId> {
	/// Ends the session and begins the next one.
	fn rotate();

	/// Whether these accounts and no others are queued for the session to come, each with the keys that it has published by now.
	fn are_queued(validators: &[AccountId]) -> bool;
}

impl<T: pallet_session::Config> Sessions<T::ValidatorId> for pallet_session::Pallet<T> {
	fn rotate() {
		Self::rotate_session();
	}

	fn are_queued(validators: &[T::ValidatorId]) -> bool {
		let queued = Self::queued_keys();
		queued.len() == validators.len()
			&& queued.iter().zip(validators).all(|((account, keys), validator)| {
				account == validator && Self::load_keys(validator).as_ref() == Some(keys)
			})
	}
}

/// Lets pallet-session end no session by itself: where it does, it books a whole block for it, and nothing else has room there.
pub struct EndedElsewhere;

impl<BlockNumber> ShouldEndSession<BlockNumber> for EndedElsewhere {
	fn should_end_session(_: BlockNumber) -> bool {
		false
	}
}

/// What there is to say of a validator besides who it is, for pallet-session's historical part: nothing.
pub struct NothingMore;

impl<AccountId> Convert<AccountId, Option<()>> for NothingMore {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
	/// Those who can validate, if they or their keys are others than are queued. Who has run out goes.
	fn new_session(session: SessionIndex) -> Option<Vec<T::AccountId>> {
		let mut members = Members::<T>::get();
		let plan = Self::plan(&members);
		let eligible = plan.validators.len() as u32;
		if eligible < T::MinValidators::get() {
			Self::deposit_event(Event::TooFewEligible { eligible });
		}
		if plan.validators.is_empty() {
			// Nobody, said as such: those of the session before with keys might be one who was removed. `NeverNobody` lets who validates go on.
			return Some(plan.validators);
		}
		if !plan.expired.is_empty() {
			for validator in plan.expired {
				members.remove(&validator);
				Self::deposit_event(Event::ValidatorExpired { validator });
			}
			Members::<T>::put(members);
		}
		if T::Session::are_queued(&plan.validators) {
			return None;
		}
		Self::deposit_event(Event::ValidatorsPlanned { session, validators: eligible });
		Some(plan.validators)
	}

	/// Counts who has missed the session.
	fn end_session(_: SessionIndex) {
		let authors = Authors::<T>::drain().map(|(account, _)| account).collect::<BTreeSet<_>>();
		Members::<T>::mutate(|members| {
			for validator in T::Session::validators() {
				// Who was removed meanwhile validates to the end of the session, and nobody minds any more.
				if let Some(membership) = members.get_mut(&validator) {
					Self::count(membership, authors.contains(&validator), validator);
				}
			}
		});
	}

	fn start_session(_: SessionIndex) {}
}

/// For pallet-session's historical part, which proves whose a key was.
impl<T: Config> historical::SessionManager<T::AccountId, ()> for Pallet<T> {
	fn new_session(session: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
		let validators = <Self as SessionManager<T::AccountId>>::new_session(session)?;
		Some(validators.into_iter().map(|validator| (validator, ())).collect())
	}

	fn start_session(_: SessionIndex) {}

	fn end_session(session: SessionIndex) {
		<Self as SessionManager<T::AccountId>>::end_session(session);
	}
}

impl<T: Config> Pallet<T> {
	/// Counts a session for a validator that has made a block in it, or has not.
	fn count(membership: &mut Membership, has_authored: bool, validator: T::AccountId) {
		if has_authored {
			membership.missed = 0;
			return;
		}
		membership.missed = membership.missed.saturating_add(1);
		let missed = membership.missed;
		Self::deposit_event(Event::SessionMissed { validator: validator.clone(), missed });
		if missed == T::FailingAfter::get() {
			Self::deposit_event(Event::ValidatorFailing { validator });
		}
	}

	/// Whether a report about `validator` would tell nothing new: it is none, or was reported in this session.
	fn is_reported(validator: &T::AccountId) -> bool {
		let session = T::Session::session_index();
		Members::<T>::get().get(validator).is_none_or(|row| row.reported_in == Some(session))
	}
}

/// pallet-authorship tells who has made the block.
impl<T: Config> pallet_authorship::EventHandler<T::AccountId, BlockNumberFor<T>> for Pallet<T> {
	fn note_author(author: T::AccountId) {
		Authors::<T>::insert(author, ());
	}
}

/// GRANDPA tells who has voted twice in a round. Nobody is removed or fined by this alone: the consortium decides.
///
/// Reports are free, and whoever has a validator's key makes as many as it likes about itself: so one counts in each session, and nothing is
/// kept of it but that.
impl<T, Reporter, Identification, O> ReportOffence<Reporter, (T::AccountId, Identification), O>
	for Pallet<T>
where
	T: Config,
	O: Offence<(T::AccountId, Identification)>,
{
	fn report_offence(_: Vec<Reporter>, offence: O) -> Result<(), OffenceError> {
		let offenders = offence.offenders();
		if <Self as ReportOffence<Reporter, _, O>>::is_known_offence(&offenders, &offence.slot()) {
			return Err(OffenceError::DuplicateReport);
		}
		let now = T::Session::session_index();
		let session = offence.session_index();
		Members::<T>::mutate(|members| {
			for (validator, _) in offenders {
				let Some(membership) = members.get_mut(&validator) else { continue };
				membership.offences = membership.offences.saturating_add(1);
				membership.reported_in = Some(now);
				Self::deposit_event(Event::OffenceReported { validator, session });
			}
		});
		Ok(())
	}

	fn is_known_offence(offenders: &[(T::AccountId, Identification)], _: &O::Slot) -> bool {
		offenders.iter().all(|(validator, _)| Self::is_reported(validator))
	}
}
