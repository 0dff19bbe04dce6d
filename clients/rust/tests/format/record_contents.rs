//! What is sealed as a record.

use salus_client::{
	canonical::CanonicalError,
	classes,
	record_content::{read_record_content, record_content, RecordContent, RecordContentError},
};

fn text_of(full_url: Option<&str>, resource: &str) -> Result<String, RecordContentError> {
	record_content(full_url, resource.as_bytes())
		.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
}

fn content(resource: &str) -> RecordContent {
	read_record_content(&record_content(None, resource.as_bytes()).unwrap()).unwrap()
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
	for source in
		["[]", "1", "\"a\"", "null", "{}", r#"{"resourceType":1}"#, r#"{"resourceType":""}"#]
	{
		assert_eq!(text_of(None, source), Err(RecordContentError::NoRecord));
	}
	let nowhere = text_of(Some(""), r#"{"resourceType":"Basic"}"#);
	assert_eq!(nowhere, Err(RecordContentError::NoRecord));
	let twice = text_of(None, r#"{"a":1,"a":1}"#);
	assert_eq!(twice, Err(RecordContentError::NoCanonicalForm(CanonicalError::DuplicateName)));
	let escaping = text_of(None, r#"{}},"fullUrl":{"a":1"#);
	assert_eq!(escaping, Err(RecordContentError::NoCanonicalForm(CanonicalError::NotJson)));
}

#[test]
fn a_resource_is_of_the_class_of_its_type() {
	let observation = content(r#"{"resourceType":"Observation"}"#);
	let class = classes::class_of("Observation").unwrap();
	assert_eq!(observation.ensure_class(class), Ok(()));
	for other in [0, class - 1, class + 1, 0x7fff] {
		assert_eq!(observation.ensure_class(other), Err(RecordContentError::OtherClass));
	}
	let unknown = content(r#"{"resourceType":"observation"}"#);
	assert_eq!(unknown.ensure_class(class), Err(RecordContentError::OtherClass));
}

#[test]
fn an_opaque_label_stands_for_no_type() {
	for source in [r#"{"resourceType":"Own"}"#, r#"{"resourceType":"Observation"}"#] {
		let record = content(source);
		for label in [0x8000, 0x801f, 0xffff] {
			assert_eq!(record.ensure_class(label), Ok(()));
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
	let deeper = Err(RecordContentError::NoCanonicalForm(CanonicalError::TooDeep));
	assert_eq!(text_of(None, &nested(200)), deeper);
}

#[test]
fn what_was_sealed_is_read() {
	let source = br#"{"resourceType": "Basic", "value": 1.10}"#;
	let record = read_record_content(&record_content(Some("urn:a"), source).unwrap()).unwrap();
	assert_eq!(record.full_url.unwrap().as_str(), "urn:a");
	assert_eq!(record.resource.as_str(), r#"{"resourceType":"Basic","value":1.10}"#);
	assert_eq!(record.resource_type.as_str(), "Basic");
}

#[test]
fn each_class_stands_for_one_type() {
	let classes = classes::all_classes();
	assert!(classes.is_sorted_by(|one, next| one < next) && classes.len() > 100);
	for class in classes {
		assert_eq!(classes::class_of(classes::type_of(class).unwrap()), Some(class));
		assert!(!classes::is_opaque_label(class));
	}
	assert_eq!(classes::type_of(0), None);
	assert!(classes::card_labels().all(classes::is_opaque_label));
	assert_eq!(classes::card_labels().len(), 32);
}
