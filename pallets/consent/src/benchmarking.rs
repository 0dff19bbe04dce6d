//! Worst cases: every table at its bound, and whatever has to make room makes it.
//!
//! What an entry in a trail costs, and what follows a misconduct, is added where the call is declared. The
//! signer on the patient's side is the controller: a representative is found in the same row.

use super::*;
use crate::sweep::{Stage, Sweep, MAX_PAGES_PER_STEP};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{ConstU32, EnsureOrigin, EnsureOriginWithArg, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use salus_primitives::{
	codes::MAX_CLASSES, AccessRequest, Action, Actions, Actor, Basis, Capacity, ClassSet,
	Commitment, Decision, EmergencyFlags, EmergencyReason, GrantId, Moment, Months,
	OnPatientClosed, OrganizationId, OrganizationKinds, PatientDirectory, PatientId, Period,
	PractitionerId, ProviderDirectory, Purpose, Purposes, RecordClass, RecordDirectory, Reviewers,
	Roles, SessionId, Target, HOUR, MAX_TARGETS,
};

const CLASS: RecordClass = RecordClass(1);
/// A class that no grant lists.
const OTHER_CLASS: RecordClass = RecordClass(2);
const SOME_MONTHS: Months = Months { from: 600, until: 612 };
const COMMITMENT: Commitment = Commitment::repeat_byte(7);
const OTHER_COMMITMENT: Commitment = Commitment::repeat_byte(8);

/// The first of the live grants. Whatever lies before has ended.
const FIRST: GrantId = 1_000;
/// A grant that has a place in a file, though it ended so long ago that the head has moved its end out.
const LONG_ENDED: GrantId = 10;
/// The first of the grants whose ends the head knows.
const FIRST_ENDED: GrantId = 500;

/// A patient, an organization, and a practitioner in it with every role. Where a directory has none, they are made up, and
/// what only they can do is not measured.
struct World<T: Config> {
	controller: T::AccountId,
	patient: PatientId,
	is_open: bool,
	practitioner: T::AccountId,
	organization: OrganizationId,
	practises: bool,
	now: Moment,
}

/// Nobody's id.
const NOBODY: PatientId = PatientId([0xAA; 32]);

/// When the benchmarks play: after all the past that they make up.
const NOW: Moment = 1_000_000_000;

impl<T: Config + pallet_timestamp::Config<Moment = Moment>> World<T> {
	fn new() -> Self {
		// The clock is set without telling whoever watches it, such as Aura.
		pallet_timestamp::Now::<T>::put(NOW);
		let controller: T::AccountId = whitelisted_caller();
		let practitioner: T::AccountId = account("practitioner", 0, 0);
		let patient = T::Patients::register_for_benchmark(&controller);
		let organization = T::Providers::admit_for_benchmark(&practitioner);
		Self {
			controller,
			patient: patient.unwrap_or(NOBODY),
			is_open: patient.is_some(),
			practitioner,
			organization: organization.unwrap_or_default(),
			practises: organization.is_some(),
			now: NOW,
		}
	}
}

impl<T: Config> World<T> {
	/// Of the patient's side, if the directory has such a patient.
	fn origin(&self) -> Result<RawOrigin<T::AccountId>, BenchmarkError> {
		self.is_open
			.then(|| RawOrigin::Signed(self.controller.clone()))
			.ok_or(BenchmarkError::Weightless)
	}

	/// Of the practitioner, if the directory has one, and such a patient.
	fn practitioner_origin(&self) -> Result<RawOrigin<T::AccountId>, BenchmarkError> {
		(self.is_open && self.practises)
			.then(|| RawOrigin::Signed(self.practitioner.clone()))
			.ok_or(BenchmarkError::Weightless)
	}

	/// As [`Self::origin`], to give something to the organization, if the directory has it.
	fn giving_origin(&self) -> Result<RawOrigin<T::AccountId>, BenchmarkError> {
		self.employer()?;
		self.origin()
	}

	/// The organization, if the directory has it.
	fn employer(&self) -> Result<OrganizationId, BenchmarkError> {
		self.practises.then_some(self.organization).ok_or(BenchmarkError::Weightless)
	}

	/// Another organization that the directory has, in which `account` practises.
	fn another(&self, account: &T::AccountId) -> Result<OrganizationId, BenchmarkError> {
		T::Providers::admit_for_benchmark(account)
			.filter(|other| *other != self.organization)
			.ok_or(BenchmarkError::Weightless)
	}

	fn capacity(&self) -> Capacity {
		Capacity::Practitioner { organization: self.organization }
	}

	fn later(&self) -> Moment {
		self.now.saturating_add(HOUR)
	}

	/// As wide as can be: of as many classes as fit, the last of which is [`CLASS`].
	fn provision_for(&self, grantee: &T::AccountId) -> Provision<T::AccountId> {
		let listed = (1..MAX_CLASSES as u16).map(|less| RecordClass(u16::MAX - less));
		Provision {
			grantee: Grantee::Practitioner(grantee.clone()),
			scope: Scope::Classes(ClassSet::truncate_from(
				listed.chain([CLASS.0].map(RecordClass)).collect(),
			)),
			content: Some(Months { from: 0, until: u16::MAX }),
			actions: Actions::ALL,
			purposes: Purposes::ALL,
			period: Period { from: 0, until: Some(self.later()) },
		}
	}

	fn provision(&self) -> Provision<T::AccountId> {
		self.provision_for(&self.practitioner)
	}

	fn row(&self, id: GrantId, ancestors: u32) -> Grant<T::AccountId> {
		let ancestors = (0..ancestors).map(|number| FIRST.saturating_add(number)).collect();
		Grant {
			id,
			granted_at: 0,
			terms: Some(COMMITMENT),
			excludes_confidential: true,
			ancestors: BoundedVec::truncate_from(ancestors),
			provision: self.provision(),
		}
	}

	/// A file full of grants: the patient's own are the first live ones, those passed on the last.
	fn full_file(&self, live: u32) -> File<T::AccountId> {
		let end = FIRST.saturating_add(live);
		let own = (FIRST..).take(MAX_OWN_GRANTS as usize).map(|id| self.row(id, 0));
		let referred = (end.saturating_sub(MAX_REFERRED_GRANTS)..end).map(|id| self.row(id, 2));
		File {
			own: BoundedVec::truncate_from(own.collect()),
			referred: BoundedVec::truncate_from(referred.collect()),
		}
	}

	/// A head that keeps track of as many grants as it can, `live` of which are live, all of them passed on
	/// from the first one, directly or not; and that knows as many restrictions as there can be, none of
	/// which is about [`CLASS`].
	fn full_head(&self, live: u32) -> Head<T::AccountId> {
		let organization = self.organization;
		let live_grant = |number: u32| LiveGrant {
			id: FIRST.saturating_add(number),
			organization,
			until: Some(self.later()),
			parent: number.checked_sub(1).map(|before| FIRST.saturating_add(before / MAX_CHILDREN)),
		};
		let ended = (FIRST_ENDED..)
			.take(MAX_TRACKED_GRANTS.saturating_sub(live) as usize)
			.map(|id| EndedGrant { id, at: 0 });
		let refusals = (0..MAX_REFUSALS).map(|id| StandingRefusal {
			id,
			since: 0,
			by_controller: true,
			refusal: self.refusal(id),
		});
		let confidential = (0..MAX_CONFIDENTIAL)
			.map(|number| ConfidentialClass { class: self.unlisted(number), since: 0 });
		let exceptions =
			[CLASS].into_iter().chain((1..MAX_CLASSES).map(|number| self.unlisted(number)));
		let all_confidential = AllConfidential {
			exceptions: BoundedVec::truncate_from(exceptions.collect()),
			since: 0,
		};
		Head {
			next: FIRST.saturating_add(live),
			live: BoundedVec::truncate_from((0..live).map(live_grant).collect()),
			ended: BoundedVec::truncate_from(ended.collect()),
			older_ends: Some(LONG_ENDED),
			complete_since: 0,
			next_refusal: MAX_REFUSALS,
			refusals: BoundedVec::truncate_from(refusals.collect()),
			refuse_all: None,
			opt_out: None,
			confidential: BoundedVec::truncate_from(confidential.collect()),
			all_confidential: Some(all_confidential),
			lifted: Lifted::default(),
		}
	}

	/// A class that is none of a grant's, another one for each number.
	fn unlisted(&self, number: u32) -> RecordClass {
		RecordClass(OTHER_CLASS.0.saturating_add(number as u16))
	}

	/// A refusal that is about the practitioner and nothing that is granted.
	fn refusal(&self, number: u32) -> Refusal<T::AccountId> {
		Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(self.practitioner.clone())),
			class: Some(self.unlisted(number)),
			purposes: Some(Purposes::ALL),
			even_in_emergency: false,
		}
	}

	fn store_head(&self, live: u32) {
		Heads::<T>::insert(self.patient, self.full_head(live));
	}

	fn store_file(&self, live: u32) {
		Files::<T>::insert(self.patient, self.organization, self.full_file(live));
	}

	/// As many live grants as there can be, in a head and a file that are full.
	fn fill(&self) {
		self.store_head(MAX_LIVE_GRANTS);
		self.store_file(MAX_LIVE_GRANTS);
	}

	/// As [`Self::fill`]; the first place in the file has an ended grant, of which the head knows nothing, so
	/// that the next grant moves ends out of the head.
	fn fill_for_giving(&self) {
		self.fill();
		Files::<T>::mutate(self.patient, self.organization, |file| {
			if let Some(row) = file.own.iter_mut().next() {
				row.id = LONG_ENDED;
			}
		});
	}

	/// An envelope with keys sealed to `practitioner` of `organization`, if the directories keep keys.
	fn keys_for(
		&self,
		organization: OrganizationId,
		practitioner: &T::AccountId,
	) -> Option<Envelope> {
		let key_epoch = T::Patients::key_epoch(&self.patient)?;
		let practitioner = PractitionerId::Account(practitioner.clone());
		let key = T::Providers::encryption_key(organization, Some(&practitioner))?;
		Some(Envelope { key_epoch, grantee_key_epoch: key.epoch, commitment: COMMITMENT })
	}

	fn keys(&self) -> Option<Envelope> {
		self.keys_for(self.organization, &self.practitioner)
	}

	/// The annex of `grant` with an envelope.
	fn store_envelope(&self, grant: GrantId) {
		Annexes::<T>::mutate(self.patient, grant, |annex| annex.envelope = Some(ENVELOPE));
	}

	/// A ring of the patient's present key, with as many custodians as can be, all of which may keep a share.
	fn ring_of_custodians(&self) -> Result<EmergencyRing, BenchmarkError> {
		let key_epoch = T::Patients::key_epoch(&self.patient).ok_or(BenchmarkError::Weightless)?;
		let mut custodians = (0..MAX_RING_CUSTODIANS)
			.map(|number| {
				let custodian = self.another(&account("custodian", number, 0))?;
				// A share is sealed to its key.
				let key = T::Providers::encryption_key(custodian, None);
				key.map(|_| custodian).ok_or(BenchmarkError::Weightless)
			})
			.collect::<Result<Vec<_>, _>>()?;
		custodians.sort();
		Ok(EmergencyRing {
			custodians: BoundedVec::truncate_from(custodians),
			key_epoch,
			..full_ring()
		})
	}

	fn store_ring(&self, ring: EmergencyRing) {
		EmergencyRings::<T>::insert(
			self.patient,
			StandingRing { ring, since: 0, by_controller: true },
		);
	}

	fn store_request(&self, lapses_at: Moment) {
		let request = ConsentRequest {
			requester: Actor::new(self.practitioner.clone(), self.capacity()),
			provision: self.provision(),
			reason: COMMITMENT,
			asked_at: 0,
			lapses_at,
			is_rejected: false,
			follows_rejection: false,
		};
		Requests::<T>::insert(self.patient, self.organization, request);
	}

	/// Lets the request follow another one as large, which was rejected.
	fn let_request_follow(&self) {
		Requests::<T>::mutate_exists(self.patient, self.organization, |request| {
			for request in request.iter_mut() {
				let rejected = ConsentRequest { is_rejected: true, ..request.clone() };
				Rejections::<T>::insert(self.patient, self.organization, rejected);
				request.follows_rejection = true;
			}
		});
	}

	/// An open session of the practitioner, its latest; and as many that wait for their review as an organization
	/// lists, of which it is the last.
	fn store_session(&self) -> SessionId {
		let id = FIRST;
		self.store_latest(id);
		let session = Session {
			patient: self.patient,
			actor: Actor::new(self.practitioner.clone(), self.capacity()),
			organization: self.organization,
			reason: EmergencyReason::Unresponsive,
			justification: COMMITMENT,
			opened_at: 0,
			until: self.later(),
			flags: EmergencyFlags::ALL,
			review_due: self.later(),
			reviewers: Reviewers::new(),
			reviews: BoundedVec::new(),
			answer: None,
			previous: Some(0),
		};
		Sessions::<T>::insert(id, session);
		let (organization, due) = (self.organization, self.later());
		PendingReviews::<T>::insert(id, PendingReview { organization, due, is_flagged: true });
		NextSession::<T>::put(id.saturating_add(1));
		NextDraw::<T>::put(id.saturating_add(1));
		self.store_break_glass();
		BreakGlasses::<T>::mutate(self.organization, |break_glass| {
			if let Some(last) = break_glass.listed.iter_mut().last() {
				last.session = id;
			}
		});
		id
	}

	/// That session `id` is the practitioner's latest, and open.
	fn store_latest(&self, id: SessionId) {
		let practitioner = PractitionerId::Account(self.practitioner.clone());
		let latest = LatestSession { id, opened_at: 0, until: self.later() };
		LatestSessions::<T>::insert((self.patient, self.organization, practitioner), latest);
	}

	/// A licence without limits, and as many sessions that are over and wait for their review as are listed.
	fn store_break_glass(&self) {
		let waiting = (0..MAX_LISTED_REVIEWS).map(|session| ListedReview {
			session,
			until: self.now,
			due: self.later(),
		});
		let break_glass = BreakGlass {
			terms: Some(NO_LIMITS),
			listed: BoundedVec::truncate_from(waiting.collect()),
			..BreakGlass::default()
		};
		BreakGlasses::<T>::insert(self.organization, break_glass);
	}

	/// Lets the session `id` be over, and be found not to be justified by a reviewer of another organization.
	fn find_unjustified(&self, id: SessionId) -> Result<(), BenchmarkError> {
		let reviewer: T::AccountId = account("first reviewer", 0, 0);
		let organization = self.another(&reviewer)?;
		let review = Review {
			reviewer: Actor::new(reviewer, Capacity::Practitioner { organization }),
			at: 0,
			is_justified: false,
			findings: Some(COMMITMENT),
		};
		Sessions::<T>::mutate_extant(id, |session| {
			session.until = self.now;
			session.reviews = BoundedVec::truncate_from(vec![review]);
		});
		Ok(())
	}

	/// So many policies, none of which is about treatment.
	fn store_policies(&self, policies: u32) {
		let enacted = (0..policies)
			.map(|id| EnactedPolicy { id, enacted_at: 0, policy: self.policy() })
			.collect();
		let enacted = BoundedVec::truncate_from(enacted);
		Policies::<T>::put(PolicyBook { next: policies, enacted, ..PolicyBook::default() });
	}

	fn policy(&self) -> Policy {
		Policy {
			kinds: OrganizationKinds::ALL,
			roles: Roles::ALL,
			scope: self.provision().scope,
			actions: Actions::ALL,
			purposes: Purposes::of(&[Purpose::Payment]),
			period: Period { from: 0, until: Some(self.later()) },
			refusals_bind: false,
			legal_basis: [1; 32],
		}
	}

	/// The last that a decision looks at: full head and file, no grant or policy that covers, and an open
	/// session.
	fn fill_for_decision(&self) -> SessionId {
		self.fill();
		Files::<T>::mutate(self.patient, self.organization, |file| {
			let own = file.own.iter_mut();
			for grant in own.chain(file.referred.iter_mut()) {
				grant.provision.purposes = Purposes::of(&[Purpose::Treatment]);
			}
		});
		self.store_policies(MAX_POLICIES);
		self.store_session()
	}

	fn asks_for(&self, target: Target) -> AccessRequest<T::AccountId> {
		AccessRequest {
			patient: self.patient,
			actor: Actor::new(self.practitioner.clone(), self.capacity()),
			action: Action::Access,
			purpose: Purpose::EmergencyTreatment,
			target,
		}
	}

	fn head(&self) -> Head<T::AccountId> {
		Heads::<T>::get(self.patient)
	}

	fn annex(&self, grant: GrantId) -> Annex<T::AccountId> {
		Annexes::<T>::get(self.patient, grant)
	}
}

const NO_LIMITS: BreakGlassTerms = BreakGlassTerms { max_open: u16::MAX, max_per_day: u16::MAX };

const ENVELOPE: Envelope = Envelope { key_epoch: 0, grantee_key_epoch: 0, commitment: COMMITMENT };

/// A ring with as many custodians as can be.
fn full_ring() -> EmergencyRing {
	EmergencyRing {
		custodians: BoundedVec::truncate_from((0..MAX_RING_CUSTODIANS).collect()),
		threshold: MAX_RING_CUSTODIANS as u8,
		key_epoch: 0,
		commitment: COMMITMENT,
	}
}

/// As many ends as a page holds, the last of them at `latest`.
fn ends(latest: Moment) -> BoundedVec<EndedGrant, ConstU32<MAX_ENDS_PER_PAGE>> {
	let last = MAX_ENDS_PER_PAGE.saturating_sub(1);
	let end = |id| EndedGrant { id, at: if id == last { latest } else { 0 } };
	BoundedVec::truncate_from((0..MAX_ENDS_PER_PAGE).map(end).collect())
}

/// A full page of ends that nobody needs any more.
fn page(previous: Option<GrantId>) -> EndsPage {
	EndsPage { ends: ends(0), previous }
}

fn policy_origin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::PolicyOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	/// The list of live grants is full: the newest of those that were passed on ends. The file is full: an
	/// ended grant gives up its place. The head is full: ends are moved out.
	#[benchmark]
	fn grant() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let keys = world.keys();
		world.fill_for_giving();
		let (new, newest) = (world.head().next, world.head().next.saturating_sub(1));

		#[extrinsic_call]
		_(
			world.giving_origin()?,
			world.patient,
			world.organization,
			world.provision(),
			Some(COMMITMENT),
			keys,
		);

		assert!(world.head().is_live(new) && !world.head().is_live(newest));
		let annex = world.annex(new);
		assert!(annex.envelope == keys && annex.displaced.is_some());
		assert_eq!(annex.ends.map(|page| page.ends.len() as u32), Some(MAX_ENDS_PER_PAGE));
		Ok(())
	}

	/// The grant from which all others were passed on.
	#[benchmark]
	fn revoke() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_head(MAX_LIVE_GRANTS);

		#[extrinsic_call]
		_(world.origin()?, world.patient, FIRST);

		assert!(world.head().live.is_empty());
		assert_eq!(world.head().ended.len() as u32, MAX_TRACKED_GRANTS);
		Ok(())
	}

	/// The grant from which all others were passed on.
	#[benchmark]
	fn amend() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let keys = world.keys();
		world.fill();
		let version = world.head().next;

		#[extrinsic_call]
		_(world.giving_origin()?, world.patient, FIRST, world.provision(), Some(COMMITMENT), keys);

		assert_eq!(world.head().live.iter().map(|live| live.id).collect::<Vec<_>>(), [version]);
		let annex = world.annex(version);
		assert!(annex.envelope == keys && annex.displaced.is_some());
		Ok(())
	}

	/// The grant from which all others were passed on, with keys.
	#[benchmark]
	fn exclude_class() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.fill();
		world.store_envelope(FIRST);
		let version = world.head().next;

		#[extrinsic_call]
		_(world.giving_origin()?, world.patient, FIRST, CLASS);

		assert_eq!(world.head().live.iter().map(|live| live.id).collect::<Vec<_>>(), [version]);
		let annex = world.annex(version);
		assert!(annex.envelope.is_some() && annex.displaced.is_some());
		Ok(())
	}

	/// All live grants there can be are the organization's.
	#[benchmark]
	fn revoke_organization() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_head(MAX_LIVE_GRANTS);

		#[extrinsic_call]
		_(world.origin()?, world.patient, world.organization);

		assert!(world.head().live.is_empty());
		Ok(())
	}

	/// As many live grants as there can be, each the last in a full file of another organization; all of them end.
	#[benchmark]
	fn revoke_since() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let mut head = world.full_head(MAX_LIVE_GRANTS);
		for live in head.live.iter_mut() {
			live.organization = live.id;
			let mut file = world.full_file(MAX_LIVE_GRANTS);
			if let Some(row) = file.referred.iter_mut().last() {
				row.id = live.id;
				row.granted_at = world.now;
			}
			file.own.iter_mut().for_each(|row| row.id = LONG_ENDED);
			Files::<T>::insert(world.patient, live.organization, file);
		}
		Heads::<T>::insert(world.patient, head);

		#[extrinsic_call]
		_(world.origin()?, world.patient, world.now);

		assert!(world.head().live.is_empty());
		assert_eq!(world.head().ended.len() as u32, MAX_TRACKED_GRANTS);
		Ok(())
	}

	/// The grant from which all others were passed on.
	#[benchmark]
	fn renounce() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.fill();

		#[extrinsic_call]
		_(world.practitioner_origin()?, world.patient, world.capacity(), FIRST);

		assert!(world.head().live.is_empty());
		Ok(())
	}

	/// The last grant in a full file, whose annex has everything that an annex can have.
	#[benchmark]
	fn replace_envelope() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let keys = world.keys().ok_or(BenchmarkError::Weightless)?;
		world.fill();
		let last = world.head().next.saturating_sub(1);
		let displaced = DisplacedGrant {
			grant: world.row(LONG_ENDED, MAX_DEPTH),
			ended_at: 0,
			is_end_in_page: true,
		};
		let annex = Annex {
			envelope: None,
			displaced: Some(displaced),
			ends: Some(page(Some(LONG_ENDED))),
		};
		Annexes::<T>::insert(world.patient, last, annex);

		#[extrinsic_call]
		_(world.origin()?, world.patient, last, keys);

		assert!(world.annex(last).envelope.is_some());
		Ok(())
	}

	/// From the last grant in a full file to an organization whose file is full, too.
	#[benchmark]
	fn refer() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let live = MAX_LIVE_GRANTS.saturating_sub(1);
		world.store_head(live);
		world.store_file(live);
		let (new, parent) = (world.head().next, world.head().next.saturating_sub(1));
		let specialist: T::AccountId = account("specialist", 0, 0);
		let other = world.another(&specialist)?;
		let keys = world.keys_for(other, &specialist);
		let mut file = world.full_file(live);
		if let Some(row) = file.referred.iter_mut().next() {
			row.id = LONG_ENDED;
		}
		Files::<T>::insert(world.patient, other, file);

		#[extrinsic_call]
		_(
			world.practitioner_origin()?,
			world.patient,
			world.capacity(),
			parent,
			other,
			world.provision_for(&specialist),
			keys,
		);

		assert_eq!(world.head().live(new).and_then(|live| live.parent), Some(parent));
		let annex = world.annex(new);
		assert!(annex.envelope == keys && annex.displaced.is_some() && annex.ends.is_some());
		Ok(())
	}

	/// In the place of a request that has lapsed.
	#[benchmark]
	fn request_consent() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		// One that was rejected, of somebody else and for less, stands: it is compared with what is asked for.
		world.store_head(MAX_LIVE_GRANTS);
		world.store_request(world.later());
		Requests::<T>::mutate_exists(world.patient, world.organization, |request| {
			for request in request.iter_mut() {
				request.requester = Actor::new(account("another", 0, 0), world.capacity());
				request.provision.period.until = None;
				request.is_rejected = true;
			}
		});

		#[extrinsic_call]
		_(
			world.practitioner_origin()?,
			world.patient,
			world.capacity(),
			world.provision(),
			COMMITMENT,
		);

		let request = Requests::<T>::get(world.patient, world.organization);
		assert!(request.is_some_and(|request| request.is_open(world.now)));
		Ok(())
	}

	/// It follows one that was rejected, which takes its place again.
	#[benchmark]
	fn withdraw_request() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_request(world.later());
		world.let_request_follow();

		#[extrinsic_call]
		_(world.practitioner_origin()?, world.patient, world.capacity());

		let request = Requests::<T>::get(world.patient, world.organization);
		assert!(request.is_some_and(|request| request.is_rejected));
		assert!(!Rejections::<T>::contains_key(world.patient, world.organization));
		Ok(())
	}

	/// As for a grant; what is approved is compared with what was asked for, after something else was rejected.
	#[benchmark]
	fn approve_request() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let keys = world.keys();
		world.fill_for_giving();
		world.store_request(world.later());
		world.let_request_follow();
		let new = world.head().next;

		#[extrinsic_call]
		_(
			world.giving_origin()?,
			world.patient,
			world.organization,
			world.provision(),
			Some(COMMITMENT),
			keys,
		);

		assert!(world.head().is_live(new));
		assert!(!Requests::<T>::contains_key(world.patient, world.organization));
		assert!(world.annex(new).ends.is_some());
		Ok(())
	}

	/// It follows one that was rejected before.
	#[benchmark]
	fn reject_request() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_request(world.later());
		world.let_request_follow();

		#[extrinsic_call]
		_(world.origin()?, world.patient, world.organization);

		let request = Requests::<T>::get(world.patient, world.organization);
		assert!(request.is_some_and(|request| request.is_rejected));
		Ok(())
	}

	/// There are as many refusals as can be, and none that could be joined with the new one, which holds even in an
	/// emergency: of all others the closest two become one.
	#[benchmark]
	fn refuse() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_head(MAX_LIVE_GRANTS);
		let refusal = Refusal { even_in_emergency: true, ..world.refusal(MAX_REFUSALS) };

		#[extrinsic_call]
		_(world.origin()?, world.patient, refusal);

		assert_eq!(world.head().refusals.len() as u32, MAX_REFUSALS);
		assert_eq!(world.head().next_refusal, MAX_REFUSALS.saturating_add(2));
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 1));
		Ok(())
	}

	#[benchmark]
	fn lift_refusal() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_head(MAX_LIVE_GRANTS);

		#[extrinsic_call]
		_(world.origin()?, world.patient, 0);

		assert_eq!(world.head().refusals.len() as u32, MAX_REFUSALS.saturating_sub(1));
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 0));
		Ok(())
	}

	/// It was refused before, but not in emergencies.
	#[benchmark]
	fn refuse_all() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let standing = RefuseAll { since: 0, by_controller: true, even_in_emergency: false };
		let head = Head { refuse_all: Some(standing), ..world.full_head(MAX_LIVE_GRANTS) };
		Heads::<T>::insert(world.patient, head);

		#[extrinsic_call]
		_(world.origin()?, world.patient, true);

		assert!(world.head().refuse_all.is_some_and(|all| all.even_in_emergency));
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 0));
		Ok(())
	}

	#[benchmark]
	fn lift_refuse_all() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let standing = RefuseAll { since: 0, by_controller: true, even_in_emergency: true };
		let head = Head { refuse_all: Some(standing), ..world.full_head(MAX_LIVE_GRANTS) };
		Heads::<T>::insert(world.patient, head);

		#[extrinsic_call]
		_(world.origin()?, world.patient);

		assert_eq!(world.head().refuse_all, None);
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 0));
		Ok(())
	}

	#[benchmark]
	fn opt_out_of_emergencies() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_head(MAX_LIVE_GRANTS);

		#[extrinsic_call]
		_(world.origin()?, world.patient);

		assert!(world.head().opt_out.is_some());
		Ok(())
	}

	#[benchmark]
	fn opt_in_to_emergencies() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let opt_out = Some(OptOut { since: 0 });
		let head = Head { opt_out, ..world.full_head(MAX_LIVE_GRANTS) };
		Heads::<T>::insert(world.patient, head);

		#[extrinsic_call]
		_(world.origin()?, world.patient);

		assert_eq!(world.head().opt_out, None);
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 0));
		Ok(())
	}

	/// All are marked but as many as can be, of which it is one no longer.
	#[benchmark]
	fn mark_confidential() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_head(MAX_LIVE_GRANTS);

		#[extrinsic_call]
		_(world.origin()?, world.patient, CLASS);

		assert!(world.head().is_confidential(CLASS, world.now));
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 0));
		Ok(())
	}

	/// It was marked by itself, and becomes the last exception for which there is room.
	#[benchmark]
	fn unmark_confidential() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let mut head = world.full_head(MAX_LIVE_GRANTS);
		let marked = world.unlisted(0);
		if let Some(all) = head.all_confidential.as_mut() {
			all.exceptions.pop();
		}
		Heads::<T>::insert(world.patient, head);

		#[extrinsic_call]
		_(world.origin()?, world.patient, marked);

		assert!(!world.head().is_confidential(marked, world.now));
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 1));
		Ok(())
	}

	/// Instead of all but as many as can be, all but as many others.
	#[benchmark]
	fn mark_all_confidential() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_head(MAX_LIVE_GRANTS);
		let exceptions =
			(0..MAX_CLASSES).rev().map(|number| world.unlisted(number.saturating_add(100)));
		let exceptions = BoundedVec::truncate_from(exceptions.collect());

		#[extrinsic_call]
		_(world.origin()?, world.patient, exceptions);

		assert!(world.head().is_confidential(CLASS, world.now));
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 0));
		Ok(())
	}

	#[benchmark]
	fn unmark_all_confidential() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_head(MAX_LIVE_GRANTS);

		#[extrinsic_call]
		_(world.origin()?, world.patient);

		assert_eq!(world.head().all_confidential, None);
		assert!(LiftedRestrictions::<T>::contains_key(world.patient, 0));
		Ok(())
	}

	/// The last policy for which there is room.
	#[benchmark]
	fn enact_policy() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_policies(MAX_POLICIES.saturating_sub(1));
		let origin = policy_origin::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, world.policy());

		assert_eq!(Policies::<T>::get().enacted.len() as u32, MAX_POLICIES);
		Ok(())
	}

	/// The first of as many policies as can be.
	#[benchmark]
	fn repeal_policy() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_policies(MAX_POLICIES);
		let origin = policy_origin::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0);

		assert!(RepealedPolicies::<T>::contains_key(0));
		Ok(())
	}

	/// An organization with as many sessions that wait for their review as it lists.
	#[benchmark]
	fn license_break_glass() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let organization = world.employer()?;
		world.store_break_glass();
		let terms = Some(BreakGlassTerms { max_open: 1, max_per_day: 1 });
		let origin =
			T::LicensingOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, organization, terms);

		assert_eq!(BreakGlasses::<T>::get(world.organization).terms, terms);
		Ok(())
	}

	/// A session that is flagged, since the list of those that wait for their review is full. A refused opening
	/// writes less.
	#[benchmark]
	fn open_emergency() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.fill();
		world.store_break_glass();
		world.store_latest(FIRST);
		let practitioner = PractitionerId::Account(world.practitioner.clone());
		let key = (world.patient, world.organization, practitioner);
		LatestSessions::<T>::mutate(key, |latest| {
			if let Some(latest) = latest {
				latest.until = world.now;
			}
		});
		let session = FIRST.saturating_add(1);
		NextSession::<T>::put(session);

		#[extrinsic_call]
		_(
			world.practitioner_origin()?,
			world.patient,
			world.capacity(),
			EmergencyReason::Unresponsive,
			COMMITMENT,
			T::MaxSessionHours::get(),
		);

		assert!(Sessions::<T>::get(session).is_some_and(|session| !session.flags.is_empty()));
		assert_eq!(BreakGlasses::<T>::get(world.organization).unlisted, 1);
		Ok(())
	}

	/// By a privacy officer of the same organization, who is its practitioner, too. The patient's side asks for
	/// fewer rows.
	#[benchmark]
	fn close_emergency() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let session = world.store_session();

		#[extrinsic_call]
		_(world.practitioner_origin()?, world.capacity(), session);

		let until = Sessions::<T>::get(session).map(|session| session.until);
		assert_eq!(until, Some(world.now));
		Ok(())
	}

	/// The second verdict, by a practitioner of a third organization, that it was justified: what follows a
	/// misconduct is added to the call's weight.
	#[benchmark]
	fn review_emergency() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let session = world.store_session();
		world.find_unjustified(session)?;
		let reviewer: T::AccountId = account("reviewer", 0, 0);
		let organization = world.another(&reviewer)?;
		let capacity = Capacity::Practitioner { organization };
		let origin = T::ReviewOrigin::try_successful_origin(&capacity)
			.map_err(|()| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, session, capacity, true, Some(COMMITMENT));

		let listed = BreakGlasses::<T>::get(world.organization).listed;
		assert_eq!(listed.len() as u32, MAX_LISTED_REVIEWS.saturating_sub(1));
		assert_eq!(Sessions::<T>::get(session).and_then(|session| session.verdict()), Some(true));
		Ok(())
	}

	#[benchmark]
	fn answer_emergency() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let session = world.store_session();
		world.find_unjustified(session)?;

		#[extrinsic_call]
		_(world.practitioner_origin()?, world.capacity(), session, COMMITMENT);

		assert!(Sessions::<T>::get(session).is_some_and(|session| session.answer.is_some()));
		Ok(())
	}

	/// For one session, among organizations of which the lot looks at as many as it can.
	#[benchmark]
	fn draw_reviewers() {
		let world = World::<T>::new();
		T::Providers::reviewers_for_benchmark();
		let session = world.store_session();

		#[block]
		{
			Pallet::<T>::draw(session, world.now);
		}

		assert!(Sessions::<T>::contains_key(session));
	}

	/// No grant and no policy covers; the session is the practitioner's.
	#[benchmark]
	fn decide_by_class() {
		let world = World::<T>::new();
		let session = world.fill_for_decision();
		let request = world.asks_for(Target::Class { class: CLASS, content: Some(SOME_MONTHS) });
		let decision;

		#[block]
		{
			decision = decide::decide::<T>(&request, world.now);
		}

		if world.practitioner_origin().is_ok() {
			assert_eq!(decision, Decision::Permit(Basis::Emergency(session)));
		}
	}

	/// The same for records under an anchor.
	#[benchmark]
	fn decide_by_anchor() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let session = world.fill_for_decision();
		let anchor = T::Records::anchor_for_benchmark(&world.patient, CLASS)
			.ok_or(BenchmarkError::Weightless)?;
		let request = world.asks_for(Target::Anchor(anchor));
		let decision;

		#[block]
		{
			decision = decide::decide::<T>(&request, world.now);
		}

		if world.practitioner_origin().is_ok() {
			assert_eq!(decision, Decision::Permit(Basis::Emergency(session)));
		}
		Ok(())
	}

	/// The same for records under several anchors, each decided on.
	#[benchmark]
	fn decide_each(n: Linear<1, MAX_TARGETS>) {
		let world = World::<T>::new();
		let session = world.fill_for_decision();
		let target = |_| match T::Records::anchor_for_benchmark(&world.patient, CLASS) {
			Some(anchor) => Target::Anchor(anchor),
			None => Target::Class { class: CLASS, content: Some(SOME_MONTHS) },
		};
		let targets = (0..n).map(target).collect::<Vec<_>>();
		let request = world.asks_for(Target::Class { class: CLASS, content: None });
		let decisions;

		#[block]
		{
			decisions = decide::decide_each::<T>(&request, &targets, world.now);
		}

		let expected = Decision::Permit(Basis::Emergency(session));
		if world.practitioner_origin().is_ok() {
			assert_eq!(decisions, targets.iter().map(|_| expected).collect::<Vec<_>>());
		}
	}

	/// As many custodians as can be, in the place of as many others.
	#[benchmark]
	fn set_emergency_ring() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		let ring = world.ring_of_custodians()?;
		let present = EmergencyRing { commitment: OTHER_COMMITMENT, ..ring.clone() };
		world.store_ring(present);

		#[extrinsic_call]
		_(world.giving_origin()?, world.patient, ring.clone());

		assert_eq!(
			EmergencyRings::<T>::get(world.patient).map(|standing| standing.ring),
			Some(ring)
		);
		Ok(())
	}

	#[benchmark]
	fn remove_emergency_ring() -> Result<(), BenchmarkError> {
		let world = World::<T>::new();
		world.store_ring(full_ring());

		#[extrinsic_call]
		_(world.origin()?, world.patient);

		assert!(!EmergencyRings::<T>::contains_key(world.patient));
		Ok(())
	}

	/// As many live grants as there can be, each with an envelope, as many restrictions, and a ring.
	#[benchmark]
	fn on_patient_closed() {
		let world = World::<T>::new();
		world.fill();
		for live in world.head().live {
			let displaced = DisplacedGrant {
				grant: world.row(live.id, MAX_DEPTH),
				ended_at: 0,
				is_end_in_page: true,
			};
			let annex = Annex {
				envelope: Some(ENVELOPE),
				displaced: Some(displaced),
				ends: Some(page(None)),
			};
			Annexes::<T>::insert(world.patient, live.id, annex);
		}

		world.store_ring(full_ring());

		#[block]
		{
			<Pallet<T> as OnPatientClosed>::on_patient_closed(&world.patient);
		}

		assert!(!Heads::<T>::contains_key(world.patient));
		assert_eq!(Annexes::<T>::iter_prefix(world.patient).count(), 0);
	}

	/// A file full of grants of whose end no page in reach tells: head and pages are read.
	#[benchmark]
	fn sweep_step_of_file() {
		let world = World::<T>::new();
		world.fill();
		let horizon = world.now;
		let mut head = world.full_head(0);
		head.complete_since = horizon.saturating_add(1);
		Heads::<T>::insert(world.patient, head);
		let mut next = Some(LONG_ENDED);
		for number in (0..MAX_PAGES_PER_STEP).rev() {
			let Some(holder) = next else { break };
			next = number.checked_sub(1);
			let annex = Annex { ends: Some(page(next)), ..Annex::default() };
			Annexes::<T>::insert(world.patient, holder, annex);
		}
		let mut sweep = Sweep { began_at: world.now, horizon, stage: Stage::Files, cursor: None };

		#[block]
		{
			sweep.step::<T>(world.now);
		}

		let file = Files::<T>::get(world.patient, world.organization);
		assert!(file.own.is_empty() && file.referred.is_empty());
	}

	/// Of all that a step can write, an annex costs the most: its patient's head, in which everything has
	/// lapsed, and the annex with the page before its own are read and written, too.
	#[benchmark]
	fn sweep_step() {
		let world = World::<T>::new();
		let mut head = world.full_head(MAX_LIVE_GRANTS);
		for live in head.live.iter_mut() {
			live.until = Some(world.now);
		}
		Heads::<T>::insert(world.patient, head);
		let mut grants = [LONG_ENDED, LONG_ENDED.saturating_add(1)];
		grants.sort_by_key(|id| Annexes::<T>::hashed_key_for(world.patient, id));
		let [first, second] = grants;
		let before = first.saturating_add(100);
		for (id, previous, latest_end) in
			[(first, Some(second), world.later()), (second, Some(before), world.now)]
		{
			let displaced = DisplacedGrant {
				grant: world.row(id, MAX_DEPTH),
				ended_at: 0,
				is_end_in_page: true,
			};
			let annex = Annex {
				envelope: Some(ENVELOPE),
				displaced: Some(displaced),
				ends: Some(EndsPage { ends: ends(latest_end), ..page(previous) }),
			};
			Annexes::<T>::insert(world.patient, id, annex);
		}
		let mut sweep =
			Sweep { began_at: world.now, horizon: world.now, stage: Stage::Annexes, cursor: None };

		#[block]
		{
			sweep.step::<T>(world.now);
		}

		// Of somebody who is not open, nothing is needed any more.
		let [swept, skipped] = [first, second].map(|id| world.annex(id));
		if world.is_open {
			assert!(world.head().live.is_empty());
			assert!(swept.envelope.is_none() && swept.displaced.is_none());
			assert_eq!(swept.ends.and_then(|page| page.previous), Some(before));
			assert!(skipped.ends.is_none());
		}
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::externalities(crate::mock::START),
		crate::mock::Test
	);
}
