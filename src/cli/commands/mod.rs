//! The commands, one a file.

pub mod browse;
pub mod build;
pub mod check;
pub mod completions;
pub mod explain;
pub mod export;
pub mod help;
pub mod list;
pub mod look_up;
pub mod man;
pub mod new;
pub mod print;
pub mod random;
pub mod topics;
