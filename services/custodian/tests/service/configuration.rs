//! What `docs/custodian.md` says of the configuration.

use crate::page;
use salus_custodian::config::{Config, Tls};
use std::collections::BTreeSet;
use toml::{Table, Value};

const SAMPLE: &str = include_str!("../../custodian.sample.toml");
/// Whose values are what holds where they are left out, as the sample says.
const DEFAULTS: [&str; 5] = ["http", "operations", "limits", "pieces", "log"];

/// Each value of the page's table, with what is said of it where it is left out.
fn values() -> Vec<(&'static str, &'static str)> {
	let rows = page::under("## Configuration").filter(|line| line.starts_with("| `"));
	let values = rows.flat_map(|row| {
		let mut cells = row.split('|').map(str::trim).skip(1);
		let names: Vec<_> = page::quoted_in(cells.next().unwrap()).collect();
		let left_out = cells.next().unwrap();
		let each: Vec<_> = match names.len() {
			1 => vec![left_out],
			_ => left_out.split(", ").cycle().take(names.len()).collect(),
		};
		names.into_iter().zip(each)
	});
	values.collect()
}

/// What is said, if it is a number, a text or whether something is so.
fn said(left_out: &str) -> Option<Value> {
	if let Some(text) = left_out.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
		return Some(text.parse().map_or_else(|_| text.into(), Value::Boolean));
	}
	let mut words = left_out.split(',').next()?.split(' ');
	let number: i64 = words.next()?.parse().ok()?;
	let unit = match words.next() {
		None => 1,
		Some("MiB") => 1 << 20,
		Some("GiB") => 1 << 30,
		Some("TiB") => 1 << 40,
		Some(_) => return None,
	};
	Some((number * unit).into())
}

/// Behind a proxy, so that each value counts.
fn sample() -> Table {
	let mut sample: Table = SAMPLE.parse().unwrap();
	sample["http"]["behind_proxy"] = true.into();
	sample
}

fn parsed(table: &Table) -> Result<Config, String> {
	Config::parse(&table.to_string()).map_err(|error| error.to_string())
}

/// The sample with another value of this name, or with none.
fn with(name: &str, value: Option<Value>) -> Table {
	let mut sample = sample();
	let (table, name) = match name.split_once('.') {
		Some((table, name)) => (sample[table].as_table_mut().unwrap(), name),
		None => (&mut sample, name),
	};
	table.remove(name);
	table.extend(value.map(|value| (name.to_owned(), value)));
	sample
}

/// The names that the program knows in this place, as it says when it finds another.
fn known_in(place: &str) -> Vec<String> {
	let refused = parsed(&with(&format!("{place}nothing"), Some(1.into()))).unwrap_err();
	let (_, known) = refused.split_once("expected ").expect("it says what it knows");
	page::quoted_in(known).map(|name| format!("{place}{name}")).collect()
}

#[test]
fn the_table_has_each_value_that_the_program_knows_and_no_other() {
	let of_page: BTreeSet<_> = values().into_iter().map(|(name, _)| name.to_owned()).collect();
	assert_eq!(of_page.len(), values().len(), "one is there twice");
	let is_table = |name: &String| sample()[name.as_str()].is_table() && name != "peers";
	let (tables, alone): (Vec<_>, Vec<_>) = known_in("").into_iter().partition(is_table);
	let within = tables.iter().flat_map(|table| known_in(&format!("{table}.")));
	let known: BTreeSet<_> = within.chain(alone).collect();
	assert_eq!(of_page, known);
}

#[test]
fn what_is_said_of_values_that_are_left_out_is_so() {
	let mut compared = BTreeSet::new();
	for (name, left_out) in values() {
		let without = parsed(&with(name, None));
		if left_out.starts_with("needed") {
			let refused = without.unwrap_err();
			assert!(refused.starts_with(&format!("{name}: ")), "{name}: {refused}");
		} else if let Some(said) = said(left_out) {
			let said = parsed(&with(name, Some(said))).unwrap();
			assert_eq!(without.as_ref(), Ok(&said), "{name}: {left_out}");
			compared.insert(name.to_owned());
		} else {
			without.unwrap_or_else(|refused| panic!("{name}: {refused}"));
		}
	}
	let sample = sample();
	for table in DEFAULTS {
		for name in sample[table].as_table().unwrap().keys() {
			assert!(compared.contains(&format!("{table}.{name}")), "{table}.{name}");
		}
	}
}

#[test]
fn the_table_that_the_page_shows_is_taken() {
	let shown: Table = page::block("toml").parse().unwrap();
	let mut table = sample();
	for (name, value) in shown {
		table.insert(name, value);
	}
	let http = parsed(&table).unwrap().http;
	let of_page = |name: &str| table["http"][name].as_str().unwrap().into();
	let (certificate, key) = (of_page("certificate"), of_page("key"));
	assert_eq!(http.tls, Some(Tls { certificate, key }));
	assert!(!http.listen.ip().is_loopback(), "clients reach it");
}
