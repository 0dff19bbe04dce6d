//! Faults that were reported, one file each, named after the fault.

mod a_clerk_corrects_what_it_is_refused_by_name;
mod a_displaced_grant_left_no_entry;
mod a_past_moment_tells_who_is_a_patient;
mod a_row_outlived_all_that_told_of_its_end;
mod a_verdict_covers_what_the_reviewer_has_not_seen;
mod keys_went_to_whom_the_patient_refuses;
mod months_backwards_are_within_every_grant;
mod nobody_could_end_what_the_dead_had_given;
mod one_refusal_more_closes_a_patient_to_emergencies;
mod what_a_closed_patient_gave_stayed;
mod what_a_session_opened_is_told_as_a_refused_grant;
mod what_a_thief_granted_outlives_the_recovery;
mod what_says_nothing_was_taken;

use super::{emergency::*, *};
