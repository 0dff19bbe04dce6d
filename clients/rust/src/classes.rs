//! The classes of records: a number for each resource type of FHIR R4 and R5, and opaque labels.

use serde::Deserialize;
use std::{collections::HashMap, sync::LazyLock};

/// From here on a class is an opaque label, which stands for no type.
pub const FIRST_OPAQUE_LABEL: u16 = 0x8000;

/// The opaque labels that everybody's key card lists, so that a card tells nothing of who uses labels: 0x8000 to 0x801f.
pub fn card_labels() -> core::ops::Range<u16> {
	FIRST_OPAQUE_LABEL..0x8020
}

/// The class of a resource type; nothing if neither FHIR R4 nor R5 has such a type.
pub fn class_of(resource_type: &str) -> Option<u16> {
	CLASSES.get(resource_type).copied()
}

/// The resource type that a class stands for; nothing for an opaque label.
pub fn type_of(class: u16) -> Option<&'static str> {
	CLASSES.iter().find(|(_, number)| **number == class).map(|(name, _)| name.as_str())
}

/// Whether a class is an opaque label, and stands for no resource type.
pub fn is_opaque_label(class: u16) -> bool {
	class >= FIRST_OPAQUE_LABEL
}

/// Every class that stands for a resource type, ascending.
pub fn all_classes() -> Vec<u16> {
	let mut classes: Vec<_> = CLASSES.values().copied().collect();
	classes.sort_unstable();
	classes
}

static CLASSES: LazyLock<HashMap<String, u16>> = LazyLock::new(|| {
	let text = include_str!("../record-classes.json");
	#[expect(clippy::expect_used, reason = "the list is compiled in, and read by a test")]
	let List { classes } = serde_json::from_str(text).expect("the list is JSON");
	classes
});

#[derive(Deserialize)]
struct List {
	classes: HashMap<String, u16>,
}
