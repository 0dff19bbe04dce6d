//! How many files the process may have open, connections included.

use rustix::process::{getrlimit, setrlimit, Resource, Rlimit};

/// As many as the system lets it have: of the few that a shell or a container gives it at first, idle connections would take all. How many that is.
pub(super) fn raise_limit() -> usize {
	let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
	if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }) {
		tracing::warn!(kind = "file-limit", %error, "the limit of open files was not raised");
	}
	let files = getrlimit(Resource::Nofile).current;
	files.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX))
}
