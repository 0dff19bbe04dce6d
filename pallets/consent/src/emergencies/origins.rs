//! Who judges emergency sessions.

use crate::Config;
use core::marker::PhantomData;
use frame_support::traits::{EnsureOrigin, EnsureOriginWithArg, OriginTrait, Time};
use salus_primitives::{Actor, Capacity, ProviderDirectory, Role};

/// Whoever practises as a privacy officer in the organization that the capacity names.
pub struct EnsurePrivacyOfficer<T>(PhantomData<T>);

impl<T: Config> EnsureOriginWithArg<T::RuntimeOrigin, Capacity> for EnsurePrivacyOfficer<T> {
	type Success = Actor<T::AccountId>;

	fn try_origin(
		origin: T::RuntimeOrigin,
		capacity: &Capacity,
	) -> Result<Self::Success, T::RuntimeOrigin> {
		let Some(who) = origin.as_signer().cloned() else { return Err(origin) };
		let actor = Actor::new(who, *capacity);
		match T::Providers::standing(&actor, T::Time::now()) {
			Ok(standing) if standing.roles.contains(Role::PrivacyOfficer) => Ok(actor),
			_ => Err(origin),
		}
	}

	/// The account that the benchmarks admit as a practitioner with every role.
	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &Capacity) -> Result<T::RuntimeOrigin, ()> {
		let reviewer = frame_benchmarking::account("reviewer", 0, 0);
		Ok(frame_system::RawOrigin::Signed(reviewer).into())
	}
}

/// An origin that is no account, such as a committee's or root's: it judges as an authority of the chain,
/// in whatever capacity. A signed origin is never one, whatever `O` says of it: whose account it is must be
/// known, or somebody could judge its own session.
///
/// With [`EnsurePrivacyOfficer`] in an `EitherOf`, either may judge.
pub struct EnsureAuthority<O>(PhantomData<O>);

impl<Origin, O> EnsureOriginWithArg<Origin, Capacity> for EnsureAuthority<O>
where
	Origin: OriginTrait,
	O: EnsureOrigin<Origin>,
{
	type Success = Actor<Origin::AccountId>;

	fn try_origin(origin: Origin, _: &Capacity) -> Result<Self::Success, Origin> {
		if origin.as_signer().is_some() {
			return Err(origin);
		}
		O::try_origin(origin).map(|_| Actor::Authority)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &Capacity) -> Result<Origin, ()> {
		let origin = O::try_successful_origin()?;
		if origin.as_signer().is_some() {
			return Err(());
		}
		Ok(origin)
	}
}
