//! One file per fault that was found, named after it: what went wrong is played, and must not go wrong again.

mod a_clerk_acted_for_an_institution;
mod a_decision_could_hit_another_attempt;
mod a_device_outlived_who_let_it_in;
mod a_freeze_ended_before_the_recovery;
mod a_guardian_as_controller_disabled_the_others;
mod a_key_lost_without_guardians_was_lost_for_good;
mod a_representative_took_control_for_ever;
mod a_rogue_assurance_could_not_be_lowered;
mod a_typo_of_a_sponsor_was_for_ever;
mod the_dead_had_nobody_to_end_what_they_gave;
mod the_power_identity_gave_records;
mod the_power_recovery_was_full_control;
mod the_thiefs_guardians_came_into_office;
