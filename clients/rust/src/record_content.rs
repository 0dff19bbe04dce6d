//! What is sealed as one record: a FHIR resource, and the `fullUrl` by which others of its Bundle point to it.

use crate::{
	canonical::{canonical, is_canonical, members, quoted, unquoted, CanonicalError},
	classes,
	secret::joined,
};
use core::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// A record as it was sealed, read. It is wiped when it is dropped, and `Debug` tells its length only.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordContent {
	/// As its entry in a Bundle had it; nothing where there was none, or no Bundle.
	pub full_url: Option<Zeroizing<String>>,
	/// The resource, as canonical JSON text. Numbers stand in it as the source wrote them: whoever parses it with ordinary
	/// floating-point numbers loses `1.10`.
	pub resource: Zeroizing<String>,
	/// The resource's type.
	pub resource_type: Zeroizing<String>,
}

/// Why these bytes are no entry of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordContentError {
	/// The text has no canonical form.
	#[error(transparent)]
	NoCanonicalForm(#[from] CanonicalError),
	/// The text is not its own canonical form.
	#[error("the record is not in canonical form")]
	NotCanonical,
	/// It is not an object of a resource, which says its type, and of a `fullUrl` where there was one.
	#[error("a record has a resource with its type, perhaps a fullUrl, and nothing else")]
	NoRecord,
	/// The class is that of a resource type, and the resource is of another one.
	#[error("the resource is not of the class")]
	OtherClass,
}

/// The canonical bytes of an entry: `resource` is the JSON text of a resource, as its source wrote it. They are wiped when they are dropped.
///
/// ```
/// use salus_client::record_content::record_content;
///
/// let bytes = record_content(Some("urn:uuid:1"), br#"{ "resourceType": "Basic", "n": 1.10 }"#)?;
/// assert_eq!(**bytes, *br#"{"fullUrl":"urn:uuid:1","resource":{"n":1.10,"resourceType":"Basic"}}"#);
/// # Ok::<(), salus_client::record_content::RecordContentError>(())
/// ```
pub fn record_content(
	full_url: Option<&str>,
	resource: &[u8],
) -> Result<Zeroizing<Vec<u8>>, RecordContentError> {
	// Before they are joined: the text must be one value, and nothing that goes on behind it.
	let resource = canonical(resource)?;
	let joined = match full_url.map(quoted) {
		Some(url) => {
			joined(&[b"{\"fullUrl\":", url.as_bytes(), b",\"resource\":", &resource, b"}"])
		},
		None => joined(&[b"{\"resource\":", &resource, b"}"]),
	};
	// Once more as a whole, which is nested one deeper.
	let bytes = canonical(&joined)?;
	read_record_content(&bytes)?;
	Ok(bytes)
}

/// Reads what was sealed: refuses all that [`record_content`] would not have made.
pub fn read_record_content(canonical: &[u8]) -> Result<RecordContent, RecordContentError> {
	if !is_canonical(canonical) {
		return Err(RecordContentError::NotCanonical);
	}
	RecordContent::of(canonical).ok_or(RecordContentError::NoRecord)
}

impl RecordContent {
	/// Whether the resource is of this class: each one is where the class is an opaque label.
	pub fn ensure_class(&self, class: u16) -> Result<(), RecordContentError> {
		let fits = classes::is_opaque_label(class)
			|| classes::class_of(&self.resource_type) == Some(class);
		fits.then_some(()).ok_or(RecordContentError::OtherClass)
	}

	/// Nothing if that is no entry.
	fn of(canonical: &[u8]) -> Option<Self> {
		let entry = members(core::str::from_utf8(canonical).ok()?)?;
		let texts: Vec<_> = entry.iter().map(|(name, value)| (name.get(), value.get())).collect();
		let (full_url, resource) = match texts[..] {
			[(r#""resource""#, resource)] => (None, resource),
			[(r#""fullUrl""#, url), (r#""resource""#, resource)] => {
				(Some(filled_text(url)?), resource)
			},
			_ => return None,
		};
		let own = members(resource)?;
		let (_, resource_type) =
			own.into_iter().find(|(name, _)| name.get() == r#""resourceType""#)?;
		Some(Self {
			full_url,
			resource: Zeroizing::new(resource.into()),
			resource_type: filled_text(resource_type.get())?,
		})
	}
}

/// What a JSON text says that is a string, and not an empty one.
fn filled_text(json: &str) -> Option<Zeroizing<String>> {
	unquoted(json).filter(|text| !text.is_empty())
}

impl ZeroizeOnDrop for RecordContent {}

impl fmt::Debug for RecordContent {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "RecordContent({} bytes)", self.resource.len())
	}
}
