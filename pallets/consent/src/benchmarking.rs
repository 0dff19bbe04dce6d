//! Worst cases: every table at its bound.

use super::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_support::{traits::Time, BoundedVec};
use frame_system::RawOrigin;
use salus_primitives::{
	AccessRequest, Action, Actions, Actor, ClassSet, GrantId, Moment, Months, OrganizationId,
	PatientDirectory, PatientId, Period, ProviderDirectory, Purpose, Purposes, RecordClass,
	RecordDirectory, Target, MIN_PERIOD,
};

const CLASS: RecordClass = RecordClass(1);

/// A grant of as many classes as fit, the last of which is [`CLASS`].
fn widest_provision<T: Config>(grantee: T::AccountId, now: Moment) -> Provision<T::AccountId> {
	let mut classes = vec![RecordClass(u16::MAX); salus_primitives::codes::MAX_CLASSES as usize];
	if let Some(last) = classes.last_mut() {
		*last = CLASS;
	}
	Provision {
		grantee: Grantee::Practitioner(grantee),
		scope: Scope::Classes(ClassSet::truncate_from(classes)),
		content: Some(Months { from: 0, until: u16::MAX }),
		actions: Actions::ALL,
		purposes: Purposes::ALL,
		period: Period { from: 0, until: Some(now.saturating_add(MIN_PERIOD)) },
	}
}

/// A patient who has given `organization` as many grants as a file holds, of which only the last
/// covers a treatment, and so many elsewhere that the list of live grants is full but for `free`.
fn fill<T: Config>(
	patient: PatientId,
	organization: OrganizationId,
	grantee: &T::AccountId,
	free: u32,
) -> GrantId {
	let now = T::Time::now();
	let live = MAX_LIVE_GRANTS.saturating_sub(free);
	let in_file = MAX_GRANTS_PER_FILE.min(live);
	let head = Head {
		next: live,
		live: BoundedVec::truncate_from(
			(0..live)
				.map(|id| LiveGrant {
					id,
					organization: organization
						.saturating_add(id.checked_div(in_file).unwrap_or_default()),
					until: Some(now.saturating_add(MIN_PERIOD)),
				})
				.collect(),
		),
		ended: BoundedVec::truncate_from(
			(0..MAX_ENDED_GRANTS).map(|at| EndedGrant { id: u32::MAX - at, at: 0 }).collect(),
		),
		complete_since: 0,
	};
	let own = (0..in_file)
		.map(|id| {
			let mut provision = widest_provision::<T>(grantee.clone(), now);
			if id.saturating_add(1) < in_file {
				provision.purposes = Purposes::of(&[Purpose::Payment]);
			}
			Grant { id, granted_at: 0, terms: Some(Default::default()), provision }
		})
		.collect();
	Files::<T>::insert(patient, organization, File { own: BoundedVec::truncate_from(own) });
	Heads::<T>::insert(patient, head);
	in_file.saturating_sub(1)
}

fn request<T: Config>(
	patient: PatientId,
	organization: OrganizationId,
	account: T::AccountId,
	target: Target,
) -> AccessRequest<T::AccountId> {
	AccessRequest {
		patient,
		actor: Actor::Practitioner { organization, account },
		action: Action::Access,
		purpose: Purpose::Treatment,
		target,
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// The file is full: an ended grant, and with it its envelope, gives up its place.
	#[benchmark]
	fn grant() -> Result<(), BenchmarkError> {
		let controller: T::AccountId = whitelisted_caller();
		let grantee: T::AccountId = account("grantee", 0, 0);
		let patient = T::Patients::register_for_benchmark(&controller);
		let organization = T::Providers::admit_for_benchmark(&grantee);
		let now = T::Time::now();
		let last = fill::<T>(patient, organization, &grantee, 1);
		Heads::<T>::mutate(patient, |head| head.end(last, now));
		let key_epoch =
			T::Patients::key_epoch(&patient).ok_or(BenchmarkError::Stop("no such patient"))?;
		let sealed = vec![1; MAX_SEALED as usize];
		let envelope =
			Envelope { grant: last, key_epoch, sealed: BoundedVec::truncate_from(sealed.clone()) };
		let slot = MAX_GRANTS_PER_FILE.saturating_sub(1) as u8;
		Envelopes::<T>::insert((patient, organization, slot), envelope);
		let provision = widest_provision::<T>(grantee, now);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(controller),
			patient,
			organization,
			provision,
			Some(Default::default()),
			Some(SealedKeys { key_epoch, sealed }),
		);

		let expected = MAX_LIVE_GRANTS.saturating_sub(1);
		let envelope = Envelopes::<T>::get((patient, organization, slot));
		assert_eq!(envelope.map(|envelope| envelope.grant), Some(expected));
		Ok(())
	}

	/// The last of as many live grants as there can be.
	#[benchmark]
	fn revoke() {
		let controller: T::AccountId = whitelisted_caller();
		let grantee: T::AccountId = account("grantee", 0, 0);
		let patient = T::Patients::register_for_benchmark(&controller);
		let organization = T::Providers::admit_for_benchmark(&grantee);
		fill::<T>(patient, organization, &grantee, 0);
		let last = MAX_LIVE_GRANTS.saturating_sub(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(controller), patient, last);

		assert!(!Heads::<T>::get(patient).is_live(last));
	}

	/// The last grant of a full file covers.
	#[benchmark]
	fn decide_by_class() {
		let controller: T::AccountId = account("controller", 0, 0);
		let grantee: T::AccountId = whitelisted_caller();
		let patient = T::Patients::register_for_benchmark(&controller);
		let organization = T::Providers::admit_for_benchmark(&grantee);
		fill::<T>(patient, organization, &grantee, 0);
		let target = Target::Class { class: CLASS, content: Some(Months { from: 0, until: 1 }) };
		let request = request::<T>(patient, organization, grantee, target);
		let now = T::Time::now();
		let decision;

		#[block]
		{
			decision = decide::decide::<T>(&request, now);
		}

		assert!(decision.is_permitted());
	}

	/// The last grant of a full file covers the anchor's class.
	#[benchmark]
	fn decide_by_anchor() {
		let controller: T::AccountId = account("controller", 0, 0);
		let grantee: T::AccountId = whitelisted_caller();
		let patient = T::Patients::register_for_benchmark(&controller);
		let organization = T::Providers::admit_for_benchmark(&grantee);
		let anchor = T::Records::anchor_for_benchmark(&patient, CLASS);
		fill::<T>(patient, organization, &grantee, 0);
		let request = request::<T>(patient, organization, grantee, Target::Anchor(anchor));
		let now = T::Time::now();
		let decision;

		#[block]
		{
			decision = decide::decide::<T>(&request, now);
		}

		assert!(decision.is_permitted());
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::externalities(crate::mock::START),
		crate::mock::Test
	);
}
