//! Lists from elsewhere: what other tools export, read row by row.

pub mod table;
