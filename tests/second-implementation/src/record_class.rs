//! The classes of records: a number for each resource type, out of `docs/record-classes.json`.

use serde::Deserialize;
use std::{collections::HashMap, sync::LazyLock};

/// From here on a class is an opaque label, which stands for no type.
pub const FIRST_LABEL: u16 = 0x8000;

/// The class of a resource type.
pub fn of(resource_type: &str) -> Option<u16> {
	CLASSES.get(resource_type).copied()
}

static CLASSES: LazyLock<HashMap<String, u16>> = LazyLock::new(|| {
	let text = include_str!("../../../docs/record-classes.json");
	let List { classes } = serde_json::from_str(text).expect("the list is JSON");
	classes
});

#[derive(Deserialize)]
struct List {
	classes: HashMap<String, u16>,
}
