//! Faults that were reported, one file each, named after the fault.

mod what_a_thief_granted_outlives_the_recovery;

use super::*;
