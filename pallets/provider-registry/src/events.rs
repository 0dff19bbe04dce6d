//! What the pallet tells when something has changed.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An organization was accredited.
		OrganizationAccredited {
			/// The new organization.
			organization: OrganizationId,
			/// What kind of institution it is.
			kind: OrganizationKind,
		},
		/// An organization was suspended: nobody may act for it.
		OrganizationSuspended {
			/// The organization.
			organization: OrganizationId,
		},
		/// An organization's suspension was lifted.
		OrganizationReinstated {
			/// The organization.
			organization: OrganizationId,
		},
		/// An organization added a practitioner, or one who had left came back.
		PractitionerAdded {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
			/// The practitioner's roles.
			roles: Roles,
		},
		/// An organization changed a practitioner's roles or licence.
		PractitionerChanged {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
			/// The roles from now on, the emergency role among them if it is held.
			roles: Roles,
		},
		/// A practitioner published an encryption key.
		PractitionerKeyPublished {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
			/// The key's epoch.
			epoch: u32,
		},
		/// An institution applied to be accredited.
		ApplicationSubmitted {
			/// The account that applied.
			applicant: T::AccountId,
			/// What kind of institution it is.
			kind: OrganizationKind,
		},
		/// An applicant took its application back.
		ApplicationWithdrawn {
			/// The account that had applied.
			applicant: T::AccountId,
		},
		/// An application was accepted: the applicant is the admin of a new organization.
		ApplicationAccepted {
			/// The account that had applied.
			applicant: T::AccountId,
			/// The new organization.
			organization: OrganizationId,
		},
		/// An application was rejected.
		ApplicationRejected {
			/// The account that had applied.
			applicant: T::AccountId,
		},
		/// An organization is accredited for another period.
		AccreditationRenewed {
			/// The organization.
			organization: OrganizationId,
			/// The period.
			accreditation: Period,
		},
		/// An organization's accreditation was revoked, for good.
		AccreditationRevoked {
			/// The organization.
			organization: OrganizationId,
		},
		/// An organization is over, and another has its custody and authorship.
		OrganizationSucceeded {
			/// The organization that is over.
			organization: OrganizationId,
			/// The one that followed.
			by: OrganizationId,
		},
		/// An organization has another admin.
		AdminAdded {
			/// The organization.
			organization: OrganizationId,
			/// The admin.
			account: T::AccountId,
		},
		/// An account is no longer an admin of an organization.
		AdminRemoved {
			/// The organization.
			organization: OrganizationId,
			/// The account.
			account: T::AccountId,
		},
		/// An organization has another gateway.
		GatewayAdded {
			/// The organization.
			organization: OrganizationId,
			/// The gateway.
			account: T::AccountId,
		},
		/// An account is no longer a gateway of an organization.
		GatewayRemoved {
			/// The organization.
			organization: OrganizationId,
			/// The account.
			account: T::AccountId,
		},
		/// An organization published an encryption key.
		OrganizationKeyPublished {
			/// The organization.
			organization: OrganizationId,
			/// The key's epoch.
			epoch: u32,
		},
		/// An organization removed a practitioner.
		PractitionerRemoved {
			/// The organization.
			organization: OrganizationId,
			/// Who was removed.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// A practitioner left an organization by itself.
		PractitionerLeft {
			/// The organization.
			organization: OrganizationId,
			/// Who left.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// A practitioner was given the emergency role, or it was taken away.
		EmergencyRoleSet {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
			/// Whether the practitioner holds the role from now on.
			holds: bool,
		},
		/// A practitioner was suspended in an organization, by whoever licenses or for misconduct.
		PractitionerSuspended {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// A practitioner's suspension was lifted.
		PractitionerReinstated {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// The oldest of what somebody could once do in an organization was forgotten; there is more.
		PractitionerPartlyForgotten {
			/// The organization.
			organization: OrganizationId,
			/// Who had left long ago.
			practitioner: PractitionerId<T::AccountId>,
			/// How many entries are left in the annex.
			entries_left: u32,
		},
		/// The oldest of the times at which an account was a gateway was forgotten; there is more.
		GatewayPartlyForgotten {
			/// The organization.
			organization: OrganizationId,
			/// The account that was removed long ago.
			account: T::AccountId,
			/// How many entries are left in the annex.
			entries_left: u32,
		},
		/// The chain no longer knows that an account once was a gateway of an organization.
		GatewayForgotten {
			/// The organization.
			organization: OrganizationId,
			/// The account that was removed long ago.
			account: T::AccountId,
		},
		/// The chain no longer knows that somebody once practised in an organization.
		PractitionerForgotten {
			/// The organization.
			organization: OrganizationId,
			/// Who had left long ago.
			practitioner: PractitionerId<T::AccountId>,
		},
	}
}
