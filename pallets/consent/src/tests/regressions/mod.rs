//! Faults that were reported, one file each, named after the fault.

mod a_clerk_corrects_what_it_is_refused_by_name;
mod a_past_moment_tells_who_is_a_patient;
mod a_verdict_covers_what_the_reviewer_has_not_seen;
mod months_backwards_are_within_every_grant;
mod one_refusal_more_closes_a_patient_to_emergencies;
mod what_a_session_opened_is_told_as_a_refused_grant;
mod what_a_thief_granted_outlives_the_recovery;

use super::{emergency::*, *};
