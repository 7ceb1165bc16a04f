//! The commands, one a file.

pub mod build;
pub mod check;
pub mod explain;
pub mod export;
pub mod help;
pub mod list;
pub mod look_up;
pub mod print;
pub mod random;
pub mod topics;
