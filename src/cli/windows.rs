//! What Windows does in a way of its own.

use std::ffi::OsString;

/// The language and region of the user, as a locale's name; no variable of the environment has it.
pub fn locale() -> Option<OsString> {
    sys_locale::get_locale().map(OsString::from)
}

/// Has the console take escape sequences for colours rather than show them. One too old for that
/// leaves them out.
pub fn understand_colors() {
    if colored::control::set_virtual_terminal(true).is_err() {
        colored::control::set_override(false);
    }
}
