//! What is known of each route before its request is read.

use salus_client::requests::{MAX_CONTENT, MAX_TEXT};

/// What a custodian is called.
pub(super) const ABOUT: &str = "/v1";

/// Where whoever asks shows a signature.
pub(super) const SIGNED: [&str; 3] = ["/v1/releases", "/v1/requests", "/v1/sessions"];

/// Where anybody asks for a patient to be swept.
pub(super) const SWEEP: &str = "/v1/patients/{patient}/sweep";

/// The longest sealed record.
pub const MAX_RECORD: usize = 1 << 26;
/// A piece of a batch is as long as its writer's account permits.
const MAX_PIECE: usize = 1 << 40;
/// The JSON of a batch.
const MAX_BATCH: usize = crate::keeping::handed_in::MAX_TEXT;
/// The longest envelope.
const MAX_ENVELOPE: usize = 1 << 22;
/// The longest emergency ring, as JSON.
const MAX_RING: usize = 1 << 24;

/// How long the body of a request may be, and how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
	/// In parts, each of which is dropped when it is stored: so many bytes.
	Streamed(usize),
	/// Whole, in memory: so many bytes.
	Whole(usize),
}

impl Length {
	/// Of a route, by its pattern.
	pub fn of_route(route: &str) -> Self {
		match route {
			"/v1/patients/{patient}/records/{name}" => Self::Streamed(MAX_RECORD),
			"/v1/patients/{patient}/pieces/{anchor}" => Self::Streamed(MAX_PIECE),
			"/v1/releases" | "/v1/sessions" => Self::Whole(MAX_TEXT),
			"/v1/requests" => Self::Whole(MAX_CONTENT),
			"/v1/patients/{patient}/batches/{anchor}" => Self::Whole(MAX_BATCH),
			"/v1/patients/{patient}/envelopes/{name}" => Self::Whole(MAX_ENVELOPE),
			"/v1/patients/{patient}/emergency-rings/{commitment}" => Self::Whole(MAX_RING),
			_ => Self::Whole(0),
		}
	}

	/// In bytes.
	pub fn bytes(self) -> usize {
		match self {
			Self::Streamed(bytes) | Self::Whole(bytes) => bytes,
		}
	}
}
