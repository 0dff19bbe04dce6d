//! The chain's unit of account, as apps and devices show it. The build reads this file, too: it stands alone.

/// What the unit is called.
pub const SYMBOL: &str = "SALUS";

/// How many decimals are shown of it.
pub const DECIMALS: u8 = 12;
