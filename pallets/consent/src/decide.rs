//! The one decision function.
//!
//! The first rule that applies wins:
//!
//! | # | rule | answer | FHIR |
//! |---|---|---|---|
//! | 1 | the patient is unknown or closed, or has no such record | deny | – |
//! | 2 | the patient, or a representative with the power, acts; a device adds a record of its classes | permit | `Consent.performer`, `RelatedPerson` |
//! | 3 | the actor does not practise for the organization, by an own account or through its gateway | deny | `PractitionerRole.active` |
//! | 3 | the organization that wrote an anchor, or one that has followed it, corrects it | permit | `Provenance.agent` |
//! | 5 | a live grant covers grantee, action, records, content, purpose and moment | permit | `Consent.provision` |
//! | 7 | anything else | deny | – |
//!
//! Numbers are those of the decision order in `docs/architecture.md`; 4 (refusals) and 6 (emergency
//! sessions) have their places there and nothing yet to judge by.
//!
//! A freeze of the patient's side is no rule here: it stops new grants, never a decision on those that
//! stand.
//!
//! Of past moments: accreditations, suspensions, gateways, licences and successions answer as they were
//! then, and the answer is *unknown* where the chain no longer keeps them; grants, see
//! [`Head`](crate::types::Head). Who acts for the patient is known as of now alone.
//!
//! It reads at most five items for a class and six for an anchor: the patient, the organization and
//! the practitioner, the organization's file, the patient's head, and the anchor.

use crate::{
	types::{Grant, Grantee, Head, Scope},
	Config, Files, Heads,
};
use salus_primitives::{
	AccessRequest, Action, Actor, AnchorId, Basis, Decision, Denial, Moment, Months, NotPractising,
	OrganizationId, PatientDirectory, ProviderDirectory, RecordClass, RecordDirectory, Relation,
	Roles, Standing, Target,
};

/// The records that a request is about, with what the chain knows of them.
pub(crate) struct Subject {
	anchor: Option<AnchorId>,
	class: RecordClass,
	content: Option<Months>,
	author: Option<OrganizationId>,
}

impl Subject {
	fn of<T: Config>(request: &AccessRequest<T::AccountId>) -> Option<Self> {
		match request.target {
			Target::Class { class, content } => {
				Some(Self { anchor: None, class, content, author: None })
			},
			Target::Anchor(anchor) => {
				let record = T::Records::record(&request.patient, anchor)?;
				Some(Self {
					anchor: Some(anchor),
					class: record.class,
					content: Some(record.content),
					author: record.author,
				})
			},
		}
	}
}

/// Whether `request` is permitted at `at`, and on what ground.
pub(crate) fn decide<T: Config>(request: &AccessRequest<T::AccountId>, at: Moment) -> Decision {
	let relation = match &request.actor {
		Actor::Person(account) => T::Patients::relation(&request.patient, account, at),
		// Whoever acts in another capacity stands in no relation to the patient, whatever the account.
		Actor::Practitioner { .. } | Actor::Gateway { .. } | Actor::Authority => {
			T::Patients::is_open(&request.patient).then_some(Relation::Stranger)
		},
	};
	let Some(relation) = relation else {
		return Decision::Deny(Denial::UnknownOrClosedPatient);
	};
	let Some(subject) = Subject::of::<T>(request) else {
		return Decision::Deny(Denial::UnknownRecord);
	};
	let Some(organization) = request.actor.organization() else {
		return decide_for_person(&relation, request.action, &subject);
	};
	match T::Providers::standing(&request.actor, at) {
		Ok(standing) => {
			decide_for_practitioner::<T>(request, organization, &standing, &subject, at)
		},
		Err(NotPractising::NoLongerKnown) => Decision::Unknown,
		Err(reason) => Decision::Deny(Denial::NotPractising(reason)),
	}
}

/// Rule 2. It holds only for someone who names no organization: a controller who also practises
/// somewhere must not write in that organization's name on the strength of being the patient. An
/// authority of the chain administers identities; it has no records to see.
fn decide_for_person(relation: &Relation, action: Action, subject: &Subject) -> Decision {
	match relation {
		Relation::Controller => Decision::Permit(Basis::Patient),
		Relation::Representative(powers) if powers.contains(action.power()) => {
			Decision::Permit(Basis::Representative)
		},
		Relation::Device(classes)
			if action == Action::Collect
				&& subject.anchor.is_none()
				&& classes.contains(&subject.class) =>
		{
			Decision::Permit(Basis::Device)
		},
		_ => Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner)),
	}
}

/// Rules 3 (second half), 5 and 7.
fn decide_for_practitioner<T: Config>(
	request: &AccessRequest<T::AccountId>,
	organization: OrganizationId,
	standing: &Standing,
	subject: &Subject,
	at: Moment,
) -> Decision {
	let wrote_it = subject
		.author
		.is_some_and(|author| author == organization || standing.predecessors.contains(&author));
	if request.action == Action::Correct && wrote_it {
		return Decision::Permit(Basis::Author);
	}
	let head = Heads::<T>::get(request.patient);
	let file = Files::<T>::get(request.patient, organization);
	let covering = file
		.own
		.iter()
		.find(|grant| counts(grant, &head, at) && covers(grant, request, standing.roles, subject));
	match covering {
		Some(grant) => Decision::Permit(Basis::Grant(grant.id)),
		None if at < head.complete_since => Decision::Unknown,
		None => Decision::Deny(Denial::NotGranted),
	}
}

/// Whether `grant` was given, in force and not ended at `at`.
fn counts<AccountId>(grant: &Grant<AccountId>, head: &Head, at: Moment) -> bool {
	grant.granted_at <= at && grant.provision.period.contains(at) && head.counted(grant.id, at)
}

/// Whether `grant` is for this actor, action, purpose and these records.
fn covers<AccountId: PartialEq>(
	grant: &Grant<AccountId>,
	request: &AccessRequest<AccountId>,
	roles: Roles,
	subject: &Subject,
) -> bool {
	let provision = &grant.provision;
	let grantee_fits = match &provision.grantee {
		Grantee::Organization => true,
		// A gateway acts for others: what its own account was granted is not theirs.
		Grantee::Practitioner(grantee) => matches!(
			&request.actor,
			Actor::Practitioner { account, .. } if account == grantee
		),
		Grantee::Role(role) => roles.contains(*role),
	};
	let scope_fits = match &provision.scope {
		Scope::All => true,
		Scope::Classes(classes) => classes.contains(&subject.class),
		Scope::Anchors(anchors) => subject.anchor.is_some_and(|anchor| anchors.contains(&anchor)),
	};
	let content_fits = match (&provision.content, &subject.content) {
		(None, _) => true,
		(Some(granted), Some(content)) => granted.covers(content),
		(Some(_), None) => false,
	};
	grantee_fits
		&& scope_fits
		&& content_fits
		&& provision.actions.contains(request.action)
		&& provision.purposes.contains(request.purpose)
}
