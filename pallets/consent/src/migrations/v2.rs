//! From version 1 to version 2: heads learn of refusals and referrals, files of referrals and emergency
//! sessions, and an envelope lies with its grant instead of with the grant's place.
//!
//! It goes row by row, as much in a block as there is weight for. What every patient had agreed to or ended
//! is carried over, except:
//!
//! - A patient had up to 128 live grants and may have 96 now. What has lapsed is ended first; of the
//!   others, the newest 96 stay, and the rest end when they are carried over: to permit too little is the
//!   safe side, and the patient can grant again.
//! - What version 1 had forgotten stays forgotten: [`ForgottenBefore`] becomes the latest of the moments
//!   since which some patient's grants are known.
//! - To which of the grantee's keys an envelope was sealed was not written down. It is taken for the
//!   first one (epoch 0), so that whoever has replaced its key since sees it as stale, and who hasn't
//!   does not.

use super::v1;
use crate::{
	types::{Annex, EndedGrant, EndsPage, Envelope, File, Grant, Head, LiveGrant},
	Annexes, Config, Files, ForgottenBefore, Heads, Pallet, WeightInfo, MAX_ENDS_PER_PAGE,
	MAX_LIVE_GRANTS, MAX_TRACKED_GRANTS,
};
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	traits::{GetStorageVersion, StorageVersion, Time},
	weights::{Weight, WeightMeter},
	BoundedVec,
};
use salus_primitives::{GrantId, Moment, OrganizationId, PatientId};

/// How far the migration has come.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen)]
pub enum Cursor {
	/// All heads up to that of this patient are done.
	#[codec(index = 0)]
	Heads(Option<PatientId>),
	/// All heads are done, and all files up to this one.
	#[codec(index = 1)]
	Files(Option<(PatientId, OrganizationId)>),
	/// All files are done, and all envelopes that are gone from their old place.
	#[codec(index = 2)]
	Envelopes,
}

impl Cursor {
	fn required<T: Config>(&self) -> Weight {
		match self {
			Cursor::Heads(_) => T::WeightInfo::migrate_head(),
			Cursor::Files(_) => T::WeightInfo::migrate_file(),
			Cursor::Envelopes => T::WeightInfo::migrate_envelope(),
		}
	}
}

/// The migration, for `pallet_migrations::Config::Migrations`. A chain whose storage is not of version 1,
/// such as one that started with version 2, is left as it is.
pub struct MigrateToV2<T>(PhantomData<T>);

impl<T: Config> MigrateToV2<T> {
	/// Carries the row over that comes next; `None` when all is done.
	fn migrate_next(cursor: Cursor) -> Option<Cursor> {
		match cursor {
			Cursor::Heads(last) => Some(match Self::migrate_head(last) {
				Some(patient) => Cursor::Heads(Some(patient)),
				None => Cursor::Files(None),
			}),
			Cursor::Files(last) => Some(match Self::migrate_file(last) {
				Some(file) => Cursor::Files(Some(file)),
				None => Cursor::Envelopes,
			}),
			Cursor::Envelopes => Self::migrate_envelope().then_some(Cursor::Envelopes),
		}
	}

	/// Carries the head over that follows the one of `last`, and returns whose it is.
	pub(crate) fn migrate_head(last: Option<PatientId>) -> Option<PatientId> {
		let mut heads = match last {
			Some(last) => v1::Heads::<T>::iter_from(v1::Heads::<T>::hashed_key_for(last)),
			None => v1::Heads::<T>::iter(),
		};
		let (patient, old) = heads.next()?;
		ForgottenBefore::<T>::mutate(|forgotten| *forgotten = old.complete_since.max(*forgotten));
		let (head, pages) = new_head::<T::AccountId>(old, T::Time::now());
		for (grant, page) in pages {
			Annexes::<T>::mutate(patient, grant, |annex| annex.ends = Some(page));
		}
		Heads::<T>::insert(patient, head);
		Some(patient)
	}

	/// Carries the file over that follows `last`, and returns which it is.
	pub(crate) fn migrate_file(
		last: Option<(PatientId, OrganizationId)>,
	) -> Option<(PatientId, OrganizationId)> {
		let mut files = match last {
			Some((patient, organization)) => {
				let key = v1::Files::<T>::hashed_key_for(patient, organization);
				v1::Files::<T>::iter_from(key)
			},
			None => v1::Files::<T>::iter(),
		};
		let (patient, organization, old) = files.next()?;
		let own = old.own.into_iter().map(|grant| Grant {
			id: grant.id,
			granted_at: grant.granted_at,
			terms: grant.terms,
			excludes_confidential: false,
			ancestors: BoundedVec::new(),
			provision: grant.provision,
		});
		// As many as there could be before.
		let own = BoundedVec::truncate_from(own.collect());
		Files::<T>::insert(patient, organization, File { own, ..File::default() });
		Some((patient, organization))
	}

	/// Moves an envelope to its grant; `false` if there is none left.
	pub(crate) fn migrate_envelope() -> bool {
		let Some(((patient, ..), old)) = v1::Envelopes::<T>::drain().next() else { return false };
		let envelope = Envelope {
			key_epoch: old.key_epoch,
			grantee_key_epoch: 0,
			sealed: BoundedVec::truncate_from(old.sealed),
		};
		Annexes::<T>::mutate(patient, old.grant, |annex: &mut Annex<T::AccountId>| {
			annex.envelope = Some(envelope);
		});
		true
	}
}

/// A head of version 1 as one of version 2, and the ends for which it has no room, each page with the
/// grant in whose annex it lies.
fn new_head<AccountId>(old: v1::Head, now: Moment) -> (Head<AccountId>, Vec<(GrantId, EndsPage)>) {
	let spare = old
		.live
		.iter()
		.filter(|live| !has_lapsed(live, now))
		.count()
		.saturating_sub(MAX_LIVE_GRANTS as usize);
	let mut ended: Vec<EndedGrant> = old.ended.iter().map(end_of).collect();
	let mut live = Vec::new();
	let mut ended_now = 0usize;
	for grant in old.live {
		if has_lapsed(&grant, now) {
			ended.push(EndedGrant { id: grant.id, at: grant.until.unwrap_or(now) });
		} else if ended_now < spare {
			// In the order of their numbers: the oldest come first.
			ended_now = ended_now.saturating_add(1);
			ended.push(EndedGrant { id: grant.id, at: now });
		} else {
			let v1::LiveGrant { id, organization, until } = grant;
			live.push(LiveGrant { id, organization, until, parent: None });
		}
	}
	let mut head = Head {
		next: old.next,
		live: BoundedVec::truncate_from(live),
		complete_since: old.complete_since,
		..Head::default()
	};
	let room = (MAX_TRACKED_GRANTS as usize).saturating_sub(head.live.len());
	// A page of older ends lies in the annex of an older grant.
	let mut holders: Vec<GrantId> = ended.iter().map(|end| end.id).collect();
	holders.sort_unstable();
	let mut holders = holders.into_iter();
	let mut pages = Vec::new();
	while ended.len() > room {
		let rest = ended.split_off((MAX_ENDS_PER_PAGE as usize).min(ended.len()));
		let ends = BoundedVec::truncate_from(core::mem::replace(&mut ended, rest));
		let Some(holder) = holders.next() else { break };
		for end in &ends {
			head.complete_since = head.complete_since.max(end.at);
		}
		pages.push((holder, EndsPage { ends, previous: head.older_ends.replace(holder) }));
	}
	head.ended = BoundedVec::truncate_from(ended);
	(head, pages)
}

fn has_lapsed(grant: &v1::LiveGrant, now: Moment) -> bool {
	grant.until.is_some_and(|until| until <= now)
}

fn end_of(old: &v1::EndedGrant) -> EndedGrant {
	EndedGrant { id: old.id, at: old.at }
}

impl<T: Config> SteppedMigration for MigrateToV2<T> {
	type Cursor = Cursor;
	type Identifier = MigrationId<13>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *b"salus/consent", version_from: 1, version_to: 2 }
	}

	fn step(
		cursor: Option<Self::Cursor>,
		meter: &mut WeightMeter,
	) -> Result<Option<Self::Cursor>, SteppedMigrationError> {
		if Pallet::<T>::on_chain_storage_version() != StorageVersion::new(1) {
			return Ok(None);
		}
		let mut cursor = cursor.unwrap_or(Cursor::Heads(None));
		let mut has_moved = false;
		loop {
			let required = cursor.required::<T>();
			if meter.try_consume(required).is_err() {
				break if has_moved {
					Ok(Some(cursor))
				} else {
					Err(SteppedMigrationError::InsufficientWeight { required })
				};
			}
			match Self::migrate_next(cursor) {
				Some(next) => cursor = next,
				None => {
					StorageVersion::new(2).put::<Pallet<T>>();
					break Ok(None);
				},
			}
			has_moved = true;
		}
	}

	#[cfg(feature = "try-runtime")]
	fn pre_upgrade() -> Result<Vec<u8>, sp_runtime::TryRuntimeError> {
		let is_old = Pallet::<T>::on_chain_storage_version() == StorageVersion::new(1);
		let before = is_old.then(|| Counts {
			heads: count(v1::Heads::<T>::iter_keys()),
			files: count(v1::Files::<T>::iter_keys()),
			envelopes: count(v1::Envelopes::<T>::iter_keys()),
		});
		Ok(before.encode())
	}

	#[cfg(feature = "try-runtime")]
	fn post_upgrade(state: Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
		use frame_support::ensure;

		let before = <Option<Counts>>::decode(&mut state.as_slice())
			.map_err(|_| "what was written before the upgrade must be readable")?;
		let Some(before) = before else { return Ok(()) };
		let after = Counts {
			heads: count(Heads::<T>::iter()),
			files: count(Files::<T>::iter()),
			envelopes: count(Annexes::<T>::iter_values().filter(|annex| annex.envelope.is_some())),
		};
		ensure!(before == after, "no head, file or envelope may be lost");
		ensure!(v1::Envelopes::<T>::iter_keys().next().is_none(), "no envelope may stay behind");
		Pallet::<T>::do_try_state()
	}
}

/// How many of each there are.
#[cfg(feature = "try-runtime")]
#[derive(PartialEq, Eq, Encode, Decode)]
struct Counts {
	heads: u64,
	files: u64,
	envelopes: u64,
}

#[cfg(feature = "try-runtime")]
fn count<I: Iterator>(items: I) -> u64 {
	items.fold(0, |count, _| count.saturating_add(1))
}

/// Chains as version 1 left them.
#[cfg(any(test, feature = "runtime-benchmarks"))]
pub(crate) mod old {
	use super::*;
	use crate::types::Provision;

	/// Stores a head with these live and ended grants.
	pub(crate) fn store_head<T: Config>(
		patient: PatientId,
		live: Vec<(GrantId, OrganizationId, Option<Moment>)>,
		ended: Vec<(GrantId, Moment)>,
		complete_since: Moment,
	) {
		let ids = live.iter().map(|(id, ..)| *id).chain(ended.iter().map(|(id, _)| *id));
		let next = ids.max().map_or(0, |last| last.saturating_add(1));
		let live = live
			.into_iter()
			.map(|(id, organization, until)| v1::LiveGrant { id, organization, until })
			.collect();
		let ended = ended.into_iter().map(|(id, at)| v1::EndedGrant { id, at }).collect();
		v1::Heads::<T>::insert(patient, v1::Head { next, live, ended, complete_since });
	}

	/// Stores a file with these grants, given at the moment 0.
	pub(crate) fn store_file<T: Config>(
		patient: PatientId,
		organization: OrganizationId,
		grants: Vec<(GrantId, Provision<T::AccountId>)>,
	) {
		let own = grants
			.into_iter()
			.map(|(id, provision)| v1::Grant {
				id,
				granted_at: 0,
				terms: Some(salus_primitives::Commitment::repeat_byte(3)),
				provision,
			})
			.collect();
		v1::Files::<T>::insert(patient, organization, v1::File { own });
	}

	/// Stores the envelope of the grant in this place of a file.
	pub(crate) fn store_envelope<T: Config>(
		patient: PatientId,
		organization: OrganizationId,
		slot: u8,
		grant: GrantId,
		sealed: Vec<u8>,
	) {
		let envelope = v1::Envelope { grant, key_epoch: 1, sealed };
		v1::Envelopes::<T>::insert((patient, organization, slot), envelope);
	}

	/// How many envelopes are in their old place.
	#[cfg(test)]
	pub(crate) fn envelopes<T: Config>() -> usize {
		v1::Envelopes::<T>::iter_keys().count()
	}

	pub(crate) use v1::{MAX_ENDED_GRANTS, MAX_LIVE_GRANTS};
}
