//! Entries: what is sealed.

use salus_format::{
	canonical::CanonicalError,
	entry::{ensure_class, entry, EntryError},
	record_class,
};

fn text_of(full_url: Option<&str>, resource: &str) -> Result<String, EntryError> {
	entry(full_url, resource.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn an_entry_has_its_full_url_where_it_had_one() {
	let resource = r#"{"value": 1.10, "resourceType": "Basic"}"#;
	let alone = r#"{"resource":{"resourceType":"Basic","value":1.10}}"#;
	assert_eq!(text_of(None, resource).as_deref(), Ok(alone));
	let beside = r#"{"fullUrl":"urn:é\"/","resource":{"resourceType":"Basic","value":1.10}}"#;
	assert_eq!(text_of(Some("urn:é\"/"), resource).as_deref(), Ok(beside));
}

#[test]
fn what_is_no_resource_is_no_entry() {
	for source in ["[]", "1", "\"a\"", "null", "{}", r#"{"resourceType":1}"#, r#"{"type":"Basic"}"#]
	{
		assert_eq!(text_of(None, source), Err(EntryError::NoEntry));
	}
	let nowhere = text_of(Some(""), r#"{"resourceType":"Basic"}"#);
	assert_eq!(nowhere, Err(EntryError::NoEntry));
	let twice = text_of(None, r#"{"a":1,"a":1}"#);
	assert_eq!(twice, Err(EntryError::NoCanonicalForm(CanonicalError::DuplicateName)));
	let escaping = text_of(None, r#"{}},"fullUrl":{"a":1"#);
	assert_eq!(escaping, Err(EntryError::NoCanonicalForm(CanonicalError::NotJson)));
}

#[test]
fn a_resource_is_of_the_class_of_its_type() {
	let observation = entry(None, br#"{"resourceType":"Observation"}"#).unwrap();
	let class = record_class::of("Observation").unwrap();
	assert_eq!(ensure_class(&observation, class), Ok(()));
	for other in [0, class - 1, class + 1, 0x7fff] {
		assert_eq!(ensure_class(&observation, other), Err(EntryError::OtherClass));
	}
	let unknown = entry(None, br#"{"resourceType":"observation"}"#).unwrap();
	assert_eq!(ensure_class(&unknown, class), Err(EntryError::OtherClass));
}

#[test]
fn an_opaque_label_stands_for_no_type() {
	for source in [r#"{"resourceType":"Own"}"#, r#"{"resourceType":"Observation"}"#] {
		let bytes = entry(None, source.as_bytes()).unwrap();
		for label in [0x8000, 0x801f, 0xffff] {
			assert_eq!(ensure_class(&bytes, label), Ok(()));
		}
	}
}

#[test]
fn a_resource_nests_one_less_than_what_is_sealed() {
	let nested = |depth: usize| {
		let lists = "[".repeat(depth - 1) + &"]".repeat(depth - 1);
		format!(r#"{{"a":{lists},"resourceType":"Basic"}}"#)
	};
	assert!(text_of(None, &nested(199)).is_ok());
	let deeper = Err(EntryError::NoCanonicalForm(CanonicalError::TooDeep));
	assert_eq!(text_of(None, &nested(200)), deeper);
}
