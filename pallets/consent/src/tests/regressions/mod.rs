//! Faults that were reported, one file each, named after the fault.

mod a_refused_opening_leaves_no_trace;
mod a_verdict_covers_what_the_reviewer_has_not_seen;
mod counts_lock_rescuers_out;
mod one_officer_ends_a_session_and_suspends;
mod patients_judge_their_own_rescuers;
mod what_a_thief_granted_outlives_the_recovery;

use super::{emergency::*, *};
