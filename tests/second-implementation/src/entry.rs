//! Entries of a record: what is sealed, a resource and the `fullUrl` by which others point to it.

use crate::{
	canonical::{canonical, is_canonical, members, CanonicalError},
	record_class,
};

/// Why these bytes are no entry of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
	/// The text has no canonical form.
	#[error(transparent)]
	NoCanonicalForm(#[from] CanonicalError),
	/// The text is not its own canonical form.
	#[error("the entry is not in canonical form")]
	NotCanonical,
	/// It is not an object of a resource, which says its type, and of a `fullUrl` where there was one.
	#[error("an entry has a resource with its type, perhaps a fullUrl, and nothing else")]
	NoEntry,
	/// The class is that of a resource type, and the resource is of another one.
	#[error("the resource is not of the class")]
	OtherClass,
}

/// The canonical bytes of an entry: `resource` is the JSON text of a resource.
pub fn entry(full_url: Option<&str>, resource: &[u8]) -> Result<Vec<u8>, EntryError> {
	let resource = canonical(resource)?;
	let text = String::from_utf8_lossy(&resource);
	let source = match full_url {
		Some(url) => format!("{{\"fullUrl\":{},\"resource\":{text}}}", serde_json::json!(url)),
		None => format!("{{\"resource\":{text}}}"),
	};
	let bytes = canonical(source.as_bytes())?;
	ensure_entry(&bytes)?;
	Ok(bytes)
}

/// Whether these bytes are what a writer may seal and a reader may take out.
pub fn ensure_entry(bytes: &[u8]) -> Result<(), EntryError> {
	if !is_canonical(bytes) {
		return Err(EntryError::NotCanonical);
	}
	resource_type(bytes).map(|_| ()).ok_or(EntryError::NoEntry)
}

/// Whether the resource of an entry is of this class: each one is where the class is an opaque label.
pub fn ensure_class(bytes: &[u8], class: u16) -> Result<(), EntryError> {
	let resource_type = resource_type(bytes).ok_or(EntryError::NoEntry)?;
	let fits =
		class >= record_class::FIRST_LABEL || record_class::of(&resource_type) == Some(class);
	fits.then_some(()).ok_or(EntryError::OtherClass)
}

/// The type of an entry's resource; nothing if it is no entry.
fn resource_type(bytes: &[u8]) -> Option<String> {
	let entry = members(core::str::from_utf8(bytes).ok()?)?;
	let texts: Vec<_> = entry.iter().map(|(name, value)| (name.as_str(), value.get())).collect();
	let resource = match texts[..] {
		[("resource", resource)] => resource,
		[("fullUrl", url), ("resource", resource)] if !text(url)?.is_empty() => resource,
		_ => return None,
	};
	let (_, value) = members(resource)?.into_iter().find(|(name, _)| name == "resourceType")?;
	text(value.get())
}

/// What a JSON text says that is a string.
fn text(json: &str) -> Option<String> {
	serde_json::from_str(json).ok()
}
