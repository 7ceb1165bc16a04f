//! The whole screen of a terminal, given back as it was however the program ends.

use std::io::{self, Write, stderr};

use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};

/// The screen while it is taken. It is drawn on standard error, so that standard output can still
/// be an answer for a script.
pub struct Screen;

impl Screen {
    /// Takes the screen.
    ///
    /// # Errors
    ///
    /// Those of the terminal.
    pub fn take() -> io::Result<Screen> {
        // A panic aborts and runs no destructor, so the hook gives the screen back before it tells.
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            tell(panic);
        }));
        #[cfg(unix)]
        give_back_at_signals()?;
        enable_raw_mode()?;
        let screen = Screen;
        execute!(stderr(), EnterAlternateScreen)?;
        Ok(screen)
    }

    /// Draws lines from the top; the cursor stands at a column of the first.
    ///
    /// # Errors
    ///
    /// Those of the terminal.
    pub fn draw(&self, lines: &[String], column: u16) -> io::Result<()> {
        let mut out = Vec::new();
        write!(out, "{}", crossterm::terminal::Clear(crossterm::terminal::ClearType::All))?;
        for (row, line) in (0u16..).zip(lines) {
            write!(out, "{}{line}", cursor::MoveTo(0, row))?;
        }
        write!(out, "{}{}", cursor::MoveTo(column, 0), cursor::Show)?;
        let mut screen = stderr().lock();
        screen.write_all(&out)?;
        screen.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn give_back() {
    // There is nobody to tell a failure to.
    let _ = disable_raw_mode();
    let _ = execute!(stderr(), cursor::Show, LeaveAlternateScreen);
}

/// Gives the screen back before a signal ends the program, as it would have without.
#[cfg(unix)]
fn give_back_at_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            give_back();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(())
}
