//! Which calls may be sent.

use crate::{CallName, Config, Pallet, Paused};
use frame_support::traits::{CallMetadata, Contains, GetCallMetadata, PalletInfoAccess};

/// Lets every call through that is not paused.
impl<T: Config> Contains<T::RuntimeCall> for Pallet<T> {
	fn contains(call: &T::RuntimeCall) -> bool {
		let paused = Paused::<T>::get();
		if paused.is_empty() {
			return true;
		}
		let CallMetadata { function_name, pallet_name } = call.get_call_metadata();
		let name = (pallet_name, function_name);
		let now = frame_system::Pallet::<T>::block_number();
		!paused.iter().any(|row| {
			row.lasts_at(now)
				&& row.pallet[..] == *pallet_name.as_bytes()
				&& row.call[..] == *function_name.as_bytes()
		}) || Self::is_protected(&name)
	}
}

impl<T: Config> Pallet<T> {
	/// The call of this name, if the runtime has it.
	pub(crate) fn find(pallet: &[u8], call: &[u8]) -> Option<CallName> {
		let named = |name: &&&'static str, wanted: &[u8]| name.as_bytes() == wanted;
		let pallet = T::RuntimeCall::get_module_names().iter().find(|name| named(name, pallet))?;
		let call = T::RuntimeCall::get_call_names(pallet).iter().find(|name| named(name, call))?;
		Some((*pallet, *call))
	}

	/// Whether nobody can pause a call.
	pub(crate) fn is_protected(name: &CallName) -> bool {
		name.0 == <Self as PalletInfoAccess>::name() || T::Protected::contains(name)
	}
}
