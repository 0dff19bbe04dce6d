//! Why the pallet refuses calls.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod errors {
	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no organization with this id.
		OrganizationNotFound,
		/// That is no practitioner of the organization, or no longer one.
		PractitionerNotFound,
		/// The practitioner may not act now: it is suspended, or its licence has not begun or has ended.
		NotPractising,
		/// The signer is no admin of the organization, or does not speak for the practitioner.
		NotAuthorized,
		/// The organization may not act now: it is suspended or over, or its accreditation has not begun
		/// or has ended.
		OrganizationNotAccredited,
		/// The organization or the practitioner is suspended already.
		AlreadySuspended,
		/// The organization or the practitioner is not suspended.
		NotSuspended,
		/// The account is that already: a practitioner, an admin, a gateway, an applicant.
		AlreadyExists,
		/// No role is given, or one without a code.
		InvalidRoles,
		/// The emergency role is a licensing authority's to give, not an organization's.
		EmergencyRoleReserved,
		/// The period is shorter than a minute or over already.
		InvalidPeriod,
		/// The key may not be published: it is a point of low order, all zeros, or a point that is written otherwise than
		/// X25519 writes it; or it is the present key again.
		InvalidEncryptionKey,
		/// The account has not applied.
		ApplicationNotFound,
		/// The account has applied for something else than what is decided on.
		ApplicationChanged,
		/// The organization's accreditation was revoked, or another has followed it: that is final.
		OrganizationEnded,
		/// An organization cannot follow itself.
		CannotSucceedItself,
		/// The organization would have followed too many.
		MaxPredecessorsExceeded,
		/// The organization has as many admins as it can have.
		MaxAdminsExceeded,
		/// The account is no admin of the organization.
		AdminNotFound,
		/// The last admin stays: nobody could remove a practitioner any more.
		LastAdmin,
		/// The organization has as many gateways as it can have.
		MaxGatewaysExceeded,
		/// The account is no gateway of the organization; for forgetting one, it never was or is forgotten.
		GatewayNotFound,
		/// It is so already.
		NothingToDo,
		/// The practitioner has not left the organization, or the gateway was not removed.
		NotLeft,
		/// The practitioner is suspended; forgetting that would lift it.
		SuspensionStands,
		/// The practitioner left, or the gateway was removed, too short a time ago.
		TooEarly,
	}
}
