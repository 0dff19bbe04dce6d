//! Faults that were reported, one file each, named after the fault.

mod a_verdict_covers_what_the_reviewer_has_not_seen;
mod what_a_thief_granted_outlives_the_recovery;

use super::{emergency::*, *};
