//! What the program tells of itself while it runs: kinds of events, and nobody's identifiers.

use crate::config::Log;
use std::panic::{set_hook, PanicHookInfo};
use tracing_subscriber::{fmt, layer::SubscriberExt, util::SubscriberInitExt, EnvFilter, Layer};

/// Tells to the standard error, from now on. Libraries tell errors only: what they tell besides has transactions and addresses in it.
pub fn begin(config: Log) {
	let filter = EnvFilter::new(format!("error,salus_custodian={}", config.level));
	let to = fmt::layer().with_writer(std::io::stderr).with_target(false);
	let layer = if config.json {
		to.json().flatten_event(true).boxed()
	} else {
		to.with_ansi(false).boxed()
	};
	// A test in the same process may have begun one.
	let _ = tracing_subscriber::registry().with(layer.with_filter(filter)).try_init();
}

/// Tells faults of this program by their place, from now on, and counts them. What they were about is told nobody: it may be anything.
pub fn tell_faults() {
	set_hook(Box::new(tell_fault));
}

fn tell_fault(fault: &PanicHookInfo<'_>) {
	metrics::counter!("salus_custodian_panics_total").increment(1);
	let place = fault.location().map(ToString::to_string).unwrap_or_default();
	tracing::error!(kind = "panic", place, "a fault in this program");
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{
		io::{self, Write},
		panic::{catch_unwind, take_hook},
		sync::{Arc, Mutex},
	};

	#[derive(Clone, Default)]
	struct Told(Arc<Mutex<Vec<u8>>>);

	impl Write for Told {
		fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
			self.0.lock().unwrap().write(bytes)
		}

		fn flush(&mut self) -> io::Result<()> {
			Ok(())
		}
	}

	#[test]
	fn a_fault_is_told_by_its_place_and_without_what_it_was_about() {
		let told = Told::default();
		let writer = told.clone();
		let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
		let before = take_hook();
		tell_faults();
		tracing::subscriber::with_default(subscriber, || {
			catch_unwind(|| panic!("of the patient 0707")).unwrap_err();
		});
		set_hook(before);
		let told = String::from_utf8(told.0.lock().unwrap().clone()).unwrap();
		assert!(told.contains("panic") && told.contains("log.rs:"), "{told}");
		assert!(!told.contains("0707"), "{told}");
	}
}
