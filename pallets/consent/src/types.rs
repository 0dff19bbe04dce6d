//! What the pallet stores. Hot items, those on the decide path, stay under 6 KB.

mod changes_since;
mod emergency;
mod emergency_ring;
mod envelope;
mod grant;
mod head;
mod policy;
mod provision;
mod refusal;
mod request;

pub use changes_since::*;
pub use emergency::*;
pub use emergency_ring::*;
pub use envelope::*;
pub use grant::*;
pub use head::*;
pub use policy::*;
pub use provision::*;
pub use refusal::*;
pub use request::*;
