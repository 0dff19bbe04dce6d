//! What several questions about one patient, asked by one actor at one moment, have in common: read when a rule first
//! needs it, decoded once.

use crate::{
	types::{File, Head, LatestSession, PolicyBook},
	Config, Files, Heads, LatestSessions, Policies,
};
use core::cell::OnceCell;
use salus_primitives::{
	AccessRequest, Moment, NotPractising, OrganizationId, PatientDirectory, PractitionerId,
	ProviderDirectory, Relation, Standing,
};

/// What tells about a request, whichever records it is about.
pub(crate) struct Circumstances<'a, T: Config> {
	/// Who asks for what; not about which records.
	pub request: &'a AccessRequest<T::AccountId>,
	/// About which moment.
	pub at: Moment,
	/// How the actor stands to the patient.
	pub relation: Relation,
	standing: OnceCell<Result<Standing, NotPractising>>,
	head: OnceCell<Head<T::AccountId>>,
	file: OnceCell<File<T::AccountId>>,
	policies: OnceCell<PolicyBook>,
	latest_session: OnceCell<Option<LatestSession>>,
	has_died: OnceCell<bool>,
}

impl<'a, T: Config> Circumstances<'a, T> {
	/// Those of `request`, about `at`, by somebody who stands to the patient in `relation`.
	pub fn new(request: &'a AccessRequest<T::AccountId>, at: Moment, relation: Relation) -> Self {
		Self {
			request,
			at,
			relation,
			standing: OnceCell::new(),
			head: OnceCell::new(),
			file: OnceCell::new(),
			policies: OnceCell::new(),
			latest_session: OnceCell::new(),
			has_died: OnceCell::new(),
		}
	}

	/// Whether the actor practised, and as what.
	pub fn standing(&self) -> &Result<Standing, NotPractising> {
		self.standing.get_or_init(|| T::Providers::standing(&self.request.actor, self.at))
	}

	/// What the patient has given and set against access.
	pub fn head(&self) -> &Head<T::AccountId> {
		self.head.get_or_init(|| Heads::<T>::get(self.request.patient))
	}

	/// What `organization`, which is the actor's, holds of the patient.
	pub fn file(&self, organization: OrganizationId) -> &File<T::AccountId> {
		self.file.get_or_init(|| Files::<T>::get(self.request.patient, organization))
	}

	/// What law permits without consent.
	pub fn policies(&self) -> &PolicyBook {
		self.policies.get_or_init(Policies::<T>::get)
	}

	/// The latest emergency session for the patient of `practitioner` in `organization`, who is the actor.
	pub fn latest_session(
		&self,
		organization: OrganizationId,
		practitioner: &PractitionerId<T::AccountId>,
	) -> Option<&LatestSession> {
		let key = (self.request.patient, organization, practitioner);
		self.latest_session.get_or_init(|| LatestSessions::<T>::get(key)).as_ref()
	}

	/// Whether the patient had died.
	pub fn has_died(&self) -> bool {
		*self.has_died.get_or_init(|| T::Patients::has_died(&self.request.patient, self.at))
	}
}
